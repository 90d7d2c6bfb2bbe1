import { node, pod, type Json } from '../fleet/__fixtures__/objects';
import { accountOf } from './account.fixture';

/** A node with these resources and labels and none of the fixture's own. */
function bare(
  capacity: Readonly<Record<string, number>>,
  labels: Readonly<Record<string, string>>,
  allocatable: Readonly<Record<string, number>> = capacity,
): Json {
  const raw = node('n');
  return {
    ...raw,
    metadata: { name: 'n', labels },
    status: {
      conditions: [{ type: 'Ready', status: 'True' }],
      capacity,
      allocatable,
    },
  };
}

const GPU = 'nvidia.com/gpu';
const A100 = { 'nvidia.com/gpu.product': 'NVIDIA-A100-SXM4-40GB' };

describe('schedulable units and physical GPUs', () => {
  it.each<
    [
      string,
      Json,
      {
        units: number;
        unit: string;
        devices: number | undefined;
        sharing?: string;
      },
    ]
  >([
    [
      'whole GPUs',
      bare({ [GPU]: 8 }, { ...A100, 'nvidia.com/gpu.count': '8' }),
      { units: 8, unit: 'gpu', devices: 8 },
    ],
    [
      'whole GPUs on a node that has no labels',
      bare({ [GPU]: 8 }, {}),
      { units: 8, unit: 'gpu', devices: undefined },
    ],
    [
      'time-slicing',
      bare(
        { [GPU]: 16 },
        {
          'nvidia.com/gpu.product': 'NVIDIA-A100-SXM4-40GB-SHARED',
          'nvidia.com/gpu.count': '4',
          'nvidia.com/gpu.replicas': '4',
          'nvidia.com/gpu.sharing-strategy': 'time-slicing',
        },
      ),
      { units: 16, unit: 'slice', devices: 4, sharing: 'time-slicing' },
    ],
    [
      'time-slicing of which only the replicas are said',
      bare(
        { [GPU]: 16 },
        {
          ...A100,
          'nvidia.com/gpu.replicas': '4',
        },
      ),
      { units: 16, unit: 'slice', devices: 4, sharing: 'time-slicing' },
    ],
    [
      'time-slicing under another name',
      bare(
        { 'nvidia.com/gpu.shared': 10 },
        {
          ...A100,
          'nvidia.com/gpu.count': '1',
          'nvidia.com/gpu.replicas': '10',
        },
      ),
      { units: 10, unit: 'slice', devices: 1, sharing: 'time-slicing' },
    ],
    [
      'MPS',
      bare(
        { [GPU]: 4 },
        {
          ...A100,
          'nvidia.com/gpu.count': '2',
          'nvidia.com/gpu.sharing-strategy': 'mps',
        },
      ),
      { units: 4, unit: 'slice', devices: 2, sharing: 'mps' },
    ],
    [
      'MIG single: of how many GPUs the instances are is not said',
      bare(
        { [GPU]: 14 },
        {
          'nvidia.com/gpu.product': 'NVIDIA-A100-SXM4-40GB-MIG-1g.5gb',
          'nvidia.com/gpu.count': '14',
          'nvidia.com/mig.strategy': 'single',
        },
      ),
      { units: 14, unit: 'slice', devices: undefined },
    ],
    [
      'MIG mixed',
      bare(
        { [GPU]: 0, 'nvidia.com/mig-1g.5gb': 7 },
        {
          ...A100,
          'nvidia.com/gpu.count': '1',
          'nvidia.com/gpu.replicas': '0',
          'nvidia.com/mig.strategy': 'mixed',
        },
      ),
      { units: 7, unit: 'slice', devices: 1, sharing: 'mig' },
    ],
    [
      'labels that cannot be: more GPUs than units',
      bare(
        { [GPU]: 2 },
        {
          ...A100,
          'nvidia.com/gpu.count': '9',
          'nvidia.com/gpu.sharing-strategy': 'time-slicing',
        },
      ),
      { units: 2, unit: 'slice', devices: undefined },
    ],
    [
      'labels that are no numbers',
      bare(
        { [GPU]: 2 },
        {
          ...A100,
          'nvidia.com/gpu.count': '-1e9',
          'nvidia.com/gpu.replicas': 'many',
          'nvidia.com/gpu.sharing-strategy': 'mps',
        },
      ),
      { units: 2, unit: 'slice', devices: undefined },
    ],
    [
      'GKE, whole',
      bare({ [GPU]: 2 }, { 'cloud.google.com/gke-accelerator': 'nvidia-l4' }),
      { units: 2, unit: 'gpu', devices: 2 },
    ],
    [
      'GKE, shared by time',
      bare(
        { [GPU]: 6 },
        {
          'cloud.google.com/gke-accelerator': 'nvidia-l4',
          'cloud.google.com/gke-gpu-sharing-strategy': 'time-sharing',
          'cloud.google.com/gke-max-shared-clients-per-gpu': '3',
        },
      ),
      { units: 6, unit: 'slice', devices: 2, sharing: 'time-slicing' },
    ],
    [
      'AMD, whole',
      bare(
        { 'amd.com/gpu': 8 },
        {
          'amd.com/gpu.product-name': 'AMD_Instinct_MI300X_OAM',
          'amd.com/gpu.compute-memory-partition': 'spx_nps1',
        },
      ),
      { units: 8, unit: 'gpu', devices: 8 },
    ],
    [
      'AMD, eight partitions each',
      bare(
        { 'amd.com/gpu': 64 },
        {
          'amd.com/gpu.product-name': 'AMD_Instinct_MI300X_OAM',
          'amd.com/gpu.compute-memory-partition': 'cpx_nps4',
        },
      ),
      { units: 64, unit: 'slice', devices: 8, sharing: 'partitions' },
    ],
    [
      'AMD, partitions by name, of a product that is not known',
      bare({ 'amd.com/cpx_nps4': 64 }, {}),
      { units: 64, unit: 'slice', devices: undefined },
    ],
    [
      'Gaudi',
      bare({ 'habana.ai/gaudi': 8 }, {}),
      { units: 8, unit: 'chip', devices: 8 },
    ],
    [
      'Intel, shared',
      bare(
        { 'gpu.intel.com/xe': 20 },
        {
          'gpu.intel.com/device.count': '2',
          'gpu.intel.com/product': 'Max_1100',
        },
      ),
      { units: 20, unit: 'gpu', devices: 2 },
    ],
  ])('%s', (_name, raw, expected) => {
    const { totals, physical } = accountOf(raw);
    const row = totals.find(({ capacity }) => capacity > 0);
    expect(row).toMatchObject({
      capacity: expected.units,
      unit: expected.unit,
    });
    const { devices, sharing } = expected;
    const known =
      devices === undefined ? [] : [{ devices, ...(sharing && { sharing }) }];
    expect({
      ...physical,
      products: physical.products.map(({ product, ...rest }) => rest),
    }).toEqual({
      devices: devices ?? 0,
      products: known,
      silentNodes: devices === undefined ? 1 : 0,
    });
    const names = physical.products.map(({ product }) => product).join();
    expect(names).not.toMatch(/SHARED|MIG/);
  });
});

