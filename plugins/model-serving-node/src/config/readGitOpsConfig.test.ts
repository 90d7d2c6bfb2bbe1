import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readClusterAliases, readGitOpsConfig } from '.';

const tenant = {
  name: 'chat',
  owner: 'group:default/chat-team',
  namespaces: ['chat'],
};

const repository = {
  id: 'fleet',
  url: 'https://git.example.com/platform/fleet.git',
  root: 'fleet',
  delivery: 'argocd',
  clusters: ['eu', 'us'],
  tenants: [tenant],
};

function read(...repositories: JsonObject[]) {
  return readGitOpsConfig(
    new ConfigReader({ modelServing: { gitops: { repositories } } }),
  );
}

describe('readGitOpsConfig', () => {
  it('is empty without configuration', () => {
    expect(readGitOpsConfig(new ConfigReader({}))).toEqual([]);
  });

  it('fills in what may be left out', () => {
    expect(read({ ...repository, root: '' })).toEqual([
      {
        ...repository,
        root: '',
        branch: 'main',
        directPush: false,
        tenants: [{ ...tenant, clusters: ['eu', 'us'] }],
      },
    ]);
  });

  it.each([
    ['chat-team', 'group:default/chat-team'],
    ['Group:chat-team', 'group:default/chat-team'],
    ['user:home/ana', 'user:home/ana'],
  ])('completes the owner %s', (owner, expected) => {
    const [read1] = read({ ...repository, tenants: [{ ...tenant, owner }] });
    expect(read1?.tenants[0]?.owner).toBe(expected);
  });

  it('lets one owner use a namespace from two repositories', () => {
    expect(read(repository, { ...repository, id: 'other' })).toHaveLength(2);
  });

  const r0 = 'modelServing.gitops.repositories[0]';
  it.each<[string, JsonObject, string[]]>([
    ['url', { url: 'git@github.com:a/b.git' }, [`${r0}.url`, 'http or https']],
    ['url', { url: 'https://me:s3cret@x.org/a' }, [`${r0}.credentials`]],
    ['branch', { branch: 'a..b' }, [`${r0}.branch`, "'a..b'"]],
    ['root', { root: '../up' }, [`${r0}.root`, "'../up'"]],
    ['delivery', { delivery: 'helm' }, [`${r0}.delivery`, 'argocd, flux']],
    ['clusters', { clusters: [] }, [`${r0}.clusters`, 'at least one']],
    ['cluster name', { clusters: ['../eu'] }, [`${r0}.clusters[0]`, 'folder']],
    ['clusters', { clusters: ['eu', 'eu'] }, [`${r0}.clusters[1]`, "'eu'"]],
    [
      'tenant name',
      { tenants: [{ ...tenant, name: '../chat' }] },
      [`${r0}.tenants[0].name`, 'DNS label'],
    ],
    [
      'duplicate tenant',
      { tenants: [tenant, tenant] },
      [`${r0}.tenants[1].name`, `${r0}.tenants[0].name`],
    ],
    [
      'owner',
      { tenants: [{ ...tenant, owner: 'component:default/x' }] },
      [`${r0}.tenants[0].owner`, 'group or a user'],
    ],
    [
      'owner syntax',
      { tenants: [{ ...tenant, owner: 'group:default/' }] },
      [`${r0}.tenants[0].owner`, 'group:default/vision-team'],
    ],
    [
      'tenant clusters',
      { tenants: [{ ...tenant, clusters: ['eu', 'mars'] }] },
      [`${r0}.tenants[0].clusters`, "'mars'", 'eu, us'],
    ],
    [
      'shared namespace',
      { tenants: [tenant, { ...tenant, name: 'v', owner: 'vision-team' }] },
      [`${r0}.tenants[1]`, "'chat'", 'group:default/vision-team'],
    ],
    ['missing', { tenants: [{ name: 'x' }] }, [`tenants[0].owner`]],
  ])('rejects a wrong %s', (_, change, parts) => {
    let message = '';
    try {
      read({ ...repository, ...change });
    } catch (error) {
      message = String(error);
    }
    for (const part of parts) {
      expect(message).toContain(part);
    }
    expect(message).not.toContain('s3cret');
  });

  it('rejects two repositories of one id', () => {
    expect(() => read(repository, repository)).toThrow(/repositories\[1\]\.id/);
  });
});

describe('readClusterAliases', () => {
  it('reads aliases by cluster', () => {
    const clusters = [{ name: 'eu', aliases: ['in-cluster'] }, { name: 'us' }];
    expect(
      readClusterAliases(new ConfigReader({ modelServing: { clusters } })),
    ).toEqual(
      new Map([
        ['eu', ['in-cluster']],
        ['us', []],
      ]),
    );
  });

  it('rejects a cluster that is there twice', () => {
    const clusters = [{ name: 'eu' }, { name: 'eu' }];
    expect(() =>
      readClusterAliases(new ConfigReader({ modelServing: { clusters } })),
    ).toThrow("'modelServing.clusters[1].name' repeats 'eu'");
  });
});
