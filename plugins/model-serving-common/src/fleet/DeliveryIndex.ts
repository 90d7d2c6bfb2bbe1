import type { DeliveryClaim } from '../adapters/types';
import type { ObjectRef } from '../api/types';
import { sameRepository } from '../gitops/repositoryUrl';
import { findDestination, sameName } from './clusterNames';
import { matchesFolder } from './folderPattern';
import type { ClusterSnapshot } from './snapshot';

/** A delivery and the cluster that it delivers to, when the fleet has it. */
export interface LocatedDelivery extends DeliveryClaim {
  readonly target?: string;
}

/** Where the files of one service for one cluster are. */
export interface OverlaySource {
  readonly repositoryUrl: string;
  readonly path: string;
}

/** What one cluster says of deliveries. */
export interface ReportedClaims {
  readonly reporter: ClusterSnapshot;
  readonly claims: readonly DeliveryClaim[];
}

/** Deliveries, found by the folder that they read or by what they apply. */
export class DeliveryIndex {
  readonly #byPath = new Map<string, LocatedDelivery[]>();
  readonly #byObject = new Map<string, LocatedDelivery[]>();
  /** What should make deliveries and cannot. */
  readonly #makers: LocatedDelivery[] = [];

  static create(
    reported: readonly ReportedClaims[],
    clusters: readonly ClusterSnapshot[],
  ): DeliveryIndex {
    const index = new DeliveryIndex();
    for (const { reporter, claims } of reported) {
      // One hub delivers many services to each of its destinations.
      const targets = new Map<string, string | undefined>();
      for (const claim of claims) {
        const called = JSON.stringify(claim.destination);
        if (!targets.has(called)) {
          const found = findDestination(claim.destination, reporter, clusters);
          targets.set(called, found?.cluster.name);
        }
        const target = targets.get(called);
        index.#add({ ...claim, ...(target !== undefined && { target }) });
      }
    }
    return index;
  }

  private constructor() {}

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
