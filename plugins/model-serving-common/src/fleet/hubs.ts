import type { ClusterRef } from '../api/types';
import {
  applicationProjection,
  type ApplicationRecord,
} from '../observed/application';
import { Destinations, sameName, type Destination } from './clusterNames';
import { knownBy } from './knownBy';
import type { ClusterSnapshot, FleetSnapshot } from './snapshot';

/**
 * A cluster whose Argo CD delivers to clusters that Backstage cannot dial.
 *
 * @public
 */
export interface Hub {
  /** As Backstage calls it. */
  readonly cluster: string;
  /** Shows every destination that is no cluster that Backstage knows. */
  readonly discover: boolean;
  readonly destinations: readonly HubDestination[];
}

/** A destination of a hub that is to be shown as a cluster. @public */
export interface HubDestination {
  /** What Backstage calls it, and Components name in `dependsOn`. */
  readonly cluster: string;
  readonly title?: string;
  /** What Argo CD calls it, where that is something else. */
  readonly name?: string;
  readonly server?: string;
}

/** A cluster that a hub tells of. @public */
export interface ReportedCluster {
  readonly name: string;
  readonly title: string;
  readonly serverUrl?: string;
  readonly reportedBy: { readonly name: string; readonly title: string };
}

/** Whoever may write Applications must not fill the fleet with names. */
const MOST_DISCOVERED = 1_000;
/** Catalog names, RFC 1123: what a Component can refer to. */
const NAME = /^[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?$/i;

/**
 * The clusters that are known by what a hub's Argo CD delivers to them.
 *
 * @returns `undefined` for a hub that was never seen: what it has is not known,
 * which is not that it has none.
 * @public
 */
export function reportedClusters(
  { cluster: hubName, discover, destinations }: Hub,
  { clusters }: FleetSnapshot,
): readonly ReportedCluster[] | undefined {
  const hub = clusters.find(({ cluster }) => sameName(cluster.name, hubName));
  if (!hub) return undefined;
  const { name, title } = hub.cluster;
  const found = new Map<string, ReportedCluster>();
  for (const destination of destinations) {
    found.set(destination.cluster.toLocaleLowerCase('en-US'), {
      name: destination.cluster,
      title: destination.title ?? destination.cluster,
      ...(destination.server && { serverUrl: destination.server }),
      reportedBy: { name, title },
    });
  }
  if (!discover) return [...found.values()];
  if (hub.knowledge(applicationProjection.resource).status === 'never') {
    return undefined;
  }
  const dialled = clusters.filter(({ cluster }) => !isReported(cluster));
  const known = Destinations.create(dialled.map(knownBy));
  const seen = new Set<string>();
  for (const application of hub.records(applicationProjection).values()) {
    const { destination } = application;
    const key = JSON.stringify([destination.name, destination.server]);
    if (seen.has(key)) continue;
    seen.add(key);
    if (seen.size > MOST_DISCOVERED) break;
    if (known.find(destination, name) !== undefined) continue;
    if (destinations.some(one => isDestination(one, destination))) continue;
    const called = nameOf(destination);
    const id = called?.toLocaleLowerCase('en-US');
    // A name that is taken is not another cluster's.
    if (!called || !id || found.has(id) || isTaken(called, dialled)) continue;
    found.set(id, {
      name: called,
      title: called,
      ...(destination.server && { serverUrl: destination.server }),
      reportedBy: { name, title },
    });
  }
  return [...found.values()];
}

/** Whether a cluster is known by a hub only. @public */
export function isReported({ state }: ClusterRef): boolean {
  return state.status === 'unsupported' && state.reportedBy !== undefined;
}

function isDestination(
  { cluster, name = cluster, server }: HubDestination,
  destination: Destination,
): boolean {
  return (
    (destination.name !== undefined && sameName(destination.name, name)) ||
    (server !== undefined && destination.server === server)
  );
}

function nameOf({
  name,
  server,
}: ApplicationRecord['destination']): string | undefined {
  const host =
    server && URL.canParse(server) ? new URL(server).hostname : undefined;
  return [name, host].find(word => word !== undefined && NAME.test(word));
}

function isTaken(name: string, clusters: readonly ClusterSnapshot[]): boolean {
  return clusters.some(({ cluster }) => sameName(cluster.name, name));
}
