import { ResponseError } from '@backstage/errors';
import { sentenceOf } from './sentenceOf';

const refused = (body: string, type = 'application/json') =>
  ResponseError.fromResponse(
    new Response(body, {
      status: 403,
      statusText: 'Forbidden',
      headers: { 'content-type': type },
    }),
  );

it.each([
  ['The cable is out', 'The cable is out.'],
  ['Is it on?', 'Is it on?'],
])('ends the sentence "%s"', (message, expected) => {
  expect(sentenceOf(new Error(message))).toBe(expected);
});

it("says what the server said, and not the answer's status", async () => {
  const message =
    'You may not see the fleet. Ask for the permission model-serving.fleet.read.';
  const error = await refused(
    JSON.stringify({
      error: { name: 'NotAllowedError', message },
      response: { statusCode: 403 },
    }),
  );
  expect(error.message).not.toContain('fleet');
  expect(sentenceOf(error)).toBe(message);
});

it('has something to say of an answer that is none of ours', async () => {
  expect(sentenceOf(await refused('<html>', 'text/html'))).toContain('403');
});
