import { BitbucketCloudIntegration } from '@backstage/integration';
import { createPublishBitbucketCloudPullRequestAction } from '@backstage/plugin-scaffolder-backend-module-bitbucket-cloud';
import { createPublishBitbucketServerPullRequestAction } from '@backstage/plugin-scaffolder-backend-module-bitbucket-server';
import { generate } from 'selfsigned';
import { BRANCH, Proposals } from '../__testUtils__/proposals';
import { bitbucketCloudApi, bitbucketServerApi } from './bitbucketApis.fixture';
import {
  startFakeGitHost,
  startTlsGitHost,
  type FakeGitHost,
  type TlsGitHost,
} from './fakeGitHost.fixture';

jest.setTimeout(120_000);

const certificate = generate([{ name: 'commonName', value: '127.0.0.1' }], {
  days: 1,
  keySize: 2048,
  extensions: [
    { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
  ],
});

describe("upstream's actions for Bitbucket with what is rendered", () => {
  let proposals: Proposals;
  let host: FakeGitHost | undefined;
  let tls: TlsGitHost | undefined;

  beforeEach(async () => {
    proposals = await Proposals.start();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await host?.close();
    await tls?.close();
    await proposals.stop();
  });

  it('propose it at Bitbucket Server, each run by a branch of its own', async () => {
    const fake = await startFakeGitHost(
      bitbucketServerApi(name => proposals.makeBranch(name)),
      proposals.scaffolder.git.url,
    );
    host = fake;
    const run = (task: string, token?: string) =>
      proposals.propose(
        ({ integrations, config }) =>
          createPublishBitbucketServerPullRequestAction({
            integrations,
            config,
          }),
        {
          bitbucketServer: [
            {
              host: fake.host,
              apiBaseUrl: `${fake.url}/rest/api/1.0`,
              ...(token && { token }),
            },
          ],
        },
        { repoUrl: `${fake.host}?project=ACME&repo=fleet`, task },
      );
    const { output } = await run('one', 'secret');
    expect(output).toEqual({ pullRequestUrl: 'https://bitbucket.test/pr/1' });
    expect(await proposals.pushed(`${BRANCH}-one`)).toEqual(
      proposals.everything(),
    );

    await proposals.render(5);
    await run('two', 'secret');
    expect(fake.proposed.map(({ branch, base }) => [branch, base])).toEqual([
      [`${BRANCH}-one`, 'main'],
      [`${BRANCH}-two`, 'main'],
    ]);
    expect(await proposals.pushed(`${BRANCH}-two`)).toEqual(
      proposals.everything(),
    );
    await expect(run('three')).rejects.toThrow(
      /Authorization has not been provided for/,
    );
  });

  it('propose it at Bitbucket Cloud, each run by a branch of its own', async () => {
    const fake = await startFakeGitHost(
      bitbucketCloudApi(name => proposals.makeBranch(name)),
    );
    const git = await startTlsGitHost(proposals.scaffolder.git.url, {
      key: certificate.private,
      cert: certificate.cert,
    });
    [host, tls] = [fake, git];
    const run = (task: string, token?: string) =>
      proposals.propose(
        ({ integrations, config }) => {
          // Its addresses cannot be configured: they are always bitbucket.org.
          const cloud = new BitbucketCloudIntegration({
            host: git.host,
            apiBaseUrl: `${fake.url}/2.0`,
            ...(token && { username: 'ana@example.com', token }),
          });
          jest
            .spyOn(integrations.bitbucketCloud, 'byHost')
            .mockImplementation(name =>
              name === git.host ? cloud : undefined,
            );
          return createPublishBitbucketCloudPullRequestAction({
            integrations,
            config,
          });
        },
        {},
        {
          repoUrl: `${git.host}?workspace=acme&project=FLEET&repo=fleet`,
          task,
        },
      );
    const { output } = await run('one', 'secret');
    expect(output).toEqual({ pullRequestUrl: 'https://bitbucket.test/pr/1' });
    expect(await proposals.pushed(`${BRANCH}-one`)).toEqual(
      proposals.everything(),
    );

    await proposals.render(5);
    await run('two', 'secret');
    expect(fake.proposed).toEqual(
      ['one', 'two'].map((task, index) => ({
        number: index + 1,
        branch: `${BRANCH}-${task}`,
        base: 'main',
        title: 'Deploy support-chat',
        description: 'Deploys support-chat.',
      })),
    );
    expect(await proposals.pushed(`${BRANCH}-two`)).toEqual(
      proposals.everything(),
    );
    expect(fake.asked.every(({ authorization }) => authorization)).toBe(true);
    // What is there already is proposed as it is, and nothing is pushed.
    await proposals.render(7);
    await run('two', 'secret');
    expect(await proposals.pushed(`${BRANCH}-two`)).not.toEqual(
      proposals.everything(),
    );
    await expect(run('three')).rejects.toThrow(
      /Authorization has not been provided for/,
    );
  });
});
