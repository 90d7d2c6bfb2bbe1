import type { GpuTotals } from '../api/types';
import { node, pod, type Json } from '../fleet/__fixtures__/objects';
import { nodeProjection, type NodeRecord } from '../observed/node';
import { podProjection, type PodRecord } from '../observed/pod';
import { pick, randomOf } from './random.fixture';
import { accountGpus } from './totals';

function nodes(...raw: Json[]): NodeRecord[] {
  return raw.flatMap(object => nodeProjection.project(object) ?? []);
}

function pods(...raw: Json[]): PodRecord[] {
  return raw.flatMap(object => podProjection.project(object) ?? []);
}

describe('accountGpus', () => {
  it('counts what the scheduler would', () => {
    const account = accountGpus(
      nodes(
        node('a', { product: 'NVIDIA-H100', gpus: 8 }),
        node('b', { product: 'NVIDIA-H100', gpus: 8, allocatable: 7 }),
        node('c', { product: 'NVIDIA-H100', gpus: 8, cordoned: true }),
        node('d', { product: 'NVIDIA-H100', gpus: 8, ready: false }),
        node('e', {
          product: 'NVIDIA-L4',
          gpus: 1,
          taints: ['nvidia.com/gpu'],
        }),
        node('f', { product: 'NVIDIA-L4', gpus: 1, taints: ['dedicated'] }),
      ),
      pods(
        pod('one', { node: 'a', gpus: 5 }),
        pod('two', { node: 'b', gpus: 2 }),
        pod('on-cordoned', { node: 'c', gpus: 4 }),
        pod('done', { node: 'a', gpus: 1, phase: 'Succeeded' }),
        pod('leaving', {
          node: 'a',
          gpus: 1,
          metadata: { deletionTimestamp: '2026-11-23T11:00:00Z' },
        }),
        pod('waiting', {
          gpus: 8,
          nodeSelector: { 'nvidia.com/gpu.product': 'NVIDIA-H100' },
        }),
      ),
    );
    expect(account.totals).toEqual([
      {
        resourceName: 'nvidia.com/gpu',
        product: 'NVIDIA-H100',
        unit: 'gpu',
        memoryBytes: 23034 * 2 ** 20,
        nodes: 4,
        capacity: 32,
        allocatable: 15,
        used: 12,
        free: 7,
        largestFreeBlock: 5,
        pending: 8,
        unavailable: 17,
        unavailableBecause: { notReady: 8, cordoned: 8, unhealthy: 1 },
      },
      {
        resourceName: 'nvidia.com/gpu',
        product: 'NVIDIA-L4',
        unit: 'gpu',
        memoryBytes: 23034 * 2 ** 20,
        nodes: 2,
        capacity: 2,
        allocatable: 1,
        used: 0,
        free: 1,
        largestFreeBlock: 1,
        pending: 0,
        unavailable: 1,
        unavailableBecause: { tainted: 1 },
      },
    ]);
  });

  it.each<[string, Json, Partial<GpuTotals>]>([
    [
      'MIG, mixed strategy',
      node('n', {
        resource: 'nvidia.com/mig-1g.10gb',
        gpus: 14,
        labels: {
          'nvidia.com/mig-1g.10gb.product': 'NVIDIA-H100-MIG-1g.10gb',
          'nvidia.com/mig-1g.10gb.memory': '9856',
        },
      }),
      {
        resourceName: 'nvidia.com/mig-1g.10gb',
        unit: 'slice',
        product: 'NVIDIA-H100-MIG-1g.10gb',
        memoryBytes: 9856 * 2 ** 20,
      },
    ],
    [
      'MIG, single strategy',
      node('n', { product: 'NVIDIA-H100-MIG-3g.40gb', gpus: 2 }),
      { unit: 'slice', product: 'NVIDIA-H100-MIG-3g.40gb' },
    ],
    [
      'time-slicing',
      node('n', {
        product: 'NVIDIA-L4-SHARED',
        gpus: 4,
        labels: { 'nvidia.com/gpu.sharing-strategy': 'time-slicing' },
      }),
      { unit: 'slice', capacity: 4 },
    ],
    [
      'AMD',
      node('n', {
        resource: 'amd.com/gpu',
        gpus: 8,
        labels: {
          'amd.com/gpu.product-name': 'AMD_Instinct_MI300X',
          'amd.com/gpu.vram': '192G',
        },
      }),
      {
        resourceName: 'amd.com/gpu',
        unit: 'gpu',
        product: 'AMD_Instinct_MI300X',
        memoryBytes: 192 * 2 ** 30,
      },
    ],
    [
      'Gaudi without a label',
      node('n', { resource: 'habana.ai/gaudi', gpus: 8 }),
      { unit: 'chip', product: 'unknown' },
    ],
    [
      'TPU',
      node('n', {
        resource: 'google.com/tpu',
        gpus: 4,
        labels: {
          'cloud.google.com/gke-tpu-accelerator': 'tpu-v5-lite-podslice',
        },
      }),
      { unit: 'chip', product: 'tpu-v5-lite-podslice' },
    ],
  ])('knows %s', (_name, raw, expected) => {
    expect(accountGpus(nodes(raw), []).totals).toMatchObject([expected]);
  });

  it('leaves out resources that are no accelerator', () => {
    const account = accountGpus(
      nodes(
        node('n', { resource: 'gpu.intel.com/i915_monitoring' }),
        node('m', { resource: 'rdma/hca' }),
      ),
      [],
    );
    expect(account.totals).toEqual([]);
  });

  it('counts the cores of a Neuron chip as that chip, once', () => {
    const raw = node('n', { resource: 'aws.amazon.com/neuron', gpus: 12 });
    const both = {
      ...raw,
      status: {
        conditions: [{ type: 'Ready', status: 'True' }],
        capacity: {
          'aws.amazon.com/neuron': 12,
          'aws.amazon.com/neuroncore': 24,
        },
        allocatable: {
          'aws.amazon.com/neuron': 12,
          'aws.amazon.com/neuroncore': 24,
        },
      },
    };
    const account = accountGpus(
      nodes(both),
      pods(
        pod('cores', {
          node: 'n',
          resource: 'aws.amazon.com/neuroncore',
          gpus: 3,
        }),
        pod('chips', { node: 'n', resource: 'aws.amazon.com/neuron', gpus: 4 }),
      ),
    );
    expect(account.totals).toMatchObject([
      { resourceName: 'aws.amazon.com/neuron', capacity: 12, used: 6, free: 6 },
    ]);
  });

  it('keeps the use of a pod whose node is gone', () => {
    const account = accountGpus(
      [],
      pods(pod('lost', { node: 'gone', gpus: 2 })),
    );
    expect(account.totals).toMatchObject([
      { product: 'unknown', capacity: 0, used: 2, free: 0 },
    ]);
  });

  it('says for which product a pod waits, when it can only be one', () => {
    const cluster = nodes(
      node('a', { product: 'NVIDIA-H100' }),
      node('b', { product: 'NVIDIA-L4' }),
    );
    const choosy = pods(
      pod('choosy', {
        gpus: 2,
        nodeSelector: { 'nvidia.com/gpu.product': 'NVIDIA-L4' },
      }),
    );
    const any = pods(pod('any', { gpus: 2 }));
    const elsewhere = pods(
      pod('elsewhere', {
        gpus: 2,
        nodeSelector: { 'nvidia.com/gpu.product': 'NVIDIA-H200' },
      }),
    );
    const account = accountGpus(cluster, []);
    expect(account.useOf(choosy)).toMatchObject([
      { product: 'NVIDIA-L4', pending: 2 },
    ]);
    expect(account.useOf(any)).toMatchObject([
      { product: 'unknown', pending: 2 },
    ]);
    expect(account.useOf(elsewhere)).toMatchObject([
      { product: 'NVIDIA-H200', pending: 2 },
    ]);
  });
});

