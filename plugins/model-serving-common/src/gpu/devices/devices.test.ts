import {
  claiming,
  deviceClass,
  gpuDevice,
  migDevice,
  resourceClaim,
  resourceSlice,
} from '../../fleet/__fixtures__/devices';
import { node, pod, type Json } from '../../fleet/__fixtures__/objects';
import { accountOf } from '../account.fixture';

const NODE = node('n', { resource: 'rdma/hca' });
const ON_NODE = { node: 'n' };

/** A node whose GPUs only DRA gives out. */
function published(count: number, options: Json = {}): Json[] {
  return [
    NODE,
    resourceSlice('slice', {
      ...ON_NODE,
      devices: Array.from({ length: count }, (_unused, index) =>
        gpuDevice(`gpu-${index}`, options),
      ),
    }),
    deviceClass('gpu.nvidia.com'),
  ];
}

const ROW = {
  resourceName: 'gpu.nvidia.com',
  product: 'NVIDIA-H100-80GB-HBM3',
  unit: 'gpu',
  byClaim: true,
};

describe('devices that are given out by claims', () => {
  it('are counted from slices and from what claims were given', () => {
    const { totals, physical } = accountOf(
      ...published(4),
      resourceClaim('mine', { devices: ['n/gpu-0', 'n/gpu-1'], pods: ['p'] }),
      pod('p', { ...ON_NODE, ...claiming('mine') }),
    );
    expect(totals).toEqual([
      {
        ...ROW,
        memoryBytes: 80 * 2 ** 30,
        nodes: 1,
        capacity: 4,
        allocatable: 4,
        used: 2,
        free: 2,
        largestFreeBlock: 2,
        pending: 0,
        unavailable: 0,
      },
    ]);
    expect(physical).toEqual({
      devices: 4,
      products: [{ product: 'NVIDIA-H100-80GB-HBM3', devices: 4 }],
      silentNodes: 0,
    });
  });

  it('are used once, however many pods and claims share them', () => {
    const account = accountOf(
      ...published(2),
      resourceClaim('shared', { devices: ['n/gpu-0'], pods: ['a', 'b'] }),
      resourceClaim('too', { devices: ['n/gpu-0'], pods: ['c'] }),
      pod('a', { ...ON_NODE, ...claiming('shared') }),
      pod('b', { ...ON_NODE, ...claiming('shared') }),
      pod('c', { ...ON_NODE, ...claiming('too') }),
    );
    expect(account.totals).toMatchObject([{ used: 1, free: 1 }]);
    expect(account.useOf(account.pods)).toMatchObject([{ used: 1 }]);
    expect([...account.shares(account.pods)]).toMatchObject([
      { pod: { meta: { name: 'a' } }, used: 1, pending: 0 },
    ]);
  });

  it('are not used by who only administers them', () => {
    const { totals } = accountOf(
      ...published(2),
      resourceClaim('monitor', {
        admin: true,
        devices: ['n/gpu-0', 'n/gpu-1'],
        pods: ['m'],
      }),
      resourceClaim('wants-to', { admin: true, count: 2 }),
      pod('m', { ...ON_NODE, ...claiming('monitor') }),
      pod('w', claiming('wants-to')),
    );
    expect(totals).toMatchObject([{ used: 0, free: 2, pending: 0 }]);
  });

  it('stay used while a claim holds them, whatever became of its pod', () => {
    const account = accountOf(
      ...published(1),
      resourceClaim('kept', { devices: ['n/gpu-0'] }),
    );
    expect(account.totals).toMatchObject([{ used: 1, free: 0 }]);
    expect([...account.shares(account.pods)]).toEqual([
      expect.objectContaining({ namespace: 'chat', used: 1 }),
    ]);
  });

  it.each([
    ['one', resourceClaim('c'), 1],
    ['three', resourceClaim('c', { count: 3 }), 3],
    [
      'the first of several ways',
      resourceClaim('c', {
        requests: [
          {
            name: 'r',
            firstAvailable: [
              { name: 'a', deviceClassName: 'gpu.nvidia.com', count: 4 },
              { name: 'b', deviceClassName: 'gpu.nvidia.com', count: 8 },
            ],
          },
        ],
      }),
      4,
    ],
    [
      'in the words of v1beta1',
      resourceClaim('c', {
        requests: [{ name: 'r', deviceClassName: 'gpu.nvidia.com', count: 2 }],
      }),
      2,
    ],
    [
      'all that there are: at least one',
      resourceClaim('c', {
        requests: [
          {
            name: 'r',
            exactly: {
              deviceClassName: 'gpu.nvidia.com',
              allocationMode: 'All',
            },
          },
        ],
      }),
      1,
    ],
    [
      'other things',
      resourceClaim('c', { deviceClass: 'compute-domain-daemon.nvidia.com' }),
      0,
    ],
  ])('are waited for by who claims %s', (_name, claim, pending) => {
    const waiting = [
      ...published(2),
      claim,
      pod('p', claiming('c')),
      pod('q', claiming('c')),
    ];
    const account = accountOf(...waiting);
    expect(account.totals).toMatchObject([{ pending, used: 0, free: 2 }]);
    expect(account.useOf(account.pods).map(use => use.pending)).toEqual(
      pending === 0 ? [] : [pending],
    );
  });

  it('are waited for by nobody when no pod has the claim', () => {
    const { totals } = accountOf(...published(1), resourceClaim('spare'));
    expect(totals).toMatchObject([{ pending: 0 }]);
  });

  it('are waited for before the claim of a template is made', () => {
    const { totals } = accountOf(
      ...published(1),
      {
        kind: 'ResourceClaimTemplate',
        metadata: { name: 'two', namespace: 'chat' },
        spec: {
          spec: {
            devices: {
              requests: [
                {
                  name: 'r',
                  exactly: { deviceClassName: 'gpu.nvidia.com', count: 2 },
                },
              ],
            },
          },
        },
      },
      pod('p', {
        gpus: 0,
        spec: {
          resourceClaims: [{ name: 'x', resourceClaimTemplateName: 'two' }],
        },
      }),
    );
    expect(totals).toMatchObject([{ pending: 2 }]);
  });
});

