import type {
  ClusterGpuHolders,
  EntityGpuUse,
  GpuHolder,
} from '@modelfleet/backstage-plugin-model-serving-common';

/** By what those who take GPUs are put together. */
export type HolderGrouping = 'owner' | 'model' | 'namespace';

/** Who takes GPUs of one product, in all clusters that are shown. */
export interface HolderRow {
  /** Absent for what belongs to nobody that can be named. */
  readonly name?: string;
  /** Entity refs, for a group of entities. */
  readonly refs: readonly string[];
  readonly clusters: number;
  readonly uses: readonly EntityGpuUse[];
  readonly used: number;
  readonly pending: number;
}

interface OpenRow {
  readonly refs: readonly string[];
  readonly clusters: Set<string>;
  readonly uses: Map<string, EntityGpuUse>;
}

/** Holders of several clusters, those that take most first, the unnamed last. */
export function groupHolders(
  items: readonly ClusterGpuHolders[],
  by: HolderGrouping,
): HolderRow[] {
  const rows = new Map<string, OpenRow>();
  for (const { cluster, holders, rest } of items) {
    for (const holder of holders) {
      add(rows, nameOf(holder, by), cluster.name, holder.uses);
    }
    add(rows, [], cluster.name, rest.uses);
  }
  return [...rows]
    .map(([name, { refs, clusters, uses }]) => {
      const all = [...uses.values()];
      return {
        ...(name && { name }),
        refs,
        clusters: clusters.size,
        uses: all,
        used: sum(all, 'used'),
        pending: sum(all, 'pending'),
      };
    })
    .filter(({ used, pending }) => used + pending > 0)
    .sort(
      (a, b) =>
        Number(b.name !== undefined) - Number(a.name !== undefined) ||
        b.used + b.pending - (a.used + a.pending) ||
        (a.name ?? '').localeCompare(b.name ?? '', 'en'),
    );
}

function nameOf(
  { owner, models = [], namespace }: GpuHolder,
  by: HolderGrouping,
): readonly string[] {
  switch (by) {
    case 'owner':
      return owner ? [owner] : [];
    case 'model':
      return models;
    default:
      return namespace ? [namespace] : [];
  }
}

function add(
  rows: Map<string, OpenRow>,
  refs: readonly string[],
  cluster: string,
  uses: readonly EntityGpuUse[],
): void {
  const name = refs.join(', ');
  const row = rows.get(name) ?? {
    refs,
    clusters: new Set(),
    uses: new Map(),
  };
  rows.set(name, row);
  for (const use of uses) {
    if (use.used + use.pending === 0) continue;
    row.clusters.add(cluster);
    const key = JSON.stringify([use.resourceName, use.product]);
    const known = row.uses.get(key);
    row.uses.set(key, {
      ...use,
      used: use.used + (known?.used ?? 0),
      pending: use.pending + (known?.pending ?? 0),
    });
  }
}

function sum(
  uses: readonly EntityGpuUse[],
  figure: 'used' | 'pending',
): number {
  return uses.reduce((total, use) => total + use[figure], 0);
}
