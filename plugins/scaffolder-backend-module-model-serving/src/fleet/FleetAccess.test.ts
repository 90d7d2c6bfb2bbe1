import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { HttpFleetAccess } from './FleetAccess';

const caller = {
  getInitiatorCredentials: async () => mockCredentials.user('user:default/ana'),
};
const change = { tenant: 'chat', service: 'x', clusters: ['eu'] };

function access(answer: (request: Request) => Promise<Response>) {
  return HttpFleetAccess.create({
    auth: mockServices.auth({ pluginId: 'scaffolder' }),
    discovery: mockServices.discovery(),
    fetch: (input, init) => answer(new Request(input, init)),
  });
}

describe('HttpFleetAccess', () => {
  it('asks as the person who started the task', async () => {
    let seen: Request | undefined;
    await access(async request => {
      seen = request;
      return Response.json({});
    }).planChange(change, caller);
    expect(seen?.url).toMatch(/\/api\/model-serving\/changes$/);
    expect(seen?.headers.get('authorization')).toBe(
      mockCredentials.service.header({
        onBehalfOf: await caller.getInitiatorCredentials(),
        targetPluginId: 'model-serving',
      }),
    );
  });

  it.each([
    [400, 'InputError', 'no such cluster', 'InputError', 'no such cluster'],
    [403, 'NotAllowedError', 'not yours', 'NotAllowedError', 'not yours'],
    [
      500,
      'Error',
      'broken',
      'ServiceUnavailableError',
      'The model-serving backend failed (500): broken',
    ],
  ])(
    'passes on a %s in its own words',
    async (status, sent, text, name, message) => {
      const refused = access(async () =>
        Response.json(
          {
            error: { name: sent, message: text },
            response: { statusCode: status },
          },
          { status },
        ),
      );
      await expect(refused.planChange(change, caller)).rejects.toMatchObject({
        name,
        message,
      });
    },
  );

  it('says that the backend cannot be reached', async () => {
    const away = access(async () => {
      throw new TypeError('fetch failed');
    });
    await expect(
      away.getEntityRollouts('component:default/x', caller),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('cannot be reached (fetch failed)'),
    });
  });

  it('ends with the task', async () => {
    const slow = access(
      ({ signal }) =>
        new Promise((_, reject) => {
          const stop = () => reject(signal.reason);
          signal.addEventListener('abort', stop);
          if (signal.aborted) {
            stop();
          }
        }),
    );
    const controller = new AbortController();
    const call = slow.planChange(change, {
      ...caller,
      signal: controller.signal,
    });
    controller.abort(new Error('cancelled'));
    await expect(call).rejects.toThrow('cancelled');
  });
});
