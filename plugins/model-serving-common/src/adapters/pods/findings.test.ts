import type { LogFinding } from '../../diagnosis/findings';
import { crashed, explainCase, main, type PodCase } from './podCases.fixture';

const lastRun = (...lines: string[]): LogFinding => ({
  container: 'kserve-container',
  previous: true,
  lines,
});

const CASES: readonly PodCase[] = [
  {
    why: 'only the log tells that the GPU is too small',
    pods: [crashed({})],
    findings: {
      logs: [
        lastRun(
          "ValueError: To serve at least one request with the models's max seq len (131072), (16.00 GiB KV cache is needed, which is larger than the available KV cache memory (3.25 GiB). Based on the available memory, the estimated maximum model length is 26624.",
          'RuntimeError: Engine core initialization failed.',
        ),
      ],
    },
    expected: {
      verdict: 'degraded',
      reason: 'GpuOutOfMemory',
      message: expect.stringContaining('131,072 tokens'),
      advice: expect.stringContaining('at most 26,624'),
      evidence: expect.arrayContaining([
        expect.objectContaining({
          source: 'log',
          path: 'kserve-container, its last run',
          text: expect.stringContaining('131072'),
        }),
      ]),
    },
  },
  {
    why: 'the log knows nothing, but has a last error',
    pods: [crashed({})],
    findings: {
      logs: [lastRun('INFO starting', 'KeyError: rope_scaling', 'INFO bye')],
    },
    expected: {
      reason: 'CrashLoop',
      message: expect.stringContaining('KeyError: rope_scaling (exit code 1)'),
    },
  },
  {
    why: 'the machine ran out of memory, whatever the log says',
    pods: [crashed({ reason: 'OOMKilled', exitCode: 137 })],
    findings: {
      logs: [lastRun('urllib3: connection reset, retrying')],
    },
    expected: { reason: 'OutOfMemory' },
  },
  {
    why: 'logs may not be read',
    pods: [crashed({})],
    findings: {
      refusals: [
        {
          what: 'logs',
          forbidden: true,
          message: 'The logs may not be read: the cluster forbids it.',
          advice: 'Bind the role.',
        },
      ],
    },
    expected: {
      reason: 'CrashLoop',
      advice:
        'Read the log of its last run for the cause. The logs may not be read: the cluster forbids it. Bind the role.',
    },
  },
  {
    why: 'the engine tells how far it is',
    pods: [main({ state: { running: { startedAt: '2026-11-23T11:50:00Z' } } })],
    findings: {
      logs: [
        {
          container: 'kserve-container',
          previous: false,
          lines: [
            'Loading safetensors checkpoint shards:  45% Completed | 5/11 [00:10<00:12]',
          ],
        },
      ],
    },
    expected: {
      verdict: 'progressing',
      reason: 'ModelLoading',
      message: 'the model is being loaded (5 of 11 parts of the weights)',
    },
  },
  {
    why: 'a volume cannot be mounted',
    pods: [{ node: 'n', phase: 'Pending', containerStatuses: [] }],
    findings: {
      events: [
        {
          type: 'Warning',
          reason: 'FailedMount',
          message:
            'MountVolume.SetUp failed for volume "hf" : secret "hf" not found',
          count: 4,
          at: '2026-11-23T11:59:00Z',
        },
      ],
    },
    expected: {
      verdict: 'progressing',
      reason: 'WaitingForPods',
      message: expect.stringContaining('a volume, secret or config map'),
      evidence: expect.arrayContaining([
        expect.objectContaining({
          source: 'event',
          path: 'FailedMount',
          text: expect.stringContaining('secret "hf" not found (4 times)'),
          at: '2026-11-23T11:59:00Z',
        }),
      ]),
    },
  },
];

describe('what was fetched of a pod', () => {
  it.each(CASES)('$why', ({ expected, ...given }) => {
    expect(explainCase(given)).toMatchObject(expected);
  });
});
