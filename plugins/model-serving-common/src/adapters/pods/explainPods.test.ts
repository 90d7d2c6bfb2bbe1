import type { Judgement } from '../../api/types';
import {
  node,
  pod,
  type Json,
  type PodOptions,
} from '../../fleet/__fixtures__/objects';
import { NOW, staticCluster } from '../../fleet/__fixtures__/staticFleet';
import { podProjection } from '../../observed/pod';
import { assessmentContext } from '../context';
import { explainPods } from './explainPods';

interface Case {
  readonly why: string;
  readonly pods: readonly PodOptions[];
  readonly nodes?: readonly Json[];
  readonly deadlineExceeded?: number;
  readonly expected: Partial<Judgement> | undefined;
}

function unschedulable(message: string): PodOptions['conditions'] {
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

function main(status: Json): PodOptions {
  return {
    node: 'n',
    containerStatuses: [
      { name: 'kserve-container', ready: false, restartCount: 0, ...status },
    ],
  };
}

function crashed(end: Json, status: Json = {}): PodOptions {
  return main({
    restartCount: 4,
    started: false,
    state: { waiting: { reason: 'CrashLoopBackOff' } },
    lastState: { terminated: { reason: 'Error', exitCode: 1, ...end } },
    ...status,
  });
}

function downloader(status: Json): PodOptions {
  return {
    node: 'n',
    phase: 'Pending',
    initContainers: [
      { name: 'storage-initializer', args: ['hf://a/b', '/mnt/models'] },
    ],
    initContainerStatuses: [
      { name: 'storage-initializer', ready: false, restartCount: 0, ...status },
    ],
    containerStatuses: [
      {
        name: 'kserve-container',
        ready: false,
        restartCount: 0,
        state: { waiting: { reason: 'PodInitializing' } },
      },
    ],
  };
}

const H100 = { 'nvidia.com/gpu.product': 'NVIDIA-H100' };
const NO_GPU = '0/2 nodes are available: 2 Insufficient nvidia.com/gpu.';

const CASES: readonly Case[] = [
  { why: 'all serve', pods: [{ node: 'n', ready: true }], expected: undefined },
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
    nodes: [node('a', { gpus: 4 }), node('b', { gpus: 4 })],
    pods: [{ gpus: 6, conditions: unschedulable(NO_GPU) }],
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
  {
    why: 'the image does not exist',
    pods: [
      main({
        state: {
          waiting: {
            reason: 'ImagePullBackOff',
            message: 'Back-off pulling image: manifest unknown',
          },
        },
      }),
    ],
    expected: {
      verdict: 'degraded',
      reason: 'ImagePull',
      message:
        'the image registry.example.com/vllm/vllm-openai:v0.11.0 cannot be fetched: the registry does not have it',
    },
  },
  {
    why: 'the registry refuses',
    pods: [
      main({
        state: {
          waiting: {
            reason: 'ErrImagePull',
            message: 'pull access denied, 401 Unauthorized',
          },
        },
      }),
    ],
    expected: {
      reason: 'ImagePull',
      message: expect.stringContaining('refuses access'),
    },
  },
  {
    why: 'the model is being downloaded',
    pods: [
      downloader({ state: { running: { startedAt: '2026-11-23T11:50:00Z' } } }),
    ],
    expected: {
      verdict: 'progressing',
      reason: 'ModelDownload',
      since: '2026-11-23T11:50:00Z',
    },
  },
  {
    why: 'the download takes longer than the deadline',
    deadlineExceeded: 600,
    pods: [
      downloader({ state: { running: { startedAt: '2026-11-23T11:40:00Z' } } }),
    ],
    expected: { verdict: 'progressing', reason: 'SlowStart' },
  },
  {
    why: 'the model is gated',
    pods: [
      downloader({
        restartCount: 2,
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: {
          terminated: {
            reason: 'Error',
            exitCode: 1,
            message: '403 Client Error. Cannot access gated repo for url',
          },
        },
      }),
    ],
    expected: {
      verdict: 'degraded',
      reason: 'ModelDownloadFailed',
      message:
        'the model could not be downloaded after 3 tries: the model is gated and the access token may not read it',
      advice: expect.stringContaining('HF_TOKEN'),
    },
  },
  {
    why: 'the disk is full',
    pods: [
      downloader({
        state: {
          terminated: {
            reason: 'Error',
            exitCode: 1,
            message: 'OSError: [Errno 28] No space left on device',
          },
        },
      }),
    ],
    expected: {
      reason: 'ModelDownloadFailed',
      message: 'the model could not be downloaded: the disk is full',
    },
  },
  {
    why: 'the download fails without a word',
    pods: [
      downloader({ state: { terminated: { reason: 'Error', exitCode: 2 } } }),
    ],
    expected: {
      reason: 'ModelDownloadFailed',
      message: 'the model could not be downloaded: exit code 2',
    },
  },
  {
    why: 'the machine sets it up',
    pods: [
      {
        node: 'n',
        phase: 'Pending',
        containerStatuses: [
          {
            name: 'kserve-container',
            ready: false,
            restartCount: 0,
            state: { waiting: { reason: 'ContainerCreating' } },
          },
        ],
      },
    ],
    expected: { verdict: 'progressing', reason: 'WaitingForPods' },
  },
  {
    why: 'a secret is missing',
    pods: [
      {
        ...main({
          state: {
            waiting: {
              reason: 'CreateContainerConfigError',
              message: 'secret "hf-token" not found',
            },
          },
        }),
        phase: 'Pending',
      },
    ],
    expected: {
      verdict: 'degraded',
      reason: 'InvalidSpec',
      message: 'the program cannot be started: secret "hf-token" not found',
    },
  },
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
        'the model does not fit in the memory of the GPU (stopped 4 times): the engine asked for more than is free',
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
  {
    why: 'a pod that leaves explains nothing',
    pods: [
      {
        ...main({ state: { running: {} } }),
        metadata: { deletionTimestamp: '2026-11-23T11:00:00Z' },
      },
    ],
    expected: undefined,
  },
];

describe('explainPods', () => {
  it.each(CASES)(
    'when $why',
    ({ pods, nodes = [], deadlineExceeded, expected }) => {
      const raw = pods.map((options, index) => pod(`p${index}`, options));
      const cluster = staticCluster({
        name: 'east',
        objects: [...nodes, ...raw],
      });
      const judgement = explainPods(
        [...cluster.records(podProjection).values()],
        {
          seen: assessmentContext(cluster, new Date(NOW)),
          ...(deadlineExceeded !== undefined && { deadlineExceeded }),
        },
      );
      if (expected === undefined) {
        expect(judgement).toBeUndefined();
        return;
      }
      expect(judgement).toMatchObject(expected);
      expect(judgement?.evidence).not.toHaveLength(0);
      expect(judgement?.evidence[0]?.object).toMatchObject({
        cluster: 'east',
        kind: 'Pod',
        namespace: 'chat',
      });
    },
  );
});
