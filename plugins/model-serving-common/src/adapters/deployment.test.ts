import type { Judgement } from '../api/types';
import {
  conditions,
  deployment,
  deploymentStatus,
  pod,
  replicaSet,
  type Json,
} from '../fleet/__fixtures__/objects';
import { assessAll, assessOne } from './assessOne.fixture';

const NAME = 'assistant';

describe('which Deployments serve a model', () => {
  it.each<[string, Json, boolean]>([
    ['vLLM', { image: 'docker.io/vllm/vllm-openai:v0.11.0' }, true],
    [
      'vLLM from a mirror',
      { image: 'mirror.example.com:5000/ai/vllm-openai@sha256:0a' },
      true,
    ],
    ['SGLang', { image: 'lmsysorg/sglang:latest' }, true],
    [
      'TGI',
      { image: 'ghcr.io/huggingface/text-generation-inference:3.3.7' },
      true,
    ],
    ['Triton', { image: 'nvcr.io/nvidia/tritonserver:25.08-py3' }, true],
    ['NIM', { image: 'nvcr.io/nim/meta/llama-3.1-8b-instruct:1.8' }, true],
    ['Ollama', { image: 'ollama/ollama' }, true],
    ['llama.cpp', { image: 'ghcr.io/ggml-org/llama.cpp:server-cuda' }, true],
    ['an ordinary program', { image: 'nginx:1.29' }, false],
    [
      'a program with a similar name',
      { image: 'example/not-vllm-at-all:1' },
      false,
    ],
    [
      'a GPU job without an engine',
      { image: 'example/training:1', gpus: 8 },
      false,
    ],
    [
      'an annotated one',
      {
        image: 'example/own:1',
        annotations: { 'modelfleet.dev/service-ref': 'component:default/own' },
      },
      true,
    ],
    ['one that KServe controls', { controller: 'InferenceService' }, false],
    [
      'one that KServe labels',
      { labels: { 'serving.kserve.io/inferenceservice': 'x' } },
      false,
    ],
  ])('%s', (_name, options, expected) => {
    expect(assessAll([deployment(NAME, options)])).toHaveLength(
      expected ? 1 : 0,
    );
  });
});

describe('what a Deployment serves', () => {
  it.each([
    [
      'a flag',
      ['--model', 'meta-llama/Llama-3.1-8B-Instruct'],
      'hf://meta-llama/Llama-3.1-8B-Instruct',
    ],
    [
      'a flag with =',
      ['--model-id=google/gemma-3-27b-it'],
      'hf://google/gemma-3-27b-it',
    ],
    [
      'a position',
      ['serve', 'Qwen/Qwen3-8B', '--port', '80'],
      'hf://Qwen/Qwen3-8B',
    ],
    ['a URI', ['--model', 's3://models/llama/'], 's3://models/llama/'],
    ['a folder', ['--model', '/mnt/models'], undefined],
    [
      'a module',
      ['python3', '-m', 'vllm.entrypoints/x', '--port', '80'],
      undefined,
    ],
    ['nothing', [], undefined],
  ])('is told by %s', (_name, args, expected) => {
    expect(assessOne([deployment(NAME, { args })]).artifactUri).toBe(expected);
  });

  it('names engine, replicas, revisions and GPUs', () => {
    const workload = assessOne([
      deployment(NAME, {
        replicas: 2,
        gpus: 4,
        status: deploymentStatus(2, 2),
      }),
      replicaSet('assistant-1', {
        owner: NAME,
        revision: 1,
        hash: 'a',
        replicas: 1,
        ready: 1,
        image: 'vllm/vllm-openai:v0.10.0',
      }),
      replicaSet('assistant-2', {
        owner: NAME,
        revision: 2,
        hash: 'b',
        replicas: 2,
        ready: 1,
      }),
      replicaSet('assistant-0', {
        owner: NAME,
        revision: 0,
        hash: 'c',
        replicas: 0,
      }),
    ]);
    expect(workload).toMatchObject({
      ref: {
        cluster: 'east',
        group: 'apps',
        kind: 'Deployment',
        namespace: 'chat',
        name: NAME,
      },
      runtime: 'vLLM',
      replicas: { desired: 2, updated: 2, ready: 2 },
      gpus: [{ resourceName: 'nvidia.com/gpu', perReplica: 4 }],
      revisions: [
        {
          name: 'revision 2',
          ready: 1,
          current: true,
          share: { kind: 'replicas', percent: 50 },
        },
        {
          name: 'revision 1',
          image: 'vllm/vllm-openai:v0.10.0',
          ready: 1,
          current: false,
          share: { kind: 'replicas', percent: 50 },
        },
      ],
    });
  });
});

