import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { defaultAdapters } from '../adapters/registry';
import type { Rollout, RolloutsView } from '../api/types';
import { comparableName } from '../fleet/clusterNames';
import type { ClusterSnapshot, FleetSnapshot } from '../fleet/snapshot';
import { Deliveries } from '../fleet/deliveries';
import type { OverlaySource } from '../fleet/DeliveryIndex';
import { overlayPath, tenanciesOf } from '../gitops/tenancy';
import { MODELFLEET_ANNOTATIONS, type GitOpsRepository } from '../gitops/types';
import { declaredClusters } from './declaredClusters';
import { matchWorkloads, type MatchedWorkload } from './matchWorkloads';
import { judgeAbsence, judgeHidden } from './missing';
import { overallJudgement, summaryOf, worstFirst } from './overall';
import {
  absentRow,
  ambiguousModel,
  unknownClusterRow,
  workloadRow,
} from './row';
import { atOnce } from './steps';
import type { ViewRequest } from './types';

/**
 * The rollout of a Model or of an inference service, cluster by cluster.
 *
 * One row for every cluster that a Component declares, whether something was
 * found there or not; one for everything that a Component claims elsewhere;
 * and, for a Model, one for every serving object that nobody claims and that
 * serves the Model's artifact. Worst first.
 *
 * @public
 */
export function rolloutsView(request: ViewRequest): RolloutsView {
  return atOnce(rolloutsSteps(request));
}

/**
 * {@link rolloutsView} in steps, so that the caller may do something else
 * between them: a thousand clusters take a moment.
 *
 * @public
 */
export function* rolloutsSteps(
  request: ViewRequest,
): Generator<void, RolloutsView> {
  const { fleet, entity } = request;
  const adapters = request.adapters ?? defaultAdapters;
  const deliveries = Deliveries.create(
    fleet,
    adapters,
    request.memory?.deliveries,
  );
  yield;
  const matched = yield* matchWorkloads(request);
  const rows = {
    matched,
    deliveries,
    request,
    clusterOf: clusterFinder(fleet),
  };
  const items: Rollout[] = [];
  for (const service of request.services) {
    yield* serviceRows(service, rows, items);
  }
  items.push(...uncataloguedRows(rows));
  yield;
  items.sort(worstFirst);
  const clusters = fleet.clusters.map(({ cluster }) => cluster);
  const overall = overallJudgement(items, clusters);
  return {
    version: fleet.version,
    entityRef: stringifyEntityRef(entity),
    ...(overall && { overall, summary: summaryOf(items, clusters) }),
    items,
    clusters,
  };
}

/** What the rows of a view are made of. */
interface RowSource {
  readonly matched: readonly MatchedWorkload[];
  readonly deliveries: Deliveries;
  readonly request: ViewRequest;
  /** By what people write. */
  clusterOf(name: string): ClusterSnapshot | undefined;
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
  items: Rollout[],
): Generator<void, void> {
  const { matched, deliveries, request } = source;
  const entityRef = stringifyEntityRef(service);
  const own = matched.filter(({ services }) => services.includes(entityRef));
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
  const rowsIn = (name: string, here: readonly MatchedWorkload[]) => {
    const wanted = isDeclared.has(name);
    const path = overlayPath(service, name);
    const overlay: OverlaySource | undefined =
      path && repository ? { repositoryUrl: repository.url, path } : undefined;
    if (here.length > 0) {
      return here.map(match =>
        workloadRow(
          match,
          {
            service: reference,
            wanted,
            delivery: deliveries.find(
              name,
              overlay,
              match.assessed.workload.ref,
            )?.delivery,
            notes: notesOf(match, here, wanted),
          },
          request.memory?.stages,
        ),
      );
    }
    const cluster = source.clusterOf(name);
    const hidden = cluster && hiddenPart(cluster, service, request);
    if (cluster && hidden) {
      const judgement = judgeHidden(cluster, hidden.namespace);
      const subject = { service: reference, wanted, notes: [] };
      return [absentRow(cluster, judgement, subject, [])];
    }
    const delivery = deliveries.find(name, overlay, undefined);
    const subject = {
      service: reference,
      wanted,
      delivery: delivery?.delivery,
      notes: [],
    };
    if (!cluster) return [unknownClusterRow(name, subject)];
    const judgement = judgeAbsence({
      cluster,
      delivery,
      deliveries,
      kinds,
      path: overlay?.path,
      ...(repository && { tool: repository.delivery }),
    });
    return [absentRow(cluster, judgement, subject, kinds)];
  };
  for (const [name, here] of ownIn) {
    items.push(...rowsIn(name, here));
    yield;
  }
}

/** Only a Model has rows that no Component claims. */
function uncataloguedRows({
  matched,
  deliveries,
  request: { entity, services, memory },
}: RowSource): Rollout[] {
  const entityRef = stringifyEntityRef(entity);
  const isService = services.some(
    service => stringifyEntityRef(service) === entityRef,
  );
  if (isService) return [];
  return matched
    .filter(
      match =>
        match.services.length === 0 &&
        match.models.some(model => model.entityRef === entityRef),
    )
    .map(match =>
      workloadRow(
        match,
        {
          wanted: false,
          delivery: deliveries.find(
            match.cluster.cluster.name,
            undefined,
            match.assessed.workload.ref,
          )?.delivery,
          notes: ambiguousModel(match),
        },
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

function notesOf(
  match: MatchedWorkload,
  here: readonly MatchedWorkload[],
  wanted: boolean,
): string[] {
  const notes = ambiguousModel(match);
  if (here.length > 1) {
    const names = here.map(({ assessed }) =>
      [assessed.meta.namespace, assessed.meta.name].filter(Boolean).join('/'),
    );
    notes.push(
      `Ambiguous: ${
        here.length
      } objects in this cluster say that they are this service (${names.join(
        ', ',
      )}).`,
    );
  }
  if (match.services.length > 1) {
    notes.push(
      `Ambiguous: ${
        match.services.length
      } services select this object (${match.services.join(', ')}).`,
    );
  }
  if (!wanted) {
    notes.push('The Component does not list this cluster.');
  }
  return notes;
}