describe('the totals of any cluster', () => {
  it.each(Array.from({ length: 60 }, (_unused, seed) => seed))(
    'add up (seed %d)',
    seed => {
      const random = randomOf(seed);
      const products = ['NVIDIA-H100', 'NVIDIA-L4', 'NVIDIA-A100'];
      const names = ['nvidia.com/gpu', 'nvidia.com/mig-1g.5gb', 'amd.com/gpu'];
      const allNodes = nodes(
        ...Array.from({ length: random(6) }, (_node, index) => {
          const gpus = random(9);
          return node(`n${index}`, {
            product: pick(products, random),
            resource: pick(names, random),
            gpus,
            allocatable: random(gpus + 1),
            cordoned: random(5) === 0,
            ready: random(6) !== 0,
            taints: random(5) === 0 ? ['dedicated'] : [],
          });
        }),
      );
      const allPods = pods(
        ...Array.from({ length: random(12) }, (_pod, index) =>
          pod(`p${index}`, {
            gpus: random(5),
            resource: pick(names, random),
            ...(random(4) !== 0 && { node: `n${random(7)}` }),
            ...(random(3) === 0 && {
              nodeSelector: {
                'nvidia.com/gpu.product': pick(products, random),
              },
            }),
            phase: pick(['Running', 'Pending', 'Succeeded', 'Failed'], random),
          }),
        ),
      );
      const account = accountGpus(allNodes, allPods);
      for (const row of account.totals) {
        expect(row.capacity).toBe(row.allocatable + row.unavailable);
        expect(row.free).toBeLessThanOrEqual(row.allocatable);
        expect(row.free).toBeGreaterThanOrEqual(row.allocatable - row.used);
        expect(row.largestFreeBlock).toBeLessThanOrEqual(row.free);
        expect(Math.min(...counts(row))).toBeGreaterThanOrEqual(0);
      }
      const holding = allPods.filter(
        ({ phase }) => phase !== 'Succeeded' && phase !== 'Failed',
      );
      expect(sum(account.totals, 'used')).toBe(
        requested(holding.filter(({ nodeName }) => nodeName)),
      );
      expect(sum(account.totals, 'pending')).toBe(
        requested(holding.filter(({ nodeName }) => !nodeName)),
      );
      expect(sum(account.totals, 'capacity')).toBe(
        allNodes.reduce(
          (total, { capacity }) =>
            total + Object.values(capacity).reduce((a, b) => a + b, 0),
          0,
        ),
      );
      const all = account.useOf(allPods);
      expect(all.reduce((total, { used }) => total + used, 0)).toBe(
        sum(account.totals, 'used'),
      );
      expect(all.reduce((total, { pending }) => total + pending, 0)).toBe(
        sum(account.totals, 'pending'),
      );
    },
  );
});

function counts(row: GpuTotals): number[] {
  return [
    row.capacity,
    row.allocatable,
    row.used,
    row.free,
    row.largestFreeBlock,
    row.pending,
    row.unavailable,
  ];
}

function sum(
  rows: readonly GpuTotals[],
  key: 'used' | 'pending' | 'capacity',
): number {
  return rows.reduce((total, row) => total + row[key], 0);
}

function requested(records: readonly PodRecord[]): number {
  return records
    .flatMap(({ requests }) => Object.values(requests))
    .reduce((a, b) => a + b, 0);
}
