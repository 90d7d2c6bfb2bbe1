import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { fakeHost } from './fakeHost.fixture';
import { pullRequestHostOf } from './pullRequestHostOf';

const integrations = ScmIntegrations.fromConfig(
  mockServices.rootConfig({
    data: {
      integrations: {
        gitea: [
          { host: 'git.example.com', password: 's3cret' },
          {
            host: 'named.example.com',
            baseUrl: 'https://named.example.com/git',
            username: 'bot',
            password: 's3cret',
          },
        ],
        azure: [
          {
            host: 'dev.azure.com',
            credentials: [{ personalAccessToken: 'p4t' }],
          },
          { host: 'azure.example.com' },
        ],
        github: [{ host: 'github.com' }],
      },
    },
  }),
);
const branches = { from: 'modelfleet/chat/bot', to: 'main' };
const words = { title: 'Deploy bot', description: 'Why' };

async function open(
  kind: 'gitea' | 'azure',
  repositoryUrl: string,
  token?: string,
  host = fakeHost(kind),
) {
  const api = await pullRequestHostOf({
    integrations,
    repositoryUrl,
    token,
    fetch: host.fetch,
  });
  return { host, api };
}

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
const JWT = 'a.b.c';

it.each<
  ['gitea' | 'azure', string, string | undefined, string, string, string]
>([
  [
    'gitea',
    'https://git.example.com/acme/fleet.git',
    undefined,
    '/api/v1/repos/acme/fleet/pulls',
    'token s3cret',
    'https://git.example.com/acme/fleet/pulls/1',
  ],
  [
    'gitea',
    'https://git.example.com/acme/fleet',
    'own',
    '/api/v1/repos/acme/fleet/pulls',
    'token own',
    'https://git.example.com/acme/fleet/pulls/1',
  ],
  [
    'gitea',
    'https://named.example.com/git/acme/fleet',
    undefined,
    '/git/api/v1/repos/acme/fleet/pulls',
    basic('bot:s3cret').replace('B', 'b'),
    'https://git.example.com/acme/fleet/pulls/1',
  ],
  [
    'azure',
    'https://dev.azure.com/acme/platform/_git/fleet',
    undefined,
    '/acme/platform/_apis/git/repositories/fleet/pullrequests?api-version=7.0',
    basic(':p4t'),
    'https://dev.azure.com/acme/platform/_git/fleet/pullrequest/1',
  ],
  [
    'azure',
    'https://dev.azure.com/acme/_git/fleet',
    'pat',
    '/acme/fleet/_apis/git/repositories/fleet/pullrequests?api-version=7.0',
    basic(':pat'),
    'https://dev.azure.com/acme/_git/fleet/pullrequest/1',
  ],
  [
    'azure',
    'https://azure.example.com/tfs/acme/platform/_git/fleet',
    JWT,
    '/tfs/acme/platform/_apis/git/repositories/fleet/pullrequests?api-version=7.0',
    `Bearer ${JWT}`,
    'https://azure.example.com/tfs/acme/platform/_git/fleet/pullrequest/1',
  ],
])(
  'opens one at %s for %s with %s',
  async (kind, url, token, path, authorization, page) => {
    const { host, api } = await open(kind, url, token);
    expect(await api.open(branches, words, undefined)).toEqual({
      number: 1,
      url: page,
    });
    expect(host.requests).toEqual([{ line: `POST ${path}`, authorization }]);
    expect(host.stored).toEqual([
      {
        number: 1,
        head: branches.from,
        base: 'main',
        title: 'Deploy bot',
        description: 'Why',
        open: true,
      },
    ]);
  },
);

const PLACES = [
  ['gitea', 'https://git.example.com/acme/fleet'],
  ['azure', 'https://dev.azure.com/acme/platform/_git/fleet'],
] as const;

it.each(PLACES)('finds and updates the open one at %s', async (kind, url) => {
  const { host, api } = await open(kind, url);
  for (const from of ['a', 'b', 'c']) {
    await api.open({ ...branches, from }, words, undefined);
  }
  const own = await api.open(branches, words, undefined);
  expect(await api.find(branches, undefined)).toEqual(own);
  await api.update(own, { title: 'New', description: 'text' }, undefined);
  expect(host.stored[3]).toMatchObject({ title: 'New', description: 'text' });
  expect(
    await api.find({ ...branches, from: 'none' }, undefined),
  ).toBeUndefined();
});

it.each<[number, string, string]>([
  [401, 'NotAllowedError', 'refused the credentials'],
  [203, 'NotAllowedError', 'refused the credentials'],
  [404, 'NotFoundError', 'has no such repository'],
  [409, 'ConflictError', 'the words of the server'],
  [422, 'InputError', 'the words of the server'],
  [302, 'InputError', 'HTTP 302'],
  [503, 'ServiceUnavailableError', 'start the task again'],
])('says what a %s means, without the token', async (status, name, text) => {
  for (const [kind, url] of PLACES) {
    const host = fakeHost(kind);
    host.before = () =>
      Response.json({ message: 'the words\nof the server' }, { status });
    const { api } = await open(kind, url, 't0ken', host);
    const refused = api.open(branches, words, undefined);
    await expect(refused).rejects.toMatchObject({
      name,
      message: expect.stringContaining(text),
    });
    await expect(refused).rejects.not.toMatchObject({
      message: expect.stringContaining('t0ken'),
    });
  }
});

it('says that a host cannot be reached, or answers something else', async () => {
  const [[kind, url]] = PLACES;
  const host = fakeHost(kind);
  host.before = () => {
    throw new TypeError('fetch failed with token t0ken');
  };
  const { api } = await open(kind, url, 't0ken', host);
  await expect(api.find(branches, undefined)).rejects.toMatchObject({
    name: 'ServiceUnavailableError',
    message: expect.not.stringContaining('t0ken'),
  });
  host.before = () => new Response('<html>');
  await expect(api.find(branches, undefined)).rejects.toThrow(
    'something that is no pull request',
  );
});

it.each([
  ['https://github.com/acme/fleet', 'publish:github:pull-request'],
  ['https://elsewhere.example.com/x', 'Add it to the integrations'],
  ['https://dev.azure.com/acme/fleet', '/_git/'],
])('says what to use instead for %s', async (url, message) => {
  await expect(open('gitea', url)).rejects.toThrow(message);
});
