import type { Cluster } from '../cluster/cluster';
import type { FaultBoard } from '../faults/faultBoard';
import type { AppProject, Destination } from '../resources/argocd';

/** A cluster as the hub knows it. */
export interface ArgoDestination {
  /** `in-cluster` for the hub's own. */
  readonly name: string;
  readonly server: string;
  readonly cluster: Cluster;
  readonly faults: FaultBoard;
}

/** The hub's clusters, by name or by server URL as `spec.destination` has it. */
export function findDestination(
  known: readonly ArgoDestination[],
  wanted: Destination,
): ArgoDestination | undefined {
  return known.find(
    destination =>
      (wanted.name !== undefined && destination.name === wanted.name) ||
      (wanted.server !== undefined && destination.server === wanted.server),
  );
}

/** Why the hub cannot talk to a cluster; `undefined` when it can. */
export function connectionError(
  destination: ArgoDestination,
): string | undefined {
  const { faults, server } = destination;
  const call = `Get "${server}/version?timeout=32s"`;
  const address = server.replace(/^https?:\/\//, '');
  if (faults.find('unreachable')) {
    return `${call}: dial tcp ${address}: i/o timeout`;
  }
  if (faults.find('refused')) {
    return `${call}: dial tcp ${address}: connect: connection refused`;
  }
  if (faults.find('unauthorized')) {
    return 'the server has asked for the client to provide credentials';
  }
  return faults.find('malformed') ? `${call}: unexpected EOF` : undefined;
}

/** Whether a project lets its Applications go to a cluster and namespace. */
export function permitsDestination(
  project: AppProject,
  destination: ArgoDestination,
  namespace: string,
): boolean {
  return (project.spec.destinations ?? []).some(
    rule =>
      (covers(rule.name, destination.name) ||
        covers(rule.server, destination.server)) &&
      covers(rule.namespace, namespace),
  );
}

/** Whether a project lets its Applications read a repository. */
export function permitsSource(project: AppProject, url: string): boolean {
  return (project.spec.sourceRepos ?? []).some(rule => covers(rule, url));
}

/** Whether a project lets its Applications hold a kind. */
export function permitsKind(
  project: AppProject,
  group: string,
  kind: string,
  namespaced: boolean,
): boolean {
  const rules = namespaced
    ? project.spec.namespaceResourceWhitelist
    : project.spec.clusterResourceWhitelist;
  // No list at all: everything within namespaces, nothing outside of them.
  return rules === undefined
    ? namespaced
    : rules.some(rule => covers(rule.group, group) && covers(rule.kind, kind));
}

function covers(pattern: string | undefined, value: string): boolean {
  return pattern === '*' || pattern === value;
}