describe('pools', () => {
  it('count their newest generation', () => {
    const { totals } = accountOf(
      NODE,
      resourceSlice('old', {
        ...ON_NODE,
        devices: [gpuDevice('gpu-0'), gpuDevice('gpu-1')],
      }),
      resourceSlice('new', {
        ...ON_NODE,
        generation: 2,
        devices: [gpuDevice('gpu-0')],
      }),
    );
    expect(totals).toMatchObject([{ capacity: 1 }]);
  });

  it('give out nothing while slices are missing, and say so', () => {
    const { totals, notes } = accountOf(
      NODE,
      resourceSlice('first', {
        ...ON_NODE,
        slices: 2,
        devices: [gpuDevice('gpu-0')],
      }),
    );
    expect(totals).toMatchObject([
      {
        capacity: 1,
        allocatable: 0,
        free: 0,
        unavailableBecause: { unhealthy: 1 },
      },
    ]);
    expect(notes).toEqual([
      'Slices of the device pool n are missing; until they are there, nobody is given a device of it.',
    ]);
  });

  it.each([
    ['a tainted device', [{ effect: 'NoExecute' }], { unhealthy: 1 }],
    ['a taint that only informs', [{ effect: 'None' }], undefined],
  ])('know %s', (_name, taints, unavailableBecause) => {
    const { totals } = accountOf(...published(1, { taints }));
    expect(totals[0]?.unavailableBecause).toEqual(unavailableBecause);
  });

  it('are closed with their node, and when it is gone', () => {
    const slice = { ...ON_NODE, devices: [gpuDevice('gpu-0')] };
    const cordoned = accountOf(
      node('n', { resource: 'rdma/hca', cordoned: true }),
      resourceSlice('s', slice),
    );
    expect(cordoned.totals).toMatchObject([
      { free: 0, unavailableBecause: { cordoned: 1 } },
    ]);
    const gone = accountOf(resourceSlice('s', slice));
    expect(gone.totals).toMatchObject([
      { free: 0, unavailableBecause: { notReady: 1 } },
    ]);
  });

  it('count devices that every node can reach once', () => {
    const { totals } = accountOf(
      NODE,
      node('m', { resource: 'rdma/hca' }),
      resourceSlice('fabric', {
        devices: [gpuDevice('gpu-0'), gpuDevice('gpu-1')],
      }),
    );
    expect(totals).toMatchObject([{ capacity: 2, free: 2 }]);
  });
});

