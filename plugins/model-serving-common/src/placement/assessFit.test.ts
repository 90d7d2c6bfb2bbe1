import type { ClusterSummary, GpuTotals } from '../api';
import type { Placement } from '../rendering';
import { assessFit } from './assessFit';

const h100: GpuTotals = {
  resourceName: 'nvidia.com/gpu',
  product: 'NVIDIA-H100-80GB-HBM3',
  unit: 'gpu',
  nodes: 2,
  capacity: 16,
  allocatable: 16,
  used: 6,
  free: 10,
  largestFreeBlock: 6,
  pending: 0,
  unavailable: 0,
};
const l4: GpuTotals = {
  ...h100,
  product: 'NVIDIA-L4',
  nodes: 1,
  capacity: 1,
  allocatable: 1,
  used: 0,
  free: 1,
  largestFreeBlock: 1,
};

function cluster(change: Partial<ClusterSummary> = {}): ClusterSummary {
  return {
    name: 'cloud-eu',
    title: 'Cloud EU',
    simulated: false,
    state: {
      status: 'live',
      confirmedAt: '2026-01-01T00:00:00Z',
      forbidden: [],
    },
    gpus: [h100],
    ...change,
  };
}

function placed(change: Partial<Placement>): Placement {
  return { cluster: 'cloud-eu', replicas: 1, gpusPerReplica: 1, ...change };
}

describe('assessFit', () => {
  it.each<[string, Partial<Placement>, ClusterSummary['gpus'], string, string]>(
    [
      [
        'single GPUs up to what is free',
        { replicas: 10 },
        [h100],
        'fits',
        'Cloud EU: 10 replicas × 1 GPU fit: 10 of 16 (GPUs of any product) are free, at most 6 on one node',
      ],
      ['one block', { gpusPerReplica: 6 }, [h100], 'fits', '× 6 GPUs fit'],
      [
        'two blocks whose nodes are not known',
        { replicas: 2, gpusPerReplica: 4 },
        [h100],
        'likely',
        'probably fit',
      ],
      [
        'a block larger than any',
        { gpusPerReplica: 7 },
        [h100],
        'waits',
        'would wait: 10 of 16',
      ],
      ['more than is free', { replicas: 11 }, [h100], 'waits', 'would wait'],
      [
        'more than there is',
        { gpusPerReplica: 2, product: 'NVIDIA-L4' },
        [l4, h100],
        'never',
        'it has 1 of NVIDIA-L4, but 1 × NVIDIA-L4, 16 × NVIDIA-H100-80GB-HBM3',
      ],
      [
        'more than any node has',
        { gpusPerReplica: 2 },
        [{ ...l4, nodes: 3, capacity: 3, allocatable: 3, free: 3 }],
        'never',
        'no node has more than 1 of its 3',
      ],
      [
        'another product',
        { product: 'NVIDIA-L4' },
        [h100],
        'never',
        'it has 0 of NVIDIA-L4',
      ],
      [
        'another vendor',
        { resourceName: 'amd.com/gpu' },
        [h100],
        'never',
        'can never run',
      ],
      ['products together', { replicas: 11 }, [h100, l4], 'fits', '11 of 17'],
      ['a cluster without GPUs', {}, [], 'never', 'it has 0 of'],
    ],
  )('judges %s', (_, change, gpus, fit, message) => {
    const result = assessFit(cluster(gpus ? { gpus } : {}), placed(change));
    expect(result).toMatchObject({
      fit,
      message: expect.stringContaining(message),
    });
  });

  it('does not take silence for emptiness', () => {
    const { gpus: _, ...silent } = cluster({ state: { status: 'connecting' } });
    expect(assessFit(silent, placed({}))).toEqual({
      fit: 'unknown',
      needed: 1,
      message:
        'Cloud EU has not shown its GPUs (still connecting), so whether 1 replica × 1 GPU fit is unknown',
    });
  });

  it('says how old the figures are', () => {
    const away = cluster({
      state: {
        status: 'unreachable',
        confirmedAt: '2026-01-01T00:00:00Z',
        error: { kind: 'timeout', message: 'No answer' },
        retryAt: '2026-01-01T00:01:00Z',
      },
    });
    expect(assessFit(away, placed({})).message).toMatch(
      /\(unreachable; as of 2026-01-01T00:00:00Z\)$/,
    );
  });
});
