import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  alsoInTheUs,
  supportChat,
  type Request,
} from '../__testUtils__/requests';
import { startScaffolder, type Scaffolder } from '../__testUtils__/scaffolder';
import { createRenderAction } from '../render/createRenderAction';
import { createPullRequestAction } from './createPullRequestAction';
import { fakeHost, type FakeHost } from './fakeHost.fixture';
import { GiteaHost } from './GiteaHost';
import { HostClient } from './HostClient';

// Real git processes take their time on a busy machine.
jest.setTimeout(60_000);

const BRANCH = 'modelfleet/chat/support-chat';
const FOLDER = 'fleet/chat/support-chat';

let scaffolder: Scaffolder;
let host: FakeHost;

beforeEach(async () => {
  scaffolder = await startScaffolder({ directPush: false });
  host = fakeHost('gitea');
});
afterEach(() => scaffolder.stop());

/** Renders a request, then proposes it. */
async function propose(request: Request = supportChat, context = {}) {
  // Each task has a workspace of its own.
  await rm(join(scaffolder.workspacePath, 'fleet'), {
    recursive: true,
    force: true,
  });
  const { output } = await scaffolder.run(
    createRenderAction(scaffolder),
    request,
  );
  const repositories: typeof scaffolder.repositories = {
    repository: id => scaffolder.repositories.repository(id),
    client: id => scaffolder.repositories.client(id),
    credentialsForWriting: token =>
      scaffolder.repositories.credentialsForWriting(token),
    commitUrl: (...args) => scaffolder.repositories.commitUrl(...args),
    pullRequestHost: async () =>
      GiteaHost.create({
        client: HostClient.create({
          name: 'Gitea',
          headers: {},
          fetch: host.fetch,
        }),
        api: 'https://git.example.com/api/v1/repos/acme/fleet',
      }),
  };
  return scaffolder.run(
    createPullRequestAction({ ...scaffolder, repositories }),
    {
      service: request.service,
      tenant: request.tenant,
      sourcePath: output.path ?? '',
      basedOn: output.basedOn ?? {},
    },
    context,
  );
}

const filesIn = async (branch: string) =>
  (
    await scaffolder.git.git('ls-tree', '-r', '--name-only', branch, FOLDER)
  ).split('\n');

it('opens a pull request from the branch of the service', async () => {
  const main = await scaffolder.git.git('rev-parse', 'main');
  const { output, log } = await propose();
  expect(output).toMatchObject({
    branch: BRANCH,
    pullRequestUrl: 'https://git.example.com/acme/fleet/pulls/1',
    pullRequestNumber: 1,
    commitSha: await scaffolder.git.git('rev-parse', BRANCH),
    entityRef: 'component:default/support-chat',
    path: FOLDER,
  });
  expect(await scaffolder.git.git('rev-parse', 'main')).toBe(main);
  expect(await filesIn(BRANCH)).toContain(
    `${FOLDER}/clusters/cloud-eu/kustomization.yaml`,
  );
  expect(host.stored[0]).toMatchObject({
    title: 'Deploy support-chat for chat',
    head: BRANCH,
    base: 'main',
    description: expect.stringContaining(
      '- Cluster: cloud-eu: 2 × 1 NVIDIA-H100-80GB-HBM3',
    ),
  });
  expect(log.at(-1)).toBe(
    'Opened the pull request https://git.example.com/acme/fleet/pulls/1',
  );
});

it('updates the open one, and does nothing twice', async () => {
  const first = await propose();
  const again = await propose();
  expect(again.output.commitSha).toBe(first.output.commitSha);
  const [placement] = supportChat.placements;
  const more = placement && { ...placement, replicas: 3 };
  await propose({ ...supportChat, placements: more ? [more] : [] });
  expect(host.stored).toHaveLength(1);
  expect(await scaffolder.git.git('rev-parse', `${BRANCH}^`)).toBe(
    first.output.commitSha,
  );
  expect(host.stored[0]?.description).toContain('cloud-eu: 3 × 1');
});

it('does not lose what the open one says of another cluster', async () => {
  await propose();
  await expect(propose(alsoInTheUs)).rejects.toMatchObject({
    name: 'ConflictError',
    message: expect.stringContaining(
      'pulls/1 changes the service in cloud-eu too',
    ),
  });
});

it('begins anew after one was closed, and takes up a run that was cut short', async () => {
  await propose();
  for (const entry of host.stored) {
    entry.open = false;
  }
  const { output } = await propose(alsoInTheUs);
  expect(output.pullRequestNumber).toBe(2);
  expect(await filesIn(BRANCH)).not.toContain(
    `${FOLDER}/clusters/cloud-eu/kustomization.yaml`,
  );

  host.before = request =>
    request.method === 'POST' || request.method === 'PATCH'
      ? Response.json({ message: 'down' }, { status: 502 })
      : undefined;
  await expect(propose(alsoInTheUs)).rejects.toThrow(
    'what was pushed is taken',
  );
  host.before = () => undefined;
  expect((await propose(alsoInTheUs)).output.pullRequestNumber).toBe(2);
});

it('leaves nothing behind in a dry run', async () => {
  const { output, log } = await propose(supportChat, { isDryRun: true });
  expect(output.branch).toBe(BRANCH);
  expect(output.pullRequestUrl).toBeUndefined();
  expect(log.join('\n')).toContain('Deploy support-chat for chat');
  expect(host.stored).toEqual([]);
  await expect(scaffolder.git.git('rev-parse', BRANCH)).rejects.toThrow();
});
