import { node, type Json } from '../../fleet/__fixtures__/objects';
import { explainCase, FROM_A_POD, type PodCase } from './podCases.fixture';

function unschedulable(message: string): readonly Json[] {
  return [
    {
      type: 'PodScheduled',
      status: 'False',
      reason: 'Unschedulable',
      message,
      lastTransitionTime: '2026-11-23T11:30:00Z',
    },
  ];
}

const H100 = { 'nvidia.com/gpu.product': 'NVIDIA-H100' };
const NO_GPU = '0/2 nodes are available: 2 Insufficient nvidia.com/gpu.';

const CASES: readonly PodCase[] = [
  {
    why: 'too few GPUs are free together',
    nodes: [
      node('a', { product: 'NVIDIA-H100' }),
      node('b', { product: 'NVIDIA-H100' }),
    ],
    pods: [
      { gpus: 8, nodeSelector: H100, conditions: unschedulable(NO_GPU) },
      { node: 'a', gpus: 6, ready: true },
      { node: 'b', gpus: 5, ready: true },
    ],
    expected: {
      verdict: 'progressing',
      reason: 'InsufficientGpus',
      message:
        'each replica needs 8 × NVIDIA-H100 on one machine; of 16 in this cluster 5 are free, at most 3 on one machine',
      since: '2026-11-23T11:30:00Z',
      advice:
        'Use fewer replicas or GPUs, choose another cluster, or wait until others give theirs back.',
    },
  },
  {
    why: 'enough GPUs are free, but spread',
    nodes: [node('a'), node('b')],
    pods: [
      { gpus: 8, conditions: unschedulable(NO_GPU) },
      { node: 'a', gpus: 4, ready: true },
      { node: 'b', gpus: 4, ready: true },
    ],
    expected: {
      reason: 'InsufficientGpus',
      advice:
        'Enough are free, but not together on one machine: ask for fewer GPUs for each replica, choose another cluster, or wait until one machine is free.',
    },
  },
  {
    why: 'the cluster has no such GPU',
    nodes: [node('a', { product: 'NVIDIA-L4' })],
    pods: [{ gpus: 1, nodeSelector: H100, conditions: unschedulable(NO_GPU) }],
    expected: {
      verdict: 'degraded',
      reason: 'InsufficientGpus',
      message:
        'each replica needs 1 × NVIDIA-H100 on one machine; this cluster has none that can be used',
    },
  },
  {
    why: 'no machine is large enough',
    nodes: [node('a', { gpus: 4 }), node('b', { gpus: 2 })],
    pods: [{ gpus: 6, conditions: unschedulable(NO_GPU) }],
    expected: {
      verdict: 'degraded',
      reason: 'InsufficientGpus',
      message:
        'each replica needs 6 × NVIDIA-L4 on one machine; no machine of this cluster that can be used has more than 4',
    },
  },
  {
    why: 'no machine has the asked label',
    pods: [
      {
        nodeSelector: H100,
        conditions: unschedulable(
          "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector.",
        ),
      },
    ],
    expected: {
      reason: 'Unschedulable',
      message:
        'no machine that takes it has what it asks for (nvidia.com/gpu.product=NVIDIA-H100)',
    },
  },
  {
    why: 'memory is short',
    pods: [
      {
        conditions: unschedulable(
          '0/3 nodes are available: 3 Insufficient memory.',
        ),
      },
    ],
    expected: {
      reason: 'Unschedulable',
      message: 'no machine has enough free memory',
    },
  },
  {
    why: 'a queue holds it',
    pods: [
      {
        conditions: [
          { type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' },
        ],
      },
    ],
    expected: { verdict: 'progressing', reason: 'WaitingForQueue' },
  },
];

describe('a pod without a machine', () => {
  it.each(CASES)('when $why', podCase => {
    expect(explainCase(podCase)).toMatchObject({
      ...FROM_A_POD,
      ...podCase.expected,
    });
  });
});
