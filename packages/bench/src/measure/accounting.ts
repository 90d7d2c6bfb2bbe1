import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  accountGpus,
  nodeProjection,
  podProjection,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  NodeRecord,
  PodRecord,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { row, type Row } from '../results/rows';
import { percentile } from './percentile';

const GPUS_PER_NODE = 8;
const GPU = 'nvidia.com/gpu';
const PRODUCTS = ['NVIDIA-H100-80GB-HBM3', 'NVIDIA-A100-SXM4-80GB'];
const MEGA = 1e6;
const MICROS_PER_MS = 1_000;

export interface AccountingOptions {
  readonly nodes: number;
  readonly pods: number;
  readonly quick: boolean;
}

/**
 * What it costs to count the GPUs of one large cluster, and to say who takes
 * them; beside it what it costs to count them by looking at all pods for each
 * node, of the same records in the same run.
 */
export function accounting(options: AccountingOptions): Row[] {
  const { nodes, pods, quick } = options;
  const nodeRecords = Array.from({ length: nodes }, (_, index) => node(index));
  const podRecords = Array.from({ length: pods }, (_, index) =>
    pod(index, nodes),
  );
  const times = quick ? 10 : 40;
  const count = () => accountGpus(nodeRecords, podRecords);
  const free = sum(count().totals.map(total => total.free));
  const naiveFree = countNaively(nodeRecords, podRecords);
  if (free !== naiveFree) {
    throw new Error(`Counted ${free} free GPUs, and ${naiveFree} naively`);
  }
  const at = `GPUs of ${nodes} nodes with ${pods} pods: `;
  const full = timesOf(times, count);
  const shares = timesOf(times, () => {
    let units = 0;
    for (const { used, pending } of count().shares(podRecords)) {
      units += used + pending;
    }
    return units;
  });
  const naive = timesOf(quick ? 2 : 5, () =>
    countNaively(nodeRecords, podRecords),
  );
  return [
    row(`${at}count, median`, percentile(full, 50), 'ms', {
      target: { atMost: 50 },
      note: `a count that looks at all pods for each node takes ${Math.round(
        percentile(naive, 50),
      )} ms, ${Math.round(
        percentile(naive, 50) / percentile(full, 50),
      )} times as long`,
    }),
    row(`${at}count, 95 of 100`, percentile(full, 95), 'ms'),
    row(`${at}count, and who takes them, median`, percentile(shares, 50), 'ms'),
    row(`${at}memory of a count`, memoryOf(count) / MEGA, 'MB'),
  ];
}

/** Milliseconds of CPU, which others on the machine do not lengthen much. */
function timesOf(times: number, work: () => unknown): number[] {
  // What is measured is a portal that runs, not one that starts.
  for (let index = 0; index < 3; index += 1) work();
  return Array.from({ length: times }, () => {
    const began = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(began);
    return (user + system) / MICROS_PER_MS;
  });
}

/** Of several that are kept, so that what is thrown away weighs little. */
function memoryOf(count: () => unknown): number {
  const kept: unknown[] = [];
  const amount = 10;
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  for (let index = 0; index < amount; index += 1) kept.push(count());
  collectGarbage();
  return Math.max(0, process.memoryUsage().heapUsed - before) / kept.length;
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

/** As one would write it first. */
function countNaively(
  nodes: readonly NodeRecord[],
  pods: readonly PodRecord[],
): number {
  let free = 0;
  for (const { meta, ready, cordoned, allocatable } of nodes) {
    if (!ready || cordoned) continue;
    const used = sum(
      pods
        .filter(
          ({ nodeName, phase }) =>
            nodeName === meta.name && phase === 'Running',
        )
        .map(({ requests }) => requests[GPU] ?? 0),
    );
    free += Math.max(0, (allocatable[GPU] ?? 0) - used);
  }
  return free;
}

function node(index: number): NodeRecord {
  return projected(nodeProjection, {
    metadata: {
      name: `node-${index}`,
      labels: {
        'nvidia.com/gpu.product': PRODUCTS[index % PRODUCTS.length],
        'nvidia.com/gpu.count': String(GPUS_PER_NODE),
        'nvidia.com/gpu.memory': '81920',
      },
    },
    spec: { unschedulable: index % 50 === 0 },
    status: {
      capacity: { [GPU]: String(GPUS_PER_NODE) },
      allocatable: { [GPU]: String(GPUS_PER_NODE) },
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  });
}

/** One of ten waits, and for one product. */
function pod(index: number, nodes: number): PodRecord {
  const waits = index % 10 === 0;
  return projected(podProjection, {
    metadata: {
      name: `pod-${index}`,
      namespace: `team-${index % 20}`,
      uid: `pod-${index}`,
    },
    spec: {
      ...(waits
        ? {
            nodeSelector: {
              'nvidia.com/gpu.product': PRODUCTS[index % PRODUCTS.length],
            },
          }
        : { nodeName: `node-${index % nodes}` }),
      containers: [
        { name: 'main', resources: { limits: { [GPU]: 1, cpu: '8' } } },
      ],
    },
    status: { phase: waits ? 'Pending' : 'Running' },
  });
}

function projected<R>(
  projection: { project(raw: unknown): R | undefined },
  raw: unknown,
): R {
  const record = projection.project(raw);
  if (record === undefined) throw new Error('The object left no record');
  return record;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
