import type { ClusterSummary } from '../api';
import { toPlacement } from './toPlacement';

type Gpu = NonNullable<ClusterSummary['gpus']>[number];

function cluster(...gpus: [resourceName: string, product?: string][]) {
  const summary: ClusterSummary = {
    name: 'hpc',
    title: 'HPC',
    simulated: false,
    state: {
      status: 'live',
      confirmedAt: '2026-01-01T00:00:00Z',
      forbidden: [],
    },
    gpus: gpus.map(
      ([resourceName, product]): Gpu => ({
        resourceName,
        product: product ?? 'unknown',
        unit: 'gpu',
        nodes: 1,
        capacity: 8,
        allocatable: 8,
        used: 0,
        free: 8,
        largestFreeBlock: 8,
        pending: 0,
        unavailable: 0,
      }),
    ),
  };
  return [summary];
}

const asked = { cluster: 'hpc', replicas: 1, gpusPerReplica: 1 };
const MI300X = 'AMD_Instinct_MI300X';
const amd = ['amd.com/gpu', MI300X] as [string, string];

describe('toPlacement', () => {
  it.each<[string, object, ClusterSummary[], string | undefined]>([
    [
      'the name of the product that was chosen',
      { product: MI300X },
      cluster(['nvidia.com/gpu', 'NVIDIA-L4'], amd),
      'amd.com/gpu',
    ],
    ['the only name that a cluster has', {}, cluster(amd), 'amd.com/gpu'],
    [
      'none where a cluster has several',
      {},
      cluster(['nvidia.com/gpu', 'NVIDIA-L4'], amd),
      undefined,
    ],
    [
      'none of a product that it lacks',
      { product: 'X' },
      cluster(amd),
      undefined,
    ],
    ['none of a cluster that nobody observes', {}, [], undefined],
    [
      'the name that was asked for',
      { resourceName: 'amd.com/cpx_nps4' },
      cluster(amd),
      'amd.com/cpx_nps4',
    ],
  ])('takes %s', (_, change, clusters, resourceName) => {
    expect(toPlacement({ ...asked, ...change }, clusters).resourceName).toBe(
      resourceName,
    );
  });
});
