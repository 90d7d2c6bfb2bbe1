import {
  crashed,
  FROM_A_POD,
  explainCase,
  main,
  type PodCase,
} from './podCases.fixture';

const CASES: readonly PodCase[] = [
  {
    why: 'the model is being loaded',
    pods: [
      main({
        started: false,
        state: { running: { startedAt: '2026-11-23T11:55:00Z' } },
      }),
    ],
    expected: {
      verdict: 'progressing',
      reason: 'ModelLoading',
      message: 'the model is being loaded',
    },
  },
  {
    why: 'loading takes longer than the deadline',
    deadlineExceeded: 600,
    pods: [main({ started: false, state: { running: {} } })],
    expected: {
      verdict: 'progressing',
      reason: 'SlowStart',
      message: expect.stringContaining('600 s'),
    },
  },
  {
    why: 'the startup probe gives up',
    pods: [crashed({ exitCode: 137, reason: 'Error' })],
    expected: {
      verdict: 'degraded',
      reason: 'SlowStart',
      message:
        'the program was stopped 4 times before the model was loaded: loading takes longer than its startup probe allows',
    },
  },
  {
    why: 'the GPU is too small',
    pods: [
      crashed({
        message:
          'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB.',
      }),
    ],
    expected: {
      verdict: 'degraded',
      reason: 'GpuOutOfMemory',
      message:
        'the model does not fit in the memory of the GPU (stopped 4 times): 2.00 GiB more were needed than are free',
    },
  },
  {
    why: 'nothing is left for the KV cache',
    pods: [
      crashed({
        message:
          'ValueError: No available memory for the cache blocks. Try increasing `gpu_memory_utilization`.',
      }),
    ],
    expected: {
      reason: 'GpuOutOfMemory',
      advice: expect.stringContaining('--gpu-memory-utilization'),
    },
  },
  {
    why: 'main memory is too small',
    pods: [crashed({ reason: 'OOMKilled', exitCode: 137 })],
    expected: {
      verdict: 'degraded',
      reason: 'OutOfMemory',
      message: expect.stringContaining('not of the GPU'),
    },
  },
  {
    why: 'it runs again after a crash and is not ready',
    pods: [
      crashed({ message: 'boom' }, { started: true, state: { running: {} } }),
    ],
    expected: {
      verdict: 'degraded',
      reason: 'CrashLoop',
      message:
        'the program of kserve-container ends again and again (stopped 4 times): boom',
    },
  },
  {
    why: 'the machine threw it out',
    pods: [
      {
        node: 'n',
        phase: 'Failed',
        status: {
          reason: 'Evicted',
          message: 'The node was low on resource: ephemeral-storage.',
        },
      },
    ],
    expected: { verdict: 'degraded', reason: 'Evicted' },
  },
  {
    why: 'a failed pod has a successor',
    pods: [
      { node: 'n', phase: 'Failed', status: { reason: 'Evicted' } },
      main({ started: false, state: { running: {} } }),
    ],
    expected: { verdict: 'progressing', reason: 'ModelLoading' },
  },
  {
    why: 'the worst of several counts',
    pods: [
      main({ started: false, state: { running: {} } }),
      crashed({ reason: 'OOMKilled', exitCode: 137 }),
    ],
    expected: { reason: 'OutOfMemory' },
  },
];

describe('a pod that runs or ran', () => {
  it.each(CASES)('when $why', podCase => {
    expect(explainCase(podCase)).toMatchObject({
      ...FROM_A_POD,
      ...podCase.expected,
    });
  });

  it('has nothing to explain when all serve', () => {
    expect(explainCase({ pods: [{ node: 'n', ready: true }] })).toBeUndefined();
  });

  it('explains nothing by a pod that leaves', () => {
    const leaving = {
      ...main({ state: { running: {} } }),
      metadata: { deletionTimestamp: '2026-11-23T11:00:00Z' },
    };
    expect(explainCase({ pods: [leaving] })).toBeUndefined();
  });
});