describe('objects that say strange things', () => {
  it('counts what can be read of a node, and names the rest', () => {
    const { totals, notes } = accountOf(
      bare(
        { [GPU]: 4 },
        A100,
        // A device plugin that lost count.
        { [GPU]: -1, 'amd.com/gpu': Number.NaN },
      ),
    );
    expect(totals).toMatchObject([
      { capacity: 4, allocatable: 0, free: 0, unavailable: 4 },
    ]);
    expect(notes).toEqual([
      'Node n gives a number of amd.com/gpu, nvidia.com/gpu that is none; they are not counted.',
    ]);
  });

  it('has no free devices where nothing is allocatable', () => {
    const { totals } = accountOf(bare({ [GPU]: 8 }, A100, { [GPU]: 0 }));
    expect(totals).toMatchObject([
      { capacity: 8, free: 0, unavailableBecause: { unhealthy: 8 } },
    ]);
  });

  it('believes the scheduler, not the node, when more is given than there is', () => {
    const { totals } = accountOf(
      bare({ [GPU]: 2 }, A100),
      pod('p', { node: 'n', gpus: 5 }),
    );
    expect(totals).toMatchObject([{ capacity: 2, used: 5, free: 0 }]);
  });

  it('keeps a resource apart that was renamed, until its last pod is gone', () => {
    const { totals } = accountOf(
      bare({ 'nvidia.com/gpu.shared': 4, [GPU]: 0 }, A100),
      pod('before', { node: 'n', gpus: 1 }),
    );
    expect(totals).toMatchObject([
      { resourceName: GPU, capacity: 0, used: 1, free: 0 },
      { resourceName: 'nvidia.com/gpu.shared', capacity: 4, free: 4 },
    ]);
  });

  it('asks nothing of the resources that are of a whole pod', () => {
    const { totals } = accountOf(
      bare({ [GPU]: 2 }, A100),
      pod('p', {
        node: 'n',
        gpus: 1,
        spec: { resources: { requests: { cpu: '8', memory: '1Gi' } } },
      }),
    );
    expect(totals).toMatchObject([{ used: 1 }]);
  });

  it('holds what a terminating pod holds until it is gone', () => {
    const metadata = { deletionTimestamp: '2026-11-23T11:00:00Z' };
    const { totals } = accountOf(
      bare({ [GPU]: 4 }, A100),
      pod('ending', { node: 'n', gpus: 1, metadata }),
      pod('never-started', { gpus: 2, metadata }),
    );
    expect(totals).toMatchObject([{ used: 1, pending: 0 }]);
  });

  it('knows a pod that waits behind a gate or with a nominated node as waiting', () => {
    const { totals } = accountOf(
      bare({ [GPU]: 4 }, A100),
      pod('gated', { gpus: 1, spec: { schedulingGates: [{ name: 'kueue' }] } }),
      pod('nominated', { gpus: 2, status: { nominatedNodeName: 'n' } }),
    );
    expect(totals).toMatchObject([{ used: 0, pending: 3 }]);
  });
});
