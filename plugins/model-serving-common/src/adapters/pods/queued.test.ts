import type { Json, PodOptions } from '../../fleet/__fixtures__/objects';
import { explainCase } from './podCases.fixture';

const GATED: PodOptions = {
  conditions: [
    {
      type: 'PodScheduled',
      status: 'False',
      reason: 'SchedulingGated',
      lastTransitionTime: '2026-11-23T11:00:00Z',
    },
  ],
};

function workload(
  conditions: readonly Json[],
  options: { owner?: string; name?: string; active?: boolean } = {},
): Json {
  return {
    kind: 'Workload',
    metadata: {
      name: options.name ?? 'pod-p0-1a2b3',
      namespace: 'chat',
      uid: 'workload',
      ownerReferences: [{ uid: options.owner ?? 'pod-p0' }],
    },
    spec: {
      queueName: 'gpu-queue',
      ...(options.active === false && { active: false }),
    },
    status: { conditions },
  };
}

const NO_QUOTA = {
  type: 'QuotaReserved',
  status: 'False',
  reason: 'Pending',
  message:
    'insufficient unused quota for nvidia.com/gpu in flavor h100, 4 more needed',
  lastTransitionTime: '2026-11-23T11:30:00Z',
};

describe('a pod that waits in a queue', () => {
  it.each<[string, readonly Json[], PodOptions, object]>([
    [
      'of which nothing is known',
      [],
      GATED,
      {
        message: 'it waits in a queue of the cluster for its turn',
        since: '2026-11-23T11:00:00Z',
      },
    ],
    [
      'of Kueue, for quota',
      [workload([NO_QUOTA])],
      GATED,
      {
        verdict: 'progressing',
        reason: 'WaitingForQueue',
        message:
          'it waits in the queue gpu-queue for its turn: insufficient unused quota for nvidia.com/gpu in flavor h100, 4 more needed',
        since: '2026-11-23T11:30:00Z',
      },
    ],
    [
      'that is not there',
      [
        workload([
          {
            ...NO_QUOTA,
            reason: 'Inadmissible',
            message: 'LocalQueue gpu-queue does not exist',
          },
        ]),
      ],
      GATED,
      {
        message:
          'the queue gpu-queue cannot take it: LocalQueue gpu-queue does not exist',
      },
    ],
    [
      'again, after it was thrown out',
      [
        workload([
          NO_QUOTA,
          {
            type: 'Evicted',
            status: 'True',
            reason: 'Preempted',
            message: 'Preempted to accommodate a workload',
          },
        ]),
      ],
      GATED,
      { message: expect.stringContaining('stopped to make room') },
    ],
    [
      'for a check after its quota was reserved',
      [
        workload([
          { type: 'QuotaReserved', status: 'True' },
          {
            type: 'Admitted',
            status: 'False',
            message: 'The workload has not all checks ready',
          },
        ]),
      ],
      GATED,
      {
        message:
          'its quota in the queue gpu-queue is reserved, but it may not start yet: The workload has not all checks ready',
      },
    ],
    [
      'that it was taken out of',
      [workload([NO_QUOTA], { active: false })],
      GATED,
      { verdict: 'suspended', message: expect.stringContaining('taken out') },
    ],
    [
      'with the others of its group',
      [workload([NO_QUOTA], { owner: 'other', name: 'group-a' })],
      { ...GATED, labels: { 'kueue.x-k8s.io/pod-group-name': 'group-a' } },
      { message: expect.stringContaining('gpu-queue') },
    ],
    [
      'of which only that of another pod is known',
      [workload([NO_QUOTA], { owner: 'other' })],
      GATED,
      { message: 'it waits in a queue of the cluster for its turn' },
    ],
  ])('%s', (_, nodes, pod, expected) => {
    expect(explainCase({ nodes, pods: [pod] })).toMatchObject(expected);
  });
});
