import type { Json, PodOptions } from '../../fleet/__fixtures__/objects';
import {
  explainCase,
  FROM_A_POD,
  main,
  type PodCase,
} from './podCases.fixture';

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

const CASES: readonly PodCase[] = [
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
];

describe('a pod that starts', () => {
  it.each(CASES)('when $why', podCase => {
    expect(explainCase(podCase)).toMatchObject({
      ...FROM_A_POD,
      ...podCase.expected,
    });
  });
});
