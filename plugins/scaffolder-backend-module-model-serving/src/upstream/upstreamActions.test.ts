import { DefaultGithubCredentialsProvider } from '@backstage/integration';
import { createPublishGithubPullRequestAction } from '@backstage/plugin-scaffolder-backend-module-github';
import { createPublishGitlabMergeRequestAction } from '@backstage/plugin-scaffolder-backend-module-gitlab';
import { BRANCH, Proposals } from '../__testUtils__/proposals';
import { githubApi, gitlabApi } from './apis.fixture';
import { startFakeGitHost, type FakeGitHost } from './fakeGitHost.fixture';

jest.setTimeout(120_000);

describe("upstream's actions with what is rendered", () => {
  let proposals: Proposals;
  let host: FakeGitHost | undefined;

  beforeEach(async () => {
    proposals = await Proposals.start();
  });
  afterEach(async () => {
    await host?.close();
    await proposals.stop();
  });

  it('propose it at GitHub, bring it up to date, and delete what is removed', async () => {
    const fake = await startFakeGitHost(githubApi());
    host = fake;
    fake.branches.set(
      'main',
      new Map([
        ['README.md', 'The fleet\n'],
        ['fleet/chat/support-chat/base/old.yaml', 'old: true\n'],
      ]),
    );
    const run = (removed: string[], token?: string) =>
      proposals.propose(
        ({ integrations, config }) =>
          createPublishGithubPullRequestAction({
            integrations,
            config,
            githubCredentialsProvider:
              DefaultGithubCredentialsProvider.fromIntegrations(integrations),
          }),
        {
          github: [
            { host: fake.host, apiBaseUrl: fake.url, ...(token && { token }) },
          ],
        },
        { repoUrl: `${fake.host}?owner=acme&repo=fleet`, removed },
      );
    const { output } = await run(
      ['fleet/chat/support-chat/base/old.yaml'],
      'secret',
    );
    expect(output).toEqual({
      targetBranchName: 'main',
      remoteUrl: 'https://github.test/acme/fleet/pull/1',
      pullRequestNumber: 1,
    });
    expect(fake.proposed).toEqual([
      {
        number: 1,
        branch: BRANCH,
        base: 'main',
        title: 'Deploy support-chat',
        description: 'Deploys support-chat.',
      },
    ]);
    expect(fake.branches.get(BRANCH)).toEqual(
      new Map([['README.md', 'The fleet\n'], ...proposals.rendered]),
    );
    expect(fake.asked.every(({ authorization }) => authorization)).toBe(true);

    await proposals.render(5);
    await run([], 'secret');
    expect(fake.proposed).toHaveLength(1);
    const [overlay = ''] = [...proposals.rendered.keys()].filter(file =>
      file.includes('clusters/'),
    );
    expect(fake.branches.get(BRANCH)?.get(overlay)).toContain('value: 5');

    await expect(run([])).rejects.toThrow(/No token available for host/);
  });

  it('propose it at GitLab, and stop where it is proposed already', async () => {
    const fake = await startFakeGitHost(gitlabApi);
    host = fake;
    const [same = '', overlay = ''] = [
      ...[...proposals.rendered.keys()].filter(file =>
        file.endsWith('catalog-info.yaml'),
      ),
      ...[...proposals.rendered.keys()].filter(file =>
        file.includes('clusters/'),
      ),
    ];
    fake.branches.set(
      'main',
      new Map([
        ['README.md', 'The fleet\n'],
        [same, proposals.rendered.get(same) ?? ''],
        [overlay, 'resources: []\n'],
      ]),
    );
    const run = (token?: string) =>
      proposals.propose(
        ({ integrations }) =>
          createPublishGitlabMergeRequestAction({ integrations }),
        {
          gitlab: [
            {
              host: fake.host,
              baseUrl: fake.url,
              apiBaseUrl: `${fake.url}/api/v4`,
              ...(token && { token }),
            },
          ],
        },
        { repoUrl: `${fake.host}?owner=acme&repo=fleet` },
      );
    const { output } = await run('secret');
    expect(output).toMatchObject({
      targetBranchName: 'main',
      mergeRequestUrl: 'https://gitlab.test/merge_requests/1',
    });
    expect(fake.proposed).toEqual([
      {
        number: 1,
        branch: BRANCH,
        base: 'main',
        title: 'Deploy support-chat',
        description: 'Deploys support-chat.',
      },
    ]);
    expect(fake.branches.get(BRANCH)).toEqual(
      new Map([['README.md', 'The fleet\n'], ...proposals.rendered]),
    );

    await expect(run('secret')).rejects.toThrow(
      /branch already exists.*merge_requests\/1/,
    );
    expect(fake.proposed).toHaveLength(1);
    await expect(run()).rejects.toThrow(/No token available for host/);
  });
});