describe('the verdict on a Deployment', () => {
  const late = conditions({
    Progressing: [
      'False',
      'ProgressDeadlineExceeded',
      'ReplicaSet "assistant-1" has timed out progressing.',
    ],
  });

  it.each<[string, Json[], Partial<Judgement>]>([
    [
      'all replicas are ready',
      [deployment(NAME, { replicas: 2, status: deploymentStatus(2, 2) })],
      {
        verdict: 'healthy',
        reason: 'Serving',
        message: '2 of 2 replicas serve.',
      },
    ],
    [
      'the newest change was not looked at',
      [
        deployment(NAME, {
          status: deploymentStatus(1, 1),
          metadata: { generation: 2 },
        }),
      ],
      { verdict: 'progressing', reason: 'RolloutInProgress' },
    ],
    [
      'no replica is there yet',
      [deployment(NAME, { replicas: 2, status: deploymentStatus(0, 0) })],
      {
        verdict: 'progressing',
        reason: 'RolloutInProgress',
        message: '0 of 2 replicas serve.',
      },
    ],
    [
      'it is paused',
      [
        deployment(NAME, {
          spec: { paused: true },
          status: deploymentStatus(1, 1),
        }),
      ],
      { verdict: 'suspended', reason: 'Paused' },
    ],
    [
      'it is scaled to zero',
      [deployment(NAME, { replicas: 0 })],
      { verdict: 'suspended', reason: 'Stopped' },
    ],
    [
      'it is being deleted',
      [
        deployment(NAME, {
          metadata: { deletionTimestamp: '2026-11-23T11:59:00Z' },
        }),
      ],
      {
        verdict: 'progressing',
        reason: 'Deleting',
        since: '2026-11-23T11:59:00Z',
      },
    ],
    [
      'the quota is used up',
      [
        deployment(NAME, {
          replicas: 2,
          status: deploymentStatus(1, 1, {
            conditions: conditions({
              ReplicaFailure: [
                'True',
                'FailedCreate',
                'pods "x" is forbidden: exceeded quota: gpus',
              ],
            }),
          }),
        }),
      ],
      {
        verdict: 'degraded',
        reason: 'QuotaExceeded',
        message:
          '1 of 2 replicas serve: the quota of the namespace does not allow more.',
      },
    ],
    [
      'the quota says how much is left',
      [
        {
          kind: 'ResourceQuota',
          metadata: { name: 'gpus', namespace: 'chat', uid: 'quota' },
          spec: { hard: { 'requests.nvidia.com/gpu': '8', pods: '50' } },
          status: { used: { 'requests.nvidia.com/gpu': '6', pods: '9' } },
        },
        deployment(NAME, {
          replicas: 2,
          status: deploymentStatus(1, 1, {
            conditions: conditions({
              ReplicaFailure: [
                'True',
                'FailedCreate',
                'pods "x" is forbidden: exceeded quota: gpus, requested: requests.nvidia.com/gpu=4, used: requests.nvidia.com/gpu=8, limited: requests.nvidia.com/gpu=8',
              ],
            }),
          }),
        }),
      ],
      {
        reason: 'QuotaExceeded',
        message:
          '1 of 2 replicas serve: the quota gpus of the namespace chat allows 8 × nvidia.com/gpu, 6 are in use, and a replica needs 4.',
        evidence: expect.arrayContaining([
          expect.objectContaining({
            object: expect.objectContaining({ kind: 'ResourceQuota' }),
            text: '6 of 8',
          }),
        ]),
      },
    ],
    [
      'the deadline passed and nothing says why',
      [
        deployment(NAME, {
          status: deploymentStatus(1, 0, { conditions: late }),
        }),
      ],
      {
        verdict: 'degraded',
        reason: 'RolloutStalled',
        message: '0 of 1 replica serves: no progress for 600 s.',
      },
    ],
    [
      'the deadline passed while the model loads',
      [
        deployment(NAME, {
          status: deploymentStatus(1, 0, { conditions: late }),
        }),
        pod('assistant-1-x', { node: 'n', labels: { app: NAME } }),
      ],
      { verdict: 'progressing', reason: 'SlowStart' },
    ],
    [
      'a new version crashes while the former one serves',
      [
        deployment(NAME, {
          replicas: 2,
          status: {
            replicas: 3,
            updatedReplicas: 1,
            readyReplicas: 2,
            availableReplicas: 2,
          },
        }),
        replicaSet('assistant-1', {
          owner: NAME,
          revision: 1,
          hash: 'a',
          replicas: 2,
          ready: 2,
        }),
        replicaSet('assistant-2', {
          owner: NAME,
          revision: 2,
          hash: 'b',
          replicas: 1,
          ready: 0,
        }),
        pod('assistant-2-x', {
          node: 'n',
          labels: { app: NAME, 'pod-template-hash': 'b' },
          containerStatuses: [
            {
              name: 'kserve-container',
              ready: false,
              started: false,
              restartCount: 3,
              state: { waiting: { reason: 'CrashLoopBackOff' } },
              lastState: {
                terminated: {
                  reason: 'Error',
                  exitCode: 1,
                  message: 'ValueError: unknown option',
                },
              },
            },
          ],
        }),
        pod('assistant-1-x', {
          node: 'n',
          ready: true,
          labels: { app: NAME, 'pod-template-hash': 'a' },
        }),
      ],
      {
        verdict: 'degraded',
        reason: 'CrashLoop',
        message:
          'The new version serves with 0 of 2 replicas, the former one still with 2: the program of kserve-container ends again and again (stopped 3 times): ValueError: unknown option.',
      },
    ],
    [
      'an old replica is still there',
      [
        deployment(NAME, {
          replicas: 1,
          status: {
            replicas: 2,
            updatedReplicas: 1,
            readyReplicas: 2,
            availableReplicas: 2,
          },
        }),
        replicaSet('assistant-2', {
          owner: NAME,
          revision: 2,
          hash: 'b',
          replicas: 1,
          ready: 1,
        }),
        replicaSet('assistant-1', {
          owner: NAME,
          revision: 1,
          hash: 'a',
          replicas: 1,
          ready: 1,
        }),
      ],
      {
        verdict: 'progressing',
        reason: 'RolloutInProgress',
        message:
          'The new version serves with 1 of 1 replica, the former one still with 1.',
      },
    ],
  ])('when %s', (_name, objects, expected) => {
    expect(assessOne(objects).judgement).toMatchObject(expected);
  });
});
