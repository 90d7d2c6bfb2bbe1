import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { defaultAdapters } from '../adapters/registry';
import type { Rollout, RolloutsView } from '../api/types';
import { comparableName } from '../fleet/clusterNames';
import type { ClusterSnapshot } from '../fleet/snapshot';
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
  const { fleet, entity } = request;
  const adapters = request.adapters ?? defaultAdapters;
  const deliveries = Deliveries.create(
    fleet,
    adapters,
    request.memory?.deliveries,
  );
  const matched = matchWorkloads(request);
  const items = [
    ...request.services.flatMap(service =>
      serviceRows(service, matched, deliveries, request),
    ),
    ...uncataloguedRows(matched, deliveries, request),
  ].sort(worstFirst);
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

function serviceRows(
  service: Entity,
  matched: readonly MatchedWorkload[],
  deliveries: Deliveries,
  request: ViewRequest,
): Rollout[] {
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
  const clusters = new Map(
    [...request.fleet.clusters]
      .reverse()
      .map(cluster => [comparableName(cluster.cluster.name), cluster]),
  );
  const repository = repositoryOf(service, request);
  return [...ownIn].flatMap(([name, here]) => {
    const wanted = isDeclared.has(name);
    const path = overlayPath(service, name);
    const overlay: OverlaySource | undefined =
      path && repository ? { repositoryUrl: repository.url, path } : undefined;
    if (here.length > 0) {
      return here.map(match =>
        workloadRow(match, {
          service: reference,
          wanted,
          delivery: deliveries.find(name, overlay, match.assessed.workload.ref)
            ?.delivery,
          notes: notesOf(match, here, wanted),
        }),
      );
    }
    const cluster = clusters.get(comparableName(name));
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
  });
}

/** Only a Model has rows that no Component claims. */
function uncataloguedRows(
  matched: readonly MatchedWorkload[],
  deliveries: Deliveries,
  { entity, services }: ViewRequest,
): Rollout[] {
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
      workloadRow(match, {
        wanted: false,
        delivery: deliveries.find(
          match.cluster.cluster.name,
          undefined,
          match.assessed.workload.ref,
        )?.delivery,
        notes: ambiguousModel(match),
      }),
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
