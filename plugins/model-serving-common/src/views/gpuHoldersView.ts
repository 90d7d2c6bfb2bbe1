import {
  parseEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { indexedContext } from '../adapters/context';
import { defaultAdapters, type AdapterRegistry } from '../adapters/registry';
import type {
  ClusterGpuHolders,
  GpuHolder,
  GpuHoldersView,
} from '../api/types';
import type { ClusterSnapshot, FleetSnapshot } from '../fleet/snapshot';
import type { GitOpsRepository } from '../gitops/types';
import type { AcceleratorRule } from '../gpu/accelerators';
import { Uses } from '../gpu/rows';
import type { GpuShare } from '../gpu/totals';
import { countConfirmedAt } from './countConfirmedAt';
import { podProjection } from '../observed/pod';
import { EntityMatcher } from './EntityMatcher';
import { TenantsOfPlaces } from './TenantsOfPlaces';
import { ViewMemory } from './ViewMemory';

/** Who takes the GPUs of a fleet, as one viewer may see it. @public */
export interface GpuHoldersRequest {
  readonly fleet: FleetSnapshot;
  /** Every inference service and Model of the catalog that the viewer may see. */
  readonly services: readonly Entity[];
  readonly models: readonly Entity[];
  readonly repositories: readonly GitOpsRepository[];
  readonly adapters?: AdapterRegistry;
  readonly accelerators?: readonly AcceleratorRule[];
  readonly memory?: ViewMemory;
}

/** The longest list of a cluster. */
const MOST_HOLDERS = 50;

interface Lookups {
  readonly matcher: EntityMatcher;
  readonly tenants: TenantsOfPlaces;
  readonly owners: ReadonlyMap<string, string>;
  readonly memory: ViewMemory;
}

interface Belonging {
  readonly services: Set<string>;
  readonly models: Set<string>;
}

interface Group {
  readonly holder: Omit<GpuHolder, 'uses'>;
  readonly uses: Uses;
  units: number;
}

/**
 * Who takes the GPUs of each cluster: by namespace, service, owner and Models.
 * Everything that is used or waited for is in one place exactly, so that the
 * holders, together with the rest, are the whole; what serves no Model is
 * summed up besides.
 *
 * Yields after each cluster, so that the caller may do something else.
 *
 * @public
 */
export function* gpuHoldersView(
  request: GpuHoldersRequest,
): Generator<void, GpuHoldersView> {
  const { fleet, services, repositories } = request;
  const lookups: Lookups = {
    matcher: EntityMatcher.create(request),
    tenants: TenantsOfPlaces.create(repositories),
    owners: ownersOf(services),
    memory: request.memory ?? ViewMemory.create(),
  };
  const items: ClusterGpuHolders[] = [];
  for (const cluster of fleet.clusters) {
    const item = holdersIn(cluster, request, lookups);
    if (item) items.push(item);
    yield;
  }
  return {
    version: fleet.version,
    items: items.sort((a, b) =>
      a.cluster.title.localeCompare(b.cluster.title, 'en'),
    ),
  };
}

function holdersIn(
  cluster: ClusterSnapshot,
  { fleet, adapters = defaultAdapters, accelerators }: GpuHoldersRequest,
  lookups: Lookups,
): ClusterGpuHolders | undefined {
  const { matcher, memory } = lookups;
  const seen = indexedContext(cluster, fleet.now, {
    isSelected: meta => matcher.isSelected(cluster, meta),
    indexes: memory.judged.indexes,
    ...(accelerators && { accelerators }),
  });
  // Of a cluster that hides them by now, as they were: its totals say so.
  const account =
    seen.gpus() ??
    memory.judged.indexes.gpus(cluster, seen.accelerators, { lastKnown: true });
  if (!account) return undefined;
  const belongings = new Map<string, Belonging>();
  const all = { services: [], isSelected: () => true };
  for (const assessed of memory.candidates.assess(seen, adapters, all)) {
    const { services, models } = matcher.match(assessed, cluster);
    if (services.length + models.length === 0) continue;
    for (const { meta } of assessed.pods()) {
      const known = belongings.get(meta.uid) ?? {
        services: new Set(),
        models: new Set(),
      };
      for (const service of services) known.services.add(service);
      for (const { entityRef } of models) known.models.add(entityRef);
      belongings.set(meta.uid, known);
    }
  }
  const groups = new Map<string, Group>();
  const unattributed = Uses.create();
  const hidden = new Map<string, Group>();
  for (const share of account.shares(cluster.records(podProjection).values())) {
    // That somebody takes it is known to all; who, to those who may see it.
    if (cluster.hides?.(share.namespace)) {
      addTo(hidden, { namespace: share.namespace }, share);
      unattributed.add(share, share);
      continue;
    }
    const of = holderOf(
      share,
      belongings.get(share.pod?.meta.uid ?? ''),
      cluster,
      lookups,
    );
    addTo(groups, of, share);
    if (!of.models) unattributed.add(share, share);
  }
  const confirmedAt = countConfirmedAt(cluster);
  return {
    cluster: cluster.cluster,
    ...listed([...groups.values()], [...hidden.values()]),
    unattributed: [...unattributed.sorted],
    ...(confirmedAt && { confirmedAt }),
  };
}

function holderOf(
  { namespace }: GpuShare,
  belonging: Belonging | undefined,
  { cluster }: ClusterSnapshot,
  { tenants, owners }: Lookups,
): Omit<GpuHolder, 'uses'> {
  const [service, ...others] = belonging?.services ?? [];
  const models = [...(belonging?.models ?? [])].sort();
  const known = tenants.of(cluster.name, namespace);
  // What may be either's is nobody's for certain.
  const only = others.length === 0 ? service : undefined;
  const tenantOwner = known.length === 1 ? known[0]?.owner : undefined;
  const owner = (only && owners.get(only)) ?? tenantOwner;
  return {
    ...(namespace && { namespace }),
    ...(owner && { owner }),
    ...(only && { service: only }),
    ...(models.length > 0 && { models }),
  };
}

function addTo(
  groups: Map<string, Group>,
  holder: Group['holder'],
  share: GpuShare,
): void {
  const key = JSON.stringify(holder);
  const group = groups.get(key) ?? { holder, uses: Uses.create(), units: 0 };
  groups.set(key, group);
  group.uses.add(share, share);
  group.units += share.used + share.pending;
}

function listed(
  groups: readonly Group[],
  hidden: readonly Group[],
): Pick<ClusterGpuHolders, 'holders' | 'rest'> {
  const sorted = [...groups].sort(
    (a, b) =>
      b.units - a.units ||
      JSON.stringify(a.holder).localeCompare(JSON.stringify(b.holder), 'en'),
  );
  const rest = [...sorted.slice(MOST_HOLDERS), ...hidden];
  const uses = Uses.create();
  for (const group of rest) {
    for (const use of group.uses.sorted) uses.add(use, use);
  }
  return {
    holders: sorted
      .slice(0, MOST_HOLDERS)
      .map(group => ({ ...group.holder, uses: [...group.uses.sorted] })),
    rest: { holders: rest.length, uses: [...uses.sorted] },
  };
}

/** Full refs, of each Component. */
function ownersOf(services: readonly Entity[]): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const service of services) {
    const owner = ownerOf(service);
    if (owner) owners.set(stringifyEntityRef(service), owner);
  }
  return owners;
}

function ownerOf({ relations, spec, metadata }: Entity): string | undefined {
  const related = relations?.find(({ type }) => type === RELATION_OWNED_BY);
  if (related) return related.targetRef;
  if (typeof spec?.owner !== 'string' || !spec.owner) return undefined;
  return stringifyEntityRef(
    parseEntityRef(spec.owner, {
      defaultKind: 'group',
      defaultNamespace: metadata.namespace ?? 'default',
    }),
  );
}
