import { stringifyEntityRef } from '@backstage/catalog-model';
import { indexedContext } from '../adapters/context';
import { RecordIndexes } from '../adapters/RecordIndexes';
import { DEFAULT_ACCELERATORS } from '../gpu/accelerators';
import type { ClusterGpus, GpusView } from '../api/types';
import type { ClusterSnapshot } from '../fleet/snapshot';
import {
  countConfirmedAt,
  hiddenDevices,
  whyOutdated,
} from './countConfirmedAt';
import { declaredClusters } from './declaredClusters';
import { identifyWorkloads, type MatchedIdentity } from './matchWorkloads';
import { atOnce } from './steps';
import type { ViewRequest } from './types';

/**
 * The GPUs of the clusters that concern an entity, and what it takes of them.
 *
 * For a service: the clusters that it declares and those where it runs. For a
 * Model: every cluster, as it may be deployed to any. Values of a cluster that
 * is away are the last known ones; its state says so.
 *
 * @public
 */
export function gpusView(request: ViewRequest): GpusView {
  return atOnce(gpusSteps(request));
}

/** {@link gpusView} in steps. @public */
export function* gpusSteps(request: ViewRequest): Generator<void, GpusView> {
  const entityRef = stringifyEntityRef(request.entity);
  const service = request.services.find(
    candidate => stringifyEntityRef(candidate) === entityRef,
  );
  const matched = (yield* identifyWorkloads(request)).filter(match =>
    service
      ? match.services.includes(entityRef)
      : match.services.length > 0 ||
        match.models.some(model => model.entityRef === entityRef),
  );
  const ownIn = new Map<ClusterSnapshot, MatchedIdentity[]>();
  for (const match of matched) {
    const own = ownIn.get(match.cluster);
    if (own) own.push(match);
    else ownIn.set(match.cluster, [match]);
  }
  const declared = service && new Set(declaredClusters(service, request));
  const items: ClusterGpus[] = [];
  for (const cluster of request.fleet.clusters) {
    const own = ownIn.get(cluster) ?? [];
    if (!declared || declared.has(cluster.cluster.name) || own.length > 0) {
      items.push(clusterGpus(cluster, own, request));
      yield;
    }
  }
  items.sort((a, b) => a.cluster.title.localeCompare(b.cluster.title, 'en'));
  return { version: request.fleet.version, entityRef, items };
}

function clusterGpus(
  cluster: ClusterSnapshot,
  own: readonly MatchedIdentity[],
  { fleet, accelerators, memory }: ViewRequest,
): ClusterGpus {
  const indexes = memory?.judged.indexes ?? RecordIndexes.create();
  const seen =
    own[0]?.seen ??
    indexedContext(cluster, fleet.now, {
      indexes,
      ...(accelerators && { accelerators }),
    });
  const current = seen.gpus();
  const account =
    current ??
    indexes.gpus(cluster, accelerators ?? DEFAULT_ACCELERATORS, {
      lastKnown: true,
    });
  const outdated = current ? undefined : whyOutdated(cluster);
  const confirmedAt = countConfirmedAt(cluster);
  const hidden = hiddenDevices(cluster);
  const notes = account
    ? [
        ...account.notes,
        ...(hidden.length > 0
          ? [
              `Backstage may not read ${hidden.join(
                ' and ',
              )}: GPUs that are given out by claims are not counted.`,
            ]
          : []),
      ]
    : [];
  // Two objects may share pods, and a pod is counted once.
  const pods = new Set(own.flatMap(({ assessed }) => assessed.pods()));
  return {
    cluster: cluster.cluster,
    ...(account && {
      totals: [...account.totals],
      entity: [...account.useOf(pods)],
      physical: account.physical,
    }),
    ...(notes.length > 0 && { notes }),
    ...(account && confirmedAt && { confirmedAt }),
    ...(account && outdated && { outdated }),
  };
}
