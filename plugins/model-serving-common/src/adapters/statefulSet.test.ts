import { pod, type Json } from '../fleet/__fixtures__/objects';
import { assessAll } from './assessOne.fixture';
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
} from './reported.fixture';

const object = custom('apps/v1', 'StatefulSet');
const LABELS = { app: NAME };

function set(
  options: { spec?: Json; status?: Json; metadata?: Json } = {},
): Json {
  return object({
    metadata: options.metadata,
    spec: {
      replicas: 2,
      selector: { matchLabels: LABELS },
      template: {
        metadata: { labels: LABELS },
        spec: {
          containers: [
            {
              name: 'engine',
              image: 'vllm/vllm-openai:v0.11.0',
              args: ['--model', 'Qwen/Qwen3-8B'],
              resources: { limits: { 'nvidia.com/gpu': '2' } },
            },
          ],
        },
      },
      ...options.spec,
    },
    status: options.status ?? counts(2, 2),
  });
}

function counts(ready: number, updated: number, more: Json = {}): Json {
  return {
    observedGeneration: 1,
    replicas: 2,
    readyReplicas: ready,
    updatedReplicas: updated,
    currentRevision: 'assistant-7f',
    updateRevision: 'assistant-7f',
    ...more,
  };
}

const NEXT = { updateRevision: 'assistant-9c' };

describe('the verdict on a StatefulSet', () => {
  it.each<ReportedCase>([
    {
      why: 'all serve',
      objects: [set()],
      expected: {
        verdict: 'healthy',
        reason: 'Serving',
        message: '2 of 2 replicas serve.',
      },
      replicas: { desired: 2, updated: 2, ready: 2 },
    },
    {
      why: 'some are not ready',
      objects: [set({ status: counts(1, 2) })],
      expected: { verdict: 'progressing', reason: 'WaitingForPods' },
    },
    {
      why: 'the image of one cannot be fetched',
      objects: [
        set({ status: counts(1, 2) }),
        pod('assistant-1', { node: 'a', labels: LABELS, ...IMAGE_PULL }),
      ],
      expected: {
        verdict: 'degraded',
        reason: 'ImagePull',
        message: expect.stringMatching(/^1 of 2 replicas serve: /),
      },
    },
    {
      why: 'a new version replaces the former one',
      objects: [set({ status: counts(2, 1, NEXT) })],
      expected: {
        verdict: 'progressing',
        reason: 'RolloutInProgress',
        message: '2 of 2 replicas serve, 1 of them with the new version.',
      },
    },
    {
      why: 'a partition keeps some back',
      objects: [
        set({
          spec: { updateStrategy: { rollingUpdate: { partition: 1 } } },
          status: counts(2, 1, NEXT),
        }),
      ],
      expected: {
        verdict: 'healthy',
        message:
          '2 of 2 replicas serve; 1 keep the former version on purpose (partition 1).',
      },
    },
    {
      why: 'a partition is not reached',
      objects: [
        set({
          spec: { updateStrategy: { rollingUpdate: { partition: 1 } } },
          status: counts(2, 0, NEXT),
        }),
      ],
      expected: { verdict: 'progressing', reason: 'RolloutInProgress' },
    },
    {
      why: 'a person replaces its pods',
      objects: [
        set({
          spec: { updateStrategy: { type: 'OnDelete' } },
          status: counts(2, 1, NEXT),
        }),
      ],
      expected: { verdict: 'healthy', reason: 'Serving' },
    },
    {
      why: 'it is scaled to zero',
      objects: [set({ spec: { replicas: 0 }, status: counts(0, 0) })],
      expected: { verdict: 'suspended', reason: 'Stopped' },
    },
    {
      why: 'its generation is not observed',
      objects: [set({ metadata: { generation: 2 } })],
      expected: { verdict: 'progressing', reason: 'RolloutInProgress' },
    },
    {
      why: 'it is being deleted',
      objects: [set(DELETED)],
      expected: { verdict: 'progressing', reason: 'Deleting' },
    },
    {
      why: 'its status is empty',
      objects: [set({ status: {} })],
      expected: { verdict: 'progressing', reason: 'RolloutInProgress' },
    },
  ])('when $why', given => {
    expect(saidOf(given)).toEqual(wantedOf(given));
  });

  it.each<Refusal>([
    ['spec.replicas', set({ spec: { replicas: 'two' } })],
    ['status.readyReplicas', set({ status: { readyReplicas: {} } })],
    [
      'spec.selector.matchLabels.app',
      set({ spec: { selector: { matchLabels: { app: 1 } } } }),
    ],
    ['status.updateRevision', set({ status: { updateRevision: 7 } })],
  ])('refuses a wrong type at %s', (path, raw) => {
    expect(refusalOf(raw)).toMatchObject({ name: 'InvalidObjectError', path });
  });
});

describe('what a StatefulSet is', () => {
  it('names engine, artifact, GPUs and revisions', () => {
    const of = (name: string, hash: string, ready: boolean) =>
      pod(name, {
        node: 'a',
        gpus: 2,
        ready,
        labels: { ...LABELS, 'controller-revision-hash': hash },
      });
    expect(
      assess([
        set({ status: counts(1, 1, NEXT) }),
        of('assistant-0', 'assistant-7f', true),
        of('assistant-1', 'assistant-9c', false),
      ]),
    ).toMatchObject({
      runtime: 'vLLM',
      artifactUri: 'hf://Qwen/Qwen3-8B',
      gpus: [{ resourceName: 'nvidia.com/gpu', perReplica: 2 }],
      revisions: [
        {
          name: 'revision 9c',
          current: true,
          ready: 0,
          share: { kind: 'replicas', percent: 0 },
        },
        {
          name: 'revision 7f',
          current: false,
          ready: 1,
          share: { kind: 'replicas', percent: 100 },
        },
      ],
    });
  });

  it.each<[string, Json]>([
    ['an ordinary program', { spec: { template: {} } }],
    [
      'the leaders of a group',
      {
        metadata: {
          labels: { 'leaderworkerset.sigs.k8s.io/name': 'group' },
        },
      },
    ],
    [
      'the workers of a leader',
      {
        metadata: {
          ownerReferences: [
            { kind: 'Pod', name: 'leader-0', uid: 'p', controller: true },
          ],
        },
      },
    ],
  ])('leaves out %s', (_name, options) => {
    expect(assessAll([set(options)])).toEqual([]);
  });
});
