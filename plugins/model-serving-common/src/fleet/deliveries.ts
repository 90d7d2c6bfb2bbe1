import { assessmentContext } from '../adapters/context';
import { readDeliveries, type AdapterRegistry } from '../adapters/registry';
import type { DeliveryClaim } from '../adapters/types';
import type { ObjectRef } from '../api/types';
import { sameRepository } from '../gitops/repositoryUrl';
import type { ResourceType } from '../observed/resource';
import { findDestination, sameName } from './clusterNames';
import { matchesFolder } from './folderPattern';
import type { ClusterSnapshot, FleetSnapshot } from './snapshot';

/** A delivery and the cluster that it delivers to, when the fleet has it. */
export interface LocatedDelivery extends DeliveryClaim {
  readonly target?: string;
}

/** Where the files of one service for one cluster are. */
export interface OverlaySource {
  readonly repositoryUrl: string;
  readonly path: string;
}

/**
 * Every delivery of the fleet, found by the folder that it reads or by an
 * object that it applies.
 */
export class Deliveries {
  readonly #byPath = new Map<string, LocatedDelivery[]>();
  readonly #byObject = new Map<string, LocatedDelivery[]>();
  /** What should make deliveries and cannot. */
  readonly #makers: LocatedDelivery[] = [];
  /** Clusters whose deliveries are not known, or not as of now. */
  readonly blind: readonly ClusterSnapshot[];
  /** Whether any cluster shows deliveries at all. */
  readonly seen: boolean;

  private constructor(fleet: FleetSnapshot, adapters: AdapterRegistry) {
    const resources = adapters.deliveries
      .filter(({ explainsOnly }) => !explainsOnly)
      .map(({ resource }) => resource);
    this.blind = fleet.clusters.filter(cluster => isBlind(cluster, resources));
    this.seen = fleet.clusters.some(cluster =>
      resources.some(
        resource => cluster.knowledge(resource).status === 'observed',
      ),
    );
  }

  static create(fleet: FleetSnapshot, adapters: AdapterRegistry): Deliveries {
    const deliveries = new Deliveries(fleet, adapters);
    for (const cluster of fleet.clusters) {
      const context = assessmentContext(cluster, fleet.now);
      for (const claim of readDeliveries(context, adapters)) {
        const target = findDestination(
          claim.destination,
          cluster,
          fleet.clusters,
        );
        deliveries.#add({
          ...claim,
          ...(target && { target: target.cluster.name }),
        });
      }
    }
    return deliveries;
  }

  /** By folder first: it is there before any object is. */
  find(
    cluster: string,
    overlay: OverlaySource | undefined,
    object: ObjectRef | undefined,
  ): LocatedDelivery | undefined {
    const byPath = overlay
      ? (this.#byPath.get(overlay.path) ?? []).filter(({ target }) =>
          // The folder is named after the cluster, so it stands in for a
          // destination that nobody here knows by that name.
          target === undefined ? true : sameName(target, cluster),
        )
      : [];
    const fromRepository = byPath.find(delivery =>
      sourceFor(delivery, overlay),
    );
    const byObject = object
      ? this.#byObject.get(objectKey(cluster, object))?.[0]
      : undefined;
    // A hub may reach the repository under another name than Backstage does.
    const found = fromRepository ?? byObject ?? byPath[0];
    if (found) return withCommitsOf(found, overlay);
    return overlay && this.#makers.find(maker => wouldMake(maker, overlay));
  }

  #add(delivery: LocatedDelivery): void {
    if (delivery.covers) this.#makers.push(delivery);
    for (const { path } of delivery.sources) {
      push(this.#byPath, trimSlashes(path), delivery);
    }
    if (delivery.target === undefined) return;
    for (const object of delivery.objects) {
      push(this.#byObject, objectKey(delivery.target, object), delivery);
    }
  }
}

function sourceFor(
  { sources }: DeliveryClaim,
  overlay: OverlaySource | undefined,
): DeliveryClaim['sources'][number] | undefined {
  return sources.find(
    ({ repoUrl, path }) =>
      overlay !== undefined &&
      trimSlashes(path) === overlay.path &&
      sameRepository(repoUrl, overlay.repositoryUrl),
  );
}

function wouldMake({ covers = [] }: DeliveryClaim, overlay: OverlaySource) {
  return covers.some(
    ({ repoUrl, paths, excluded }) =>
      sameRepository(repoUrl, overlay.repositoryUrl) &&
      paths.some(pattern => matchesFolder(pattern, overlay.path)) &&
      !excluded.some(pattern => matchesFolder(pattern, overlay.path)),
  );
}

/** Of several sources, the one with the service's folder is what is told. */
function withCommitsOf(
  found: LocatedDelivery,
  overlay: OverlaySource | undefined,
): LocatedDelivery {
  const source = sourceFor(found, overlay);
  if (!source) return found;
  const { wantedRevision, appliedRevision } = source;
  return {
    ...found,
    delivery: {
      ...found.delivery,
      ...(wantedRevision && { wantedRevision }),
      ...(appliedRevision && { appliedRevision }),
    },
  };
}

/** Cannot be asked now, or refuses to say, and may have deliveries. */
function isBlind(
  cluster: ClusterSnapshot,
  resources: readonly ResourceType[],
): boolean {
  const { status } = cluster.cluster.state;
  if (status === 'unsupported') return false;
  return resources.some(resource => {
    const knowledge = cluster.knowledge(resource).status;
    if (knowledge === 'absent') return false;
    return status !== 'live' || knowledge !== 'observed';
  });
}

function objectKey(
  cluster: string,
  object: { group: string; kind: string; namespace?: string; name: string },
): string {
  const { group, kind, namespace = '', name } = object;
  return [cluster, group, kind, namespace, name].join('|');
}

function trimSlashes(path: string): string {
  return path.replace(/^(?:\.?\/)+|\/+$/g, '');
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
