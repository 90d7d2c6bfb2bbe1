import type {
  ClusterGpuActivity,
  ClusterGpus,
  GpuTotals,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { gpuShares } from '@modelfleet/backstage-plugin-model-serving-react';

/** Units of one kind in all clusters; kinds are never added to each other. */
export interface UnitSummary {
  readonly unit: GpuTotals['unit'];
  readonly total: number;
  readonly used: number;
  /** Held by the entity. */
  readonly entity: number;
  readonly free: number;
  readonly unavailable: number;
  readonly pending: number;
  /** The most that one pod could have now, and where. */
  readonly block?: { readonly size: number; readonly cluster: string };
}

export interface GpuSummary {
  /** Whole devices first. */
  readonly units: readonly UnitSummary[];
  /** Devices that can be touched, where nodes say. */
  readonly physical: number;
  readonly silentNodes: number;
  /** Titles of clusters of which nothing is known. */
  readonly unseen: readonly string[];
  /** Titles of clusters that are counted as they were last seen. */
  readonly old: readonly string[];
  /** Held and hardly used; absent where nothing says. */
  readonly idle?: number;
  /** Whether anything measures how busy they are. */
  readonly measured: boolean;
}

const ORDER: readonly GpuTotals['unit'][] = ['gpu', 'chip', 'slice', 'core'];

/** What a fleet has and what is left of it, in a few figures. */
export function summarizeGpus(
  items: readonly ClusterGpus[],
  activity: readonly ClusterGpuActivity[] = [],
): GpuSummary {
  const units = ORDER.map(unit => unitSummary(unit, items)).filter(
    ({ total, pending }) => total + pending > 0,
  );
  const shown = new Set(items.map(({ cluster }) => cluster.name));
  const measured = activity
    .filter(({ cluster }) => shown.has(cluster.name))
    .flatMap(({ products }) => products);
  const idle = measured
    .map(product => product.idle.devices)
    .filter(devices => devices !== undefined);
  return {
    units,
    physical: sum(items.map(({ physical }) => physical?.devices ?? 0)),
    silentNodes: sum(items.map(({ physical }) => physical?.silentNodes ?? 0)),
    unseen: items.filter(isUnseen).map(({ cluster }) => cluster.title),
    old: items
      .filter(item => !isUnseen(item) && !isCurrent(item))
      .map(({ cluster }) => cluster.title),
    measured: measured.length > 0,
    ...(idle.length > 0 && { idle: sum(idle) }),
  };
}

function unitSummary(
  unit: GpuTotals['unit'],
  items: readonly ClusterGpus[],
): UnitSummary {
  const rows = items.flatMap(item =>
    (item.totals ?? [])
      .filter(row => row.unit === unit)
      .map(row => ({ item, row, shares: gpuShares(row, item.entity) })),
  );
  const add = (of: (each: (typeof rows)[number]) => number) =>
    sum(rows.map(of));
  // What a cluster that is away had free promises nothing.
  const [largest] = rows
    .filter(({ item }) => isCurrent(item))
    .sort((a, b) => b.row.largestFreeBlock - a.row.largestFreeBlock);
  return {
    unit,
    total: add(({ shares }) => shares.total),
    used: add(({ row }) => row.used),
    entity: add(({ shares }) => shares.entity),
    free: add(({ row }) => row.free),
    unavailable: add(({ shares }) => shares.unavailable),
    pending: add(({ row }) => row.pending),
    ...(largest && {
      block: {
        size: largest.row.largestFreeBlock,
        cluster: largest.item.cluster.title,
      },
    }),
  };
}

function isCurrent({ cluster, outdated }: ClusterGpus): boolean {
  return cluster.state.status === 'live' && outdated === undefined;
}

function isUnseen({ totals }: ClusterGpus): boolean {
  return totals === undefined;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
