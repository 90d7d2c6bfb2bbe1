import type { Cluster } from '../cluster/cluster';
import type { AnyCollection } from '../objects/collection';

const VERBS = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

/** `GET /version`. The build tag says that this cluster is simulated. */
export function versionInfo(cluster: Cluster) {
  const { gitVersion, platform } = cluster.definition;
  const [major, minor] = gitVersion.slice(1).split('.');
  return {
    major,
    minor,
    gitVersion,
    gitCommit: '0000000000000000000000000000000000000000',
    gitTreeState: 'clean',
    buildDate: '2026-09-01T00:00:00Z',
    goVersion: 'none',
    compiler: 'none',
    platform,
  };
}

/** `GET /api` */
export function coreVersions() {
  return { kind: 'APIVersions', versions: ['v1'] };
}

/** `GET /apis` */
export function groupList(cluster: Cluster) {
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: groupNames(cluster).map(group => groupBody(cluster, group)),
  };
}

/** `GET /apis/<group>`, `undefined` for a group that is not served. */
export function groupInfo(cluster: Cluster, group: string) {
  return groupNames(cluster).includes(group)
    ? { kind: 'APIGroup', apiVersion: 'v1', ...groupBody(cluster, group) }
    : undefined;
}

/** `GET /api/v1` and `GET /apis/<group>/<version>`. */
export function resourceList(cluster: Cluster, group: string, version: string) {
  const collections = inVersion(cluster, group, version);
  if (collections.length === 0) {
    return undefined;
  }
  return {
    kind: 'APIResourceList',
    ...(group ? { apiVersion: 'v1' } : {}),
    groupVersion: group ? `${group}/${version}` : version,
    resources: collections.flatMap(apiResources),
  };
}

/** The collections of a group and version. */
export function inVersion(
  cluster: Cluster,
  group: string,
  version: string,
): AnyCollection[] {
  return cluster.served.filter(
    ({ resource }) => resource.group === group && resource.version === version,
  );
}

/** Group and version pairs, core first. */
export function groupVersions(
  cluster: Cluster,
): { group: string; version: string }[] {
  const seen = new Map<string, { group: string; version: string }>();
  for (const { resource } of cluster.served) {
    const { group, version } = resource;
    seen.set(`${group}/${version}`, { group, version });
  }
  return [...seen.values()];
}

function apiResources({ resource }: AnyCollection) {
  const entry = {
    name: resource.plural,
    singularName: resource.singular,
    namespaced: resource.namespaced,
    kind: resource.kind,
    verbs: VERBS,
    ...(resource.shortNames.length > 0
      ? { shortNames: resource.shortNames }
      : {}),
  };
  const part = (name: string, verbs: string[]) => ({
    name: `${resource.plural}/${name}`,
    singularName: '',
    namespaced: resource.namespaced,
    kind: resource.kind,
    verbs,
  });
  return [
    entry,
    ...(resource.statusSubresource
      ? [part('status', ['get', 'patch', 'update'])]
      : []),
    ...(resource.kind === 'Pod'
      ? [part('log', ['get']), part('proxy', ['get'])]
      : []),
  ];
}

function groupNames(cluster: Cluster): string[] {
  const names = cluster.served.map(({ resource }) => resource.group);
  return [...new Set(names)].filter(name => name !== '');
}

function groupBody(cluster: Cluster, name: string) {
  const versions = groupVersions(cluster)
    .filter(({ group }) => group === name)
    .sort((a, b) => stability(b.version) - stability(a.version))
    .map(({ version }) => ({ groupVersion: `${name}/${version}`, version }));
  return { name, versions, preferredVersion: versions[0] };
}

/** v1 before v1beta1 before v1alpha1. */
function stability(version: string): number {
  if (version.includes('alpha')) {
    return 0;
  }
  return version.includes('beta') ? 1 : 2;
}
