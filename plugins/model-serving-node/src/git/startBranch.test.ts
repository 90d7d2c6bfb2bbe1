import type { GitOpsRepository } from '@modelfleet/backstage-plugin-model-serving-common';
import { startGitServer, type TestGitServer } from '../testUtils';
import { DefaultGitOpsRepositoryClient } from './DefaultGitOpsRepositoryClient';
import type { StartBranchOptions } from './types';

let server: TestGitServer;

beforeEach(async () => {
  server = await startGitServer();
  await server.commit({ 'a.yaml': 'one\n' });
});
afterEach(() => server.close());

function client() {
  const repository: GitOpsRepository = {
    id: 'fleet',
    url: server.url,
    branch: 'main',
    root: '',
    delivery: 'argocd',
    directPush: false,
    clusters: ['eu'],
    tenants: [],
  };
  return DefaultGitOpsRepositoryClient.create({
    repository,
    credentials: { getCredentials: async () => undefined },
  });
}

function change(
  content: string,
  more: Partial<StartBranchOptions> = {},
): StartBranchOptions {
  return {
    branch: 'proposal',
    files: [{ path: 'a.yaml', content }],
    message: 'Propose',
    author: { name: 'Ana', email: 'ana@example.com' },
    ...more,
  };
}

it('lets a branch begin at the head, and adds to it', async () => {
  const main = await server.git('rev-parse', 'main');
  const { commit } = await client().startBranch(change('two\n'));
  expect(await server.git('rev-parse', 'proposal')).toBe(commit);
  expect(await server.git('rev-parse', 'proposal^')).toBe(main);
  expect(await server.git('rev-parse', 'main')).toBe(main);

  const proposal = client().onBranch('proposal');
  await proposal.commitAndPush(change('three\n'));
  expect(await server.git('rev-parse', 'proposal^')).toBe(commit);
  const { files } = await proposal.readTree({ include: () => true });
  expect(files.get('a.yaml')).toBe('three\n');
});

it('replaces a branch only when told', async () => {
  await client().startBranch(change('two\n'));
  await expect(client().startBranch(change('three\n'))).rejects.toMatchObject({
    name: 'ConflictError',
    message: expect.stringContaining("has a branch 'proposal' already"),
  });
  const { commit } = await client().startBranch(
    change('three\n', { replace: true }),
  );
  expect(await server.git('rev-parse', 'proposal')).toBe(commit);
});

it('starts no branch for what is there already', async () => {
  expect(await client().startBranch(change('one\n'))).toEqual({
    commit: await server.git('rev-parse', 'main'),
    pushed: false,
  });
  await expect(server.git('rev-parse', 'proposal')).rejects.toThrow();
});

it('does not write over what others changed, or over the branch itself', async () => {
  const files = [
    { path: 'a.yaml', content: 'two\n', basedOn: { content: 'older\n' } },
  ];
  await expect(
    client().startBranch(change('', { files })),
  ).rejects.toMatchObject({ name: 'ConflictError' });
  await expect(
    client().startBranch(change('two\n', { branch: 'main', replace: true })),
  ).rejects.toMatchObject({ name: 'ConflictError' });
});
