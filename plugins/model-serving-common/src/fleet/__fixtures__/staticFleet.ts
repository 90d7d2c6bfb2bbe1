import type { ClusterState } from '../../api/types';
import { observedProjections } from '../../observed/projections';
import {
  recordKey,
  resourceId,
  type ObservedRecord,
  type Projection,
  type ResourceType,
} from '../../observed/resource';
import type {
  ClusterSnapshot,
  FleetSnapshot,
  ResourceKnowledge,
} from '../snapshot';

export const NOW = '2026-11-23T12:00:00Z';
export const CONFIRMED = '2026-11-23T11:59:50Z';

export const LIVE: ClusterState = {
  status: 'live',
  confirmedAt: CONFIRMED,
  forbidden: [],
};

export const AWAY: ClusterState = {
  status: 'unreachable',
  confirmedAt: '2026-11-23T11:40:00Z',
  error: { kind: 'refused', message: 'the connection was refused' },
  retryAt: '2026-11-23T12:01:00Z',
};

export interface StaticCluster {
  readonly name: string;
  readonly title?: string;
  /** Objects as the API server gives them, with `kind`. */
  readonly objects?: readonly unknown[];
  readonly state?: ClusterState;
  readonly serverUrl?: string;
  readonly aliases?: readonly string[];
  /** By resource id; `observed` where nothing is said. */
  readonly knowledge?: Readonly<Record<string, ResourceKnowledge>>;
}

/** A fleet that stands still, projected from raw objects. */
export function staticFleet(
  ...clusters: readonly StaticCluster[]
): FleetSnapshot {
  return {
    version: '1',
    now: new Date(NOW),
    clusters: clusters.map(staticCluster),
  };
}

export function staticCluster(cluster: StaticCluster): ClusterSnapshot {
  const records = new Map<string, Map<string, ObservedRecord>>();
  for (const raw of cluster.objects ?? []) {
    const projection = observedProjections.find(
      ({ resource }) =>
        resource.kind === kindOf(raw) && isOfGroup(raw, resource.group),
    );
    if (!projection) throw new Error(`Nothing observes a ${kindOf(raw)}`);
    const record = projection.project(raw);
    const id = resourceId(projection.resource);
    const kind = records.get(id) ?? new Map<string, ObservedRecord>();
    records.set(id, kind);
    if (record) kind.set(recordKey(record.meta), record);
  }
  return {
    cluster: {
      name: cluster.name,
      title: cluster.title ?? cluster.name,
      simulated: false,
      state: cluster.state ?? LIVE,
    },
    aliases: cluster.aliases ?? [],
    ...(cluster.serverUrl && { serverUrl: cluster.serverUrl }),
    records: <R extends ObservedRecord>(projection: Projection<R>) =>
      // What a resource's own projection wrote is what it reads.
      (records.get(resourceId(projection.resource)) ??
        new Map()) as ReadonlyMap<string, R>,
    knowledge: (resource: ResourceType) =>
      cluster.knowledge?.[resourceId(resource)] ?? {
        status: 'observed',
        confirmedAt: CONFIRMED,
      },
    changedAt: () => undefined,
  };
}

function kindOf(raw: unknown): string {
  return typeof raw === 'object' && raw !== null && 'kind' in raw
    ? String(raw.kind)
    : 'thing without a kind';
}

/** Only kinds of which there are several say their group. */
function isOfGroup(raw: unknown, group: string): boolean {
  if (typeof raw !== 'object' || raw === null) return false;
  if (!('apiVersion' in raw)) return true;
  const [first = '', version] = String(raw.apiVersion).split('/');
  // The core group is not written.
  return (version ? first : '') === group;
}
