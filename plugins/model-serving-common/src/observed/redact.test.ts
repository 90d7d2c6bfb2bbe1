import { redact } from './redact';
import { cut } from './text';

// Built from parts, so that no scanner takes a fixture for a leak.
const HF = `hf_${'a1B2c3D4'.repeat(4)}`;
const JWT = `eyJ${'hbGciOiJI'}.${'eyJzdWIiOiIx'}.${'c2lnbmF0dXJl'}`;
const AWS = `AK${'IA'}${'ABCDEFGH12345678'}`;
const VALUE = 'wJalrXUtnFEMI-K7MDENG-bPxRfiCY';

describe('redact', () => {
  it.each([
    ['a token of Hugging Face', `login with ${HF} failed`, HF],
    ['a bearer token', `Bearer ${VALUE} was refused`, VALUE],
    ['a header', `Authorization: Basic ${VALUE}`, VALUE],
    ['a header with a bare token', `"authorization": "${VALUE}"`, VALUE],
    ['a password in a URL', `https://bot:${VALUE}@git.example.com/x`, VALUE],
    ['a password without a name', `redis://:${VALUE}@cache:6379`, VALUE],
    ['an AWS key', `key ${AWS} may not read`, AWS],
    ['an AWS secret', `aws_secret_access_key = ${VALUE}`, VALUE],
    ['an environment variable', `NGC_API_KEY=${VALUE} set`, VALUE],
    ['a variable in quotes', `{'HF_TOKEN': '${VALUE}'}`, VALUE],
    ['a JSON field', `{"password": "${VALUE}", "user": "a"}`, VALUE],
    ['a JWT', `token was ${JWT}`, JWT],
    ['a signed URL', `GET /m?X-Amz-Signature=${VALUE}&x=1`, VALUE],
    ['an NVIDIA key', `using nv${'api'}-${VALUE}`, VALUE],
    ['a GitHub token', `gh${'p'}_${'x1'.repeat(18)} expired`, 'x1x1'],
    ['a private key', `-----BEGIN RSA PRIVATE KEY-----\n${VALUE}\n`, VALUE],
  ])('takes out %s', (_, text, secret) => {
    const clean = redact(text);
    expect(clean).toContain('[redacted]');
    expect(clean).not.toContain(secret);
  });

  it.each([
    'ValueError: max_num_batched_tokens=2048 is smaller than max_model_len=4096',
    'INFO tokenizer=meta-llama/Llama-3.1-8B-Instruct, token=None',
    'Not enough memory to handle 4096 prefill tokens. You need to decrease `--max-batch-prefill-tokens`',
    'Cannot access gated repo for url https://huggingface.co/google/gemma-2b/resolve/main/config.json.',
    'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 224.00 MiB.',
  ])('leaves what is no secret: %s', text => {
    expect(redact(text)).toBe(text);
  });

  // Those whose time grows with the square of the length would take minutes.
  it.each([
    ['words', 'a'],
    ['names', 'token'],
    ['prefixes', '_a-'],
    ['short words', 'a-'],
    ['beginnings of a JWT', 'eyJaaaaaaaaaaa-'],
    ['addresses', 'http://a:'],
    ['headers', 'authorization: '],
    ['keys', '-----BEGIN PRIVATE KEY-----'],
    ['blanks', 'token           '],
  ])('does not take ever longer on hostile text of %s', (_, part) => {
    const text = part.repeat(Math.ceil(500_000 / part.length));
    expect(redact(text).length).toBeGreaterThan(0);
  });
});

describe('cut', () => {
  it('looks at the ends of what is huge, and keeps no secret of them', () => {
    const text = `${HF} ${'x '.repeat(500_000)} HF_TOKEN=${VALUE}`;
    const kept = cut(text);
    expect(kept).toHaveLength(480);
    expect(kept).not.toContain(HF);
    expect(kept).not.toContain(VALUE);
    expect(kept.match(/\[redacted\]/g)).toHaveLength(2);
  });
});
