import { execFileSync } from 'node:child_process';
import { cp, mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { createPublishGerritReviewAction } from '@backstage/plugin-scaffolder-backend-module-gerrit';
import { Proposals } from '../__testUtils__/proposals';

jest.setTimeout(120_000);

describe("upstream's action for Gerrit with what is rendered", () => {
  let proposals: Proposals;

  beforeEach(async () => {
    proposals = await Proposals.start();
  });
  afterEach(async () => {
    await proposals.stop();
  });

  const review = () =>
    proposals.propose(
      createPublishGerritReviewAction,
      {
        gerrit: [
          {
            host: 'gerrit.test',
            baseUrl: 'https://gerrit.test',
            gitilesBaseUrl: 'https://gerrit.test/gitiles',
            username: 'ana',
            password: 'secret',
          },
        ],
      },
      { repoUrl: 'gerrit.test?repo=fleet' },
    );
  const heads = () =>
    proposals.scaffolder.git.git('for-each-ref', '--format=%(refname)');

  it('do not work with rendered files alone, and push nothing', async () => {
    await expect(review()).rejects.toThrow(/Could not find HEAD/);
    expect(await heads()).toBe('refs/heads/main');
  });

  it('ask for a review where the workspace is a clone', async () => {
    const clone = await mkdtemp(
      path.join(proposals.scaffolder.git.folder, 'clone-'),
    );
    // By its folder: its server answers in this process, which waits here.
    const bare = path.join(proposals.scaffolder.git.folder, 'fleet.git');
    execFileSync('git', ['clone', '-q', bare, clone]);
    execFileSync(
      'git',
      ['remote', 'set-url', 'origin', proposals.scaffolder.git.url],
      {
        cwd: clone,
      },
    );
    await cp(clone, proposals.scaffolder.workspacePath, { recursive: true });
    const { output } = await review();
    expect(output).toEqual({
      repoContentsUrl: 'https://gerrit.test/gitiles/fleet/+/refs/heads/main',
      reviewUrl: expect.stringMatching(
        /^https:\/\/gerrit\.test\/#\/q\/I[0-9a-f]{40}$/,
      ),
    });
    expect(await heads()).toBe('refs/for/main\nrefs/heads/main');
    expect(await proposals.pushed('refs/for/main')).toEqual(
      proposals.everything(),
    );
    expect(
      await proposals.scaffolder.git.git(
        'log',
        '-1',
        '--format=%B',
        'refs/for/main',
      ),
    ).toMatch(/^Deploy support-chat\n\nChange-Id: I[0-9a-f]{40}$/);
  });
});
