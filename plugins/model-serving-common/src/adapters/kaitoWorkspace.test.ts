import { conditions, node, type Json } from '../fleet/__fixtures__/objects';
import {
  assess,
  custom,
  DELETED,
  IMAGE_PULL,
  saidOf,
  wantedOf,
  refusalOf,
  type Refusal,
  type ReportedCase,
  NAME,
  podOf,
} from './reported.fixture';

const object = custom('kaito.sh/v1beta1', 'Workspace');
const LABELS = { 'kaito.sh/workspace': NAME };

function workspace(status?: Json, rest: Json = {}): Json {
  return object({
    resource: { count: 2, labelSelector: {} },
    inference: { preset: { name: 'microsoft/phi-4' } },
    ...(status && { status }),
    ...rest,
  });
}

const READY = conditions({
  ResourceReady: 'True',
  InferenceReady: 'True',
  WorkspaceSucceeded: 'True',
});
const PENDING = {
  InferenceReady: ['False', 'WorkspaceInferenceStatusPending', 'not ready'],
  WorkspaceSucceeded: ['False', 'workspacePending', 'waits for its pods'],
} as const;

describe('a KAITO Workspace', () => {
  it.each<ReportedCase>([
    {
      why: 'it serves',
      objects: [workspace({ state: 'Ready', conditions: READY })],
      expected: {
        verdict: 'healthy',
        reason: 'Serving',
        message: '2 of 2 replicas serve.',
        since: '2026-11-23T10:00:00Z',
      },
      replicas: { desired: 2, ready: 2 },
    },
    {
      why: 'v1alpha1, which has no state, serves',
      objects: [workspace({ conditions: READY })],
      expected: { verdict: 'healthy', reason: 'Serving' },
    },
    {
      why: 'there is no status',
      objects: [workspace()],
      expected: {
        verdict: 'progressing',
        reason: 'WaitingForPods',
        message: 'KAITO has not started it yet.',
      },
      replicas: { desired: 2 },
    },
    {
      why: 'machines are awaited',
      objects: [
        workspace({
          state: 'Pending',
          conditions: conditions({
            NodeClaimReady: ['False', 'NodeClaimNotReady', 'no capacity'],
            ...PENDING,
          }),
        }),
      ],
      expected: {
        verdict: 'progressing',
        reason: 'WaitingForPods',
        message: 'KAITO waits for machines: no capacity.',
      },
    },
    {
      why: 'the model is being copied',
      objects: [
        workspace({
          conditions: conditions({
            ModelMirrorReady: ['False', 'Downloading', '40 %'],
            ...PENDING,
          }),
        }),
      ],
      expected: { verdict: 'progressing', reason: 'ModelDownload' },
    },
    {
      why: 'a pod cannot fetch its image',
      objects: [
        workspace({ state: 'Pending', conditions: conditions(PENDING) }),
        podOf(LABELS, IMAGE_PULL),
        podOf(LABELS, { name: 'assistant-1', ready: true }),
        node('a'),
      ],
      expected: {
        verdict: 'degraded',
        reason: 'ImagePull',
        message: expect.stringMatching(/^1 of 2 replicas serve: /),
      },
      replicas: { desired: 2, ready: 1 },
    },
    {
      why: 'it was ready before and is not now',
      objects: [
        workspace({ state: 'NotReady', conditions: conditions(PENDING) }),
      ],
      expected: {
        verdict: 'degraded',
        reason: 'NotReady',
        message: 'It served before and does not now: waits for its pods.',
      },
    },
    {
      why: 'the measurement after the load failed',
      objects: [
        workspace({
          state: 'NotReady',
          conditions: conditions({
            InferenceReady: 'True',
            WorkspaceSucceeded: ['False', 'BenchmarkFailed', 'no result'],
          }),
        }),
      ],
      expected: {
        verdict: 'degraded',
        reason: 'NotReady',
        advice: expect.stringContaining('kaito.sh/disable-benchmark'),
      },
    },
    {
      why: 'KAITO gave up',
      objects: [workspace({ state: 'Failed', conditions: [] })],
      expected: { verdict: 'degraded', reason: 'NotReady' },
    },
    {
      why: 'the newest change was not looked at',
      objects: [
        workspace(
          {
            state: 'Ready',
            conditions: READY.map(condition => ({
              ...condition,
              observedGeneration: 3,
            })),
          },
          { metadata: { generation: 4 } },
        ),
      ],
      expected: { verdict: 'progressing', reason: 'RolloutInProgress' },
    },
    {
      why: 'it is being removed',
      objects: [workspace({ state: 'Ready', conditions: READY }, DELETED)],
      expected: { verdict: 'progressing', reason: 'Deleting' },
    },
    {
      why: 'nothing is wanted',
      objects: [workspace({}, { resource: { count: 0 } })],
      expected: { verdict: 'suspended', reason: 'Stopped' },
    },
  ])('when $why', given => {
    expect(saidOf(given)).toEqual(wantedOf(given));
  });

  it('is told by its preset, and by its pods', () => {
    expect(
      assess([
        workspace({ state: 'Ready', conditions: READY }),
        podOf(
          { ...LABELS, 'controller-revision-hash': 'assistant-7d' },
          { ready: true },
        ),
        node('a'),
      ]),
    ).toMatchObject({
      runtime: 'vLLM',
      artifactUri: 'hf://microsoft/phi-4',
      gpus: [
        { resourceName: 'nvidia.com/gpu', product: 'NVIDIA-L4', perReplica: 2 },
      ],
      revisions: [
        { name: 'assistant-7d', share: { kind: 'replicas', percent: 100 } },
      ],
      url: 'http://assistant.chat.svc',
    });
  });

  it('is told by its own template, and by the annotation of the engine', () => {
    const inference = {
      template: {
        spec: {
          containers: [
            {
              name: 'main',
              image: 'lmsysorg/sglang:v0.5',
              args: ['--model-path', 'Qwen/Qwen3-0.6B'],
            },
          ],
        },
      },
    };
    expect(assess([workspace({}, { inference })])).toMatchObject({
      runtime: 'SGLang',
      artifactUri: 'hf://Qwen/Qwen3-0.6B',
      gpus: [],
      revisions: [],
    });
    const metadata = { annotations: { 'kaito.sh/runtime': 'transformers' } };
    expect(assess([workspace({}, { metadata })])?.runtime).toBe('Transformers');
  });

  it('that tunes a model serves none', () => {
    const tuning = object({ resource: {}, tuning: { method: 'qlora' } });
    expect(assess([tuning])).toBeUndefined();
  });

  it.each<Refusal>([
    ['resource.count', workspace({}, { resource: { count: 'two' } })],
    ['inference', workspace({}, { inference: ['phi-4'] })],
    [
      'inference.preset.name',
      workspace({}, { inference: { preset: { name: 4 } } }),
    ],
    ['status.state', workspace({ state: {} })],
    ['status.conditions', workspace({ conditions: 'Ready' })],
    ['status.conditions[0].type', workspace({ conditions: [{ type: 1 }] })],
  ])('refuses a wrong type at %s', (path, raw) => {
    expect(refusalOf(raw)).toMatchObject({ name: 'InvalidObjectError', path });
  });
});