describe('hardware that is given out in several ways', () => {
  const counters = (name: string) => ({
    consumesCounters: [{ counterSet: `set-${name}`, counters: {} }],
  });
  const splittable = resourceSlice('s', {
    ...ON_NODE,
    devices: ['a', 'b'].flatMap(gpu => [
      gpuDevice(`gpu-${gpu}`, counters(gpu)),
      migDevice(`mig-${gpu}-0`, `gpu-${gpu}`, counters(gpu)),
      migDevice(`mig-${gpu}-1`, `gpu-${gpu}`, counters(gpu)),
    ]),
  });

  it('is whole while nobody has a part of it', () => {
    const { totals, physical, notes } = accountOf(NODE, splittable);
    expect(totals).toMatchObject([
      { product: 'NVIDIA-H100-80GB-HBM3', unit: 'gpu', capacity: 2, free: 2 },
    ]);
    expect(physical).toMatchObject({ devices: 2 });
    expect(notes).toEqual([expect.stringContaining('split on demand')]);
  });

  it('is its parts as soon as somebody has one, never both', () => {
    const { totals, physical } = accountOf(
      NODE,
      splittable,
      resourceClaim('part', { devices: ['n/mig-a-1'], pods: ['p'] }),
      pod('p', { ...ON_NODE, ...claiming('part') }),
    );
    expect(totals).toMatchObject([
      { product: 'NVIDIA-H100-80GB-HBM3', capacity: 1, used: 0, free: 1 },
      {
        product: 'NVIDIA-H100-80GB-HBM3-MIG-1g.10gb',
        unit: 'slice',
        capacity: 1,
        used: 1,
        free: 0,
      },
    ]);
    expect(physical).toMatchObject({
      devices: 2,
      products: [
        { product: 'NVIDIA-H100-80GB-HBM3', devices: 2, sharing: 'mig' },
      ],
    });
  });

  it('is all of its parts when these are there for good', () => {
    const { totals, physical } = accountOf(
      NODE,
      resourceSlice('s', {
        ...ON_NODE,
        devices: [migDevice('m0', 'gpu-a'), migDevice('m1', 'gpu-a')],
      }),
    );
    expect(totals).toMatchObject([{ unit: 'slice', capacity: 2, free: 2 }]);
    expect(physical).toMatchObject({ devices: 1 });
  });

  it('is counted by its device plugin where that advertises it too', () => {
    const account = accountOf(
      node('n', { product: 'NVIDIA-H100', gpus: 4 }),
      ...published(4).slice(1),
      resourceClaim('c', { devices: ['n/gpu-3'], pods: ['claims'] }),
      pod('claims', { ...ON_NODE, ...claiming('c') }),
      pod('asks', { ...ON_NODE, gpus: 2 }),
    );
    expect(account.totals).toMatchObject([
      { resourceName: 'nvidia.com/gpu', capacity: 4, used: 3, free: 1 },
    ]);
    expect(account.physical).toMatchObject({ devices: 4 });
  });
});
