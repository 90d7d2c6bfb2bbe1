import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { defaultAdapters } from '../adapters/registry';
import { comparableName } from '../fleet/clusterNames';
import type { ClusterSnapshot, FleetSnapshot } from '../fleet/snapshot';
import { Deliveries } from '../fleet/deliveries';
import type { OverlaySource } from '../fleet/DeliveryIndex';
import { overlayPath, tenanciesOf } from '../gitops/tenancy';
import { MODELFLEET_ANNOTATIONS, type GitOpsRepository } from '../gitops/types';
import { declaredClusters } from './declaredClusters';
import { matchWorkloads, type MatchedWorkload } from './matchWorkloads';
import { judgeAbsence, judgeHidden } from './missing';
import { ambiguousModel, notesOf } from './notes';
import { worstFirst } from './overall';
import {
  absentDraft,
  unknownClusterDraft,
  workloadDraft,
  type RowDraft,
} from './row';
import type { ViewRequest } from './types';

/**
 * Every row of the rollout of a Model or of an inference service, worst first:
 * one for every cluster that a Component declares, whether something was found
 * there or not; one for everything that a Component claims elsewhere; and, for
 * a Model, one for every serving object that nobody claims and that serves the
 * Model's artifact.
 *
 * Yields after each cluster.
 */
export function* rolloutDrafts(
  request: ViewRequest,
): Generator<void, readonly RowDraft[]> {
  const { fleet } = request;
  const adapters = request.adapters ?? defaultAdapters;
  const deliveries = yield* Deliveries.create(
    fleet,
    adapters,
    request.memory?.deliveries,
  );
  yield;
  const source = {
    ...byService(yield* matchWorkloads(request)),
    deliveries,
    request,
    clusterOf: clusterFinder(fleet),
  };
  const drafts: RowDraft[] = [];
  for (const service of request.services) {
    yield* serviceRows(service, source, drafts);
  }
  drafts.push(...uncataloguedRows(source));
  yield;
  return drafts.sort(worstFirst);
}

/** What the rows of a view are made of. */
interface RowSource {
  /** By the refs of the Components that have them. */
  readonly ofService: ReadonlyMap<string, readonly MatchedWorkload[]>;
  readonly unclaimed: readonly MatchedWorkload[];
  readonly deliveries: Deliveries;
  readonly request: ViewRequest;
  /** By what people write. */
  clusterOf(name: string): ClusterSnapshot | undefined;
}

function byService(
  matched: readonly MatchedWorkload[],
): Pick<RowSource, 'ofService' | 'unclaimed'> {
  const ofService = new Map<string, MatchedWorkload[]>();
  for (const match of matched) {
    for (const service of match.services) {
      const own = ofService.get(service);
      if (own) own.push(match);
      else ofService.set(service, [match]);
    }
  }
  return {
    ofService,
    unclaimed: matched.filter(({ services }) => services.length === 0),
  };
}

/** Indexed when it is asked: most views find everything. */
function clusterFinder({ clusters }: FleetSnapshot) {
  let index: ReadonlyMap<string, ClusterSnapshot> | undefined;
  return (name: string) => {
    index ??= new Map(
      [...clusters]
        .reverse()
        .map(cluster => [comparableName(cluster.cluster.name), cluster]),
    );
    return index.get(comparableName(name));
  };
}

/** Yields after each cluster. */
function* serviceRows(
  service: Entity,
  source: RowSource,
  drafts: RowDraft[],
): Generator<void, void> {
  const { deliveries, request } = source;
  const entityRef = stringifyEntityRef(service);
  const own = source.ofService.get(entityRef) ?? [];
  const { workloads } = request.adapters ?? defaultAdapters;
  const kinds = workloads.map(({ resource }) => resource);
  const declared = declaredClusters(service, request);
  const ownIn = new Map<string, MatchedWorkload[]>(
    declared.map(name => [name, []]),
  );
  for (const match of own) {
    const { name } = match.cluster.cluster;
    const here = ownIn.get(name);
    if (here) here.push(match);
    else ownIn.set(name, [match]);
  }
  const isDeclared = new Set(declared);
  const reference = {
    entityRef,
    title: service.metadata.title ?? service.metadata.name,
  };
  const repository = repositoryOf(service, request);
  const draftsIn = (
    name: string,
    here: readonly MatchedWorkload[],
  ): readonly RowDraft[] => {
    const wanted = isDeclared.has(name);
    const path = overlayPath(service, name);
    const overlay: OverlaySource | undefined =
      path && repository ? { repositoryUrl: repository.url, path } : undefined;
    if (here.length > 0) {
      return here.map(match =>
        workloadDraft(
          match,
          reference,
          () => ({
            service: reference,
            wanted,
            delivery: deliveries.find(
              name,
              overlay,
              match.assessed.workload.ref,
            )?.delivery,
            notes: notesOf(match, here, wanted),
          }),
          request.memory?.stages,
        ),
      );
    }
    const cluster = source.clusterOf(name);
    const hidden = cluster && hiddenPart(cluster, service, request);
    if (cluster && hidden) {
      const judgement = judgeHidden(cluster, hidden.namespace);
      const subject = { service: reference, wanted, notes: [] };
      return [absentDraft(cluster, judgement, subject, [])];
    }
    const delivery = deliveries.find(name, overlay, undefined);
    const subject = {
      service: reference,
      wanted,
      delivery: delivery?.delivery,
      notes: [],
    };
    if (!cluster) return [unknownClusterDraft(name, subject)];
    const judgement = judgeAbsence({
      cluster,
      delivery,
      deliveries,
      kinds,
      path: overlay?.path,
      ...(repository && { tool: repository.delivery }),
    });
    return [absentDraft(cluster, judgement, subject, kinds)];
  };
  for (const [name, here] of ownIn) {
    drafts.push(...draftsIn(name, here));
    yield;
  }
}

/** Only a Model has rows that no Component claims. */
function uncataloguedRows({
  unclaimed,
  deliveries,
  request: { entity, services, memory },
}: RowSource): RowDraft[] {
  const entityRef = stringifyEntityRef(entity);
  const isService = services.some(
    service => stringifyEntityRef(service) === entityRef,
  );
  if (isService) return [];
  return unclaimed
    .filter(({ models }) => models.some(model => model.entityRef === entityRef))
    .map(match =>
      workloadDraft(
        match,
        undefined,
        () => ({
          wanted: false,
          delivery: deliveries.find(
            match.cluster.cluster.name,
            undefined,
            match.assessed.workload.ref,
          )?.delivery,
          notes: ambiguousModel(match),
        }),
        memory?.stages,
      ),
    );
}

/** Where a service may be and the viewer may not look; nothing if they may. */
function hiddenPart(
  { hides }: ClusterSnapshot,
  service: Entity,
  { repositories }: ViewRequest,
): { readonly namespace?: string } | undefined {
  if (!hides) return undefined;
  const namespaces = tenanciesOf(service, repositories).flatMap(
    ({ tenant }) => tenant.namespaces,
  );
  if (namespaces.length === 0) return {};
  const namespace = namespaces.find(one => hides(one));
  return namespace === undefined ? undefined : { namespace };
}

/** Where the files of a service are. */
function repositoryOf(
  service: Entity,
  { repositories }: ViewRequest,
): GitOpsRepository | undefined {
  const id = service.metadata.annotations?.[MODELFLEET_ANNOTATIONS.repository];
  const [tenancy] = tenanciesOf(service, repositories);
  return (
    repositories.find(candidate => candidate.id === id) ?? tenancy?.repository
  );
}
