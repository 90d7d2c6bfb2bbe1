import type { Entity } from '@backstage/catalog-model';
import { indexedContext } from '../adapters/context';
import { defaultAdapters, type AdapterRegistry } from '../adapters/registry';
import type { WorkloadsFilter } from '../api/ModelServingApi';
import type { FleetWorkload, WorkloadsView } from '../api/types';
import type { ClusterSnapshot, FleetSnapshot } from '../fleet/snapshot';
import type { GitOpsRepository } from '../gitops/types';
import type { AcceleratorRule } from '../gpu/accelerators';
import type { RecordMeta } from '../observed/resource';
import { EntityMatcher } from './EntityMatcher';
import type { MatchedWorkload } from './matchWorkloads';
import { ambiguousModel } from './notes';
import { workloadRow } from './row';
import { TenantsOfPlaces } from './TenantsOfPlaces';
import { ViewMemory } from './ViewMemory';
import { comparePositions, positionOf } from './workloadPosition';
import type { WorkloadPosition } from './workloadPosition';

/** A page of the fleet's serving objects, as one viewer may see it. @public */
export interface WorkloadsRequest {
  readonly fleet: FleetSnapshot;
  /** Every inference service and Model of the catalog that the viewer may see. */
  readonly services: readonly Entity[];
  readonly models: readonly Entity[];
  readonly repositories: readonly GitOpsRepository[];
  readonly filter: WorkloadsFilter;
  /** The most items. */
  readonly limit: number;
  /** Items come after this one; absent for the first page. */
  readonly after?: WorkloadPosition;
  readonly adapters?: AdapterRegistry;
  readonly accelerators?: readonly AcceleratorRule[];
  readonly memory?: ViewMemory;
}

/** The page, without what only the wire knows. @public */
export interface WorkloadsPage extends Omit<WorkloadsView, 'nextCursor'> {
  /** Of the last item, when more come after it. */
  readonly last?: WorkloadPosition;
}

/**
 * Every serving object of a fleet, whoever it belongs to, filtered and in
 * pages, in the order of cluster, namespace, kind and name.
 *
 * Yields after each cluster, so that the caller may do something else: the
 * judgement of fifty thousand objects takes a moment.
 *
 * @public
 */
export function* workloadsView(
  request: WorkloadsRequest,
): Generator<void, WorkloadsPage> {
  const { fleet, filter, limit, after } = request;
  const matcher = EntityMatcher.create(request);
  const tenants = TenantsOfPlaces.create(request.repositories);
  const memory = request.memory ?? ViewMemory.create();
  const clusters = [...fleet.clusters]
    .filter(({ cluster }) => isAmong(filter.cluster, cluster.name))
    .sort((a, b) => (a.cluster.name < b.cluster.name ? -1 : 1));
  const items: FleetWorkload[] = [];
  let total = 0;
  let more = false;
  for (const cluster of clusters) {
    for (const item of itemsOf(
      cluster,
      { ...request, memory },
      matcher,
      tenants,
    )) {
      total += 1;
      const isNext = !after || comparePositions(positionOf(item), after) > 0;
      if (isNext && items.length < limit) items.push(item);
      else if (isNext) more = true;
    }
    yield;
  }
  const lastItem = items.at(-1);
  return {
    version: fleet.version,
    total,
    items,
    ...(more && lastItem && { last: positionOf(lastItem) }),
    clusters: clusters.map(({ cluster }) => cluster),
  };
}

function itemsOf(
  cluster: ClusterSnapshot,
  request: WorkloadsRequest & { readonly memory: ViewMemory },
  matcher: EntityMatcher,
  tenants: TenantsOfPlaces,
): FleetWorkload[] {
  const { filter, memory, fleet, accelerators } = request;
  const { name } = cluster.cluster;
  const seen = indexedContext(cluster, fleet.now, {
    isSelected: meta => matcher.isSelected(cluster, meta),
    indexes: memory.judged.indexes,
    ...(accelerators && { accelerators }),
  });
  // What needs no judgement is asked before one is made.
  const isWanted = ({ namespace = '' }: RecordMeta) => {
    if (!isAmong(filter.namespace, namespace)) return false;
    if (!filter.tenant && !filter.owner) return true;
    return tenants
      .of(name, namespace)
      .some(
        tenant =>
          isAmong(filter.tenant, tenant.name) &&
          isAmong(filter.owner, tenant.owner),
      );
  };
  return memory.candidates
    .assess(seen, request.adapters ?? defaultAdapters, {
      services: [],
      isSelected: isWanted,
    })
    .filter(({ resource }) => isAmong(filter.kind, resource.kind))
    .map(assessed =>
      itemOf(
        { cluster, seen, assessed, ...matcher.match(assessed, cluster) },
        tenants,
      ),
    )
    .filter(item => passes(item, cluster, filter))
    .sort((a, b) => comparePositions(positionOf(a), positionOf(b)));
}

function itemOf(
  match: MatchedWorkload,
  tenants: TenantsOfPlaces,
): FleetWorkload {
  const { cluster, assessed, services, models } = match;
  const notes = [
    ...ambiguousModel(match),
    ...(services.length > 1
      ? [
          `Ambiguous: ${
            services.length
          } services select this object (${services.join(', ')}).`,
        ]
      : []),
  ];
  const row = workloadRow(match, { wanted: false, notes });
  return {
    cluster: cluster.cluster.name,
    workload: row.workload ?? assessed.workload,
    judgement: row.judgement,
    ...(row.confirmedAt && { confirmedAt: row.confirmedAt }),
    catalogued: services.length + models.length > 0,
    services: [...services],
    models: models.map(({ entityRef }) => entityRef),
    tenants: [...tenants.of(cluster.cluster.name, assessed.meta.namespace)],
  };
}

function passes(
  item: FleetWorkload,
  { cluster }: ClusterSnapshot,
  filter: WorkloadsFilter,
): boolean {
  const { workload, judgement, services, models } = item;
  const { verdict, entityRef, catalogued, text } = filter;
  if (!isAmong(verdict, judgement.verdict)) return false;
  if (catalogued !== undefined && catalogued !== item.catalogued) return false;
  const refs = [...services, ...models];
  if (entityRef && !refs.some(ref => isAmong(entityRef, ref))) return false;
  if (!text) return true;
  const searched = [
    cluster.name,
    cluster.title,
    workload.ref.kind,
    workload.ref.namespace,
    workload.ref.name,
    workload.runtime,
    workload.artifactUri,
    ...workload.revisions.map(({ image }) => image),
    ...refs,
  ]
    .join(' ')
    .toLocaleLowerCase('en-US');
  return text
    .toLocaleLowerCase('en-US')
    .split(/\s+/)
    .every(word => searched.includes(word));
}

/** No list asks for nothing in particular. */
function isAmong<T>(wanted: readonly T[] | undefined, value: T): boolean {
  return wanted === undefined || wanted.includes(value);
}
