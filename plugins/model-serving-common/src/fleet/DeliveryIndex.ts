import type { DeliveryClaim } from '../adapters/types';
import type { ObjectRef } from '../api/types';
import { sameRepository } from '../gitops/repositoryUrl';
import {
  objectKey,
  pathsOf,
  push,
  trimSlashes,
  type ClusterDeliveries,
  type DeliveriesTo,
  type LocatedDelivery,
  type PlacedDelivery,
} from './ClusterDeliveries';
import { comparableName } from './clusterNames';
import { matchesFolder } from './folderPattern';

/** Where the files of one service for one cluster are. */
export interface OverlaySource {
  readonly repositoryUrl: string;
  readonly path: string;
}

/** One that has its place among those of the fleet. */
interface Ordered<T> {
  readonly reporter: number;
  readonly of: T;
}

/**
 * Deliveries, found by the folder that they read or by what they apply. It is
 * put together of what each cluster tells, without going through that again:
 * most deliveries go to the cluster that they are asked for.
 */
export class DeliveryIndex {
  /** By names of clusters as they are compared, in the order of the fleet. */
  readonly #to = new Map<string, Ordered<DeliveriesTo>[]>();
  /** By folders, to clusters that the fleet does not have. */
  readonly #elsewhere = new Map<string, Ordered<PlacedDelivery>[]>();
  readonly #makers: LocatedDelivery[] = [];

  /** @param reported - of each cluster, in the order of the fleet. */
  static create(reported: readonly ClusterDeliveries[]): DeliveryIndex {
    return new DeliveryIndex(reported);
  }

  private constructor(reported: readonly ClusterDeliveries[]) {
    for (const [reporter, { to, elsewhere, makers }] of reported.entries()) {
      for (const [name, of] of to) push(this.#to, name, { reporter, of });
      for (const of of elsewhere) {
        for (const path of pathsOf(of.delivery)) {
          push(this.#elsewhere, path, { reporter, of });
        }
      }
      this.#makers.push(...makers);
    }
  }

  /** By folder first: it is there before any object is. */
  find(
    cluster: string,
    overlay: OverlaySource | undefined,
    object: ObjectRef | undefined,
  ): LocatedDelivery | undefined {
    const to = this.#to.get(comparableName(cluster)) ?? [];
    const byPath = overlay ? this.#byPath(to, overlay.path) : [];
    const fromRepository = byPath.find(delivery =>
      sourceFor(delivery, overlay),
    );
    // A hub may reach the repository under another name than Backstage does.
    const found = fromRepository ?? byObject(to, cluster, object) ?? byPath[0];
    if (found) return withCommitsOf(found, overlay);
    return overlay && this.#makers.find(maker => wouldMake(maker, overlay));
  }

  #byPath(
    to: readonly Ordered<DeliveriesTo>[],
    path: string,
  ): readonly LocatedDelivery[] {
    // The folder is named after the cluster, so it stands in for a destination
    // that nobody here knows by that name.
    const elsewhere = this.#elsewhere.get(path);
    const here = to.flatMap(({ reporter, of }) =>
      (of.byPath.get(path) ?? []).map(placed => ({ reporter, of: placed })),
    );
    const all = elsewhere ? [...here, ...elsewhere].sort(inOrder) : here;
    return all.map(({ of }) => of.delivery);
  }
}

function inOrder(
  a: Ordered<PlacedDelivery>,
  b: Ordered<PlacedDelivery>,
): number {
  return a.reporter - b.reporter || a.of.place - b.of.place;
}

function byObject(
  to: readonly Ordered<DeliveriesTo>[],
  cluster: string,
  object: ObjectRef | undefined,
): LocatedDelivery | undefined {
  if (!object) return undefined;
  const key = objectKey(cluster, object);
  for (const { of } of to) {
    const found = of.byObject.get(key);
    if (found) return found;
  }
  return undefined;
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
