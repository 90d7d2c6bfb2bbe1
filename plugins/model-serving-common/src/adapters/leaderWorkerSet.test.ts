import { conditions, pod, type Json } from '../fleet/__fixtures__/objects';
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

const object = custom('leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet');

const template = (gpus: number, args: readonly string[] = []) => ({
  spec: {
    containers: [
      {
        name: 'engine',
        image: 'lmsysorg/sglang:v0.5',
        args,
        resources: { limits: { 'nvidia.com/gpu': String(gpus) } },
      },
    ],
  },
});

function set(
  options: { spec?: Json; group?: Json; status?: Json; metadata?: Json } = {},
): Json {
  return object({
    metadata: options.metadata,
    spec: {
      replicas: 2,
      leaderWorkerTemplate: {
        size: 4,
        leaderTemplate: template(4, ['--model-path', 'Qwen/Qwen3-235B-A22B']),
        workerTemplate: template(8),
        ...options.group,
      },
      ...options.spec,
    },
    status: options.status ?? status(2, 2),
  });
}

function status(ready: number, updated: number, more: Json = {}): Json {
  return {
    observedGeneration: 1,
    replicas: 2,
    readyReplicas: ready,
    updatedReplicas: updated,
    conditions: conditions({ Available: 'True' }),
    ...more,
  };
}

const UPDATING = {
  conditions: conditions({
    UpdateInProgress: [
      'True',
      'GroupsUpdating',
      'Rolling upgrade is in progress',
    ],
  }),
};

function groupPod(
  name: string,
  group: number,
  revision: string,
  options: Parameters<typeof pod>[1] = {},
): Json {
  return pod(name, {
    node: 'a',
    ...options,
    labels: {
      'leaderworkerset.sigs.k8s.io/name': NAME,
      'leaderworkerset.sigs.k8s.io/group-index': String(group),
      'leaderworkerset.sigs.k8s.io/template-revision-hash': revision,
    },
  });
}

describe('the verdict on a LeaderWorkerSet', () => {
  it.each<ReportedCase>([
    {
      why: 'all groups serve',
      objects: [set()],
      expected: {
        verdict: 'healthy',
        reason: 'Serving',
        message: '2 of 2 groups serve (each group has 4 members).',
        since: '2026-11-23T10:00:00Z',
      },
      replicas: { desired: 2, updated: 2, ready: 2 },
    },
    {
      why: 'a group is not complete',
      objects: [set({ status: status(1, 2) })],
      expected: { verdict: 'progressing', reason: 'WaitingForPods' },
    },
    {
      why: 'a worker cannot start',
      objects: [
        set({ status: status(1, 2) }),
        groupPod('assistant-1-2', 1, 'a', IMAGE_PULL),
      ],
      expected: { verdict: 'degraded', reason: 'ImagePull' },
    },
    {
      why: 'groups are replaced',
      objects: [set({ status: status(2, 2, UPDATING) })],
      expected: {
        verdict: 'progressing',
        reason: 'RolloutInProgress',
        message:
          '2 of 2 groups serve, 2 of them have the new version (each group has 4 members).',
      },
    },
    {
      why: 'a partition keeps a group back',
      objects: [
        set({
          spec: {
            rolloutStrategy: { rollingUpdateConfiguration: { partition: 1 } },
          },
          status: status(2, 1),
        }),
      ],
      expected: { verdict: 'healthy', reason: 'Serving' },
    },
    {
      why: 'it is scaled to zero',
      objects: [set({ spec: { replicas: 0 }, status: status(0, 0) })],
      expected: { verdict: 'suspended', reason: 'Stopped' },
    },
    {
      why: 'its generation is not observed',
      objects: [set({ metadata: { generation: 5 } })],
      expected: { verdict: 'progressing', reason: 'RolloutInProgress' },
    },
    {
      why: 'its version counts no generations',
      objects: [
        set({ status: status(2, 2, { observedGeneration: undefined }) }),
      ],
      expected: { verdict: 'healthy' },
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
    ['spec.leaderWorkerTemplate.size', set({ group: { size: '4' } })],
    [
      'spec.leaderWorkerTemplate.workerTemplate',
      set({ group: { workerTemplate: [] } }),
    ],
    ['status.conditions', set({ status: { conditions: 'none' } })],
    ['status.readyReplicas', set({ status: { readyReplicas: 1.5 } })],
  ])('refuses a wrong type at %s', (path, raw) => {
    expect(refusalOf(raw)).toMatchObject({ name: 'InvalidObjectError', path });
  });
});

describe('what a LeaderWorkerSet is', () => {
  it.each<[string, Json, number]>([
    ['a leader and three workers', {}, 4 + 3 * 8],
    ['a leader that is a worker too', { leaderTemplate: undefined }, 4 * 8],
    ['a leader alone', { size: 1 }, 4],
    ['no size', { size: undefined }, 4],
  ])('counts the GPUs of a whole group: %s', (_name, group, perReplica) => {
    expect(assess([set({ group })])?.gpus).toEqual([
      { resourceName: 'nvidia.com/gpu', perReplica },
    ]);
  });

  it('names engine and artifact, and counts groups of each revision', () => {
    const group = { size: 2 };
    expect(
      assess([
        set({ group, status: status(1, 1, UPDATING) }),
        {
          ...custom(
            'apps/v1',
            'StatefulSet',
          )({
            metadata: {
              labels: {
                'leaderworkerset.sigs.k8s.io/name': NAME,
                'leaderworkerset.sigs.k8s.io/template-revision-hash': 'new',
              },
            },
          }),
        },
        groupPod('assistant-0', 0, 'old', { ready: true }),
        groupPod('assistant-0-1', 0, 'old', { ready: true }),
        groupPod('assistant-1', 1, 'new', { ready: true }),
        groupPod('assistant-1-1', 1, 'new'),
      ]),
    ).toMatchObject({
      runtime: 'SGLang',
      artifactUri: 'hf://Qwen/Qwen3-235B-A22B',
      revisions: [
        {
          name: 'revision new',
          current: true,
          ready: 0,
          share: { percent: 0 },
        },
        {
          name: 'revision old',
          current: false,
          ready: 1,
          share: { kind: 'replicas', percent: 100 },
        },
      ],
    });
  });

  it('leaves out one that an LLMInferenceService controls', () => {
    const owned = {
      ownerReferences: [
        { kind: 'LLMInferenceService', name: 'x', uid: 'x', controller: true },
      ],
    };
    expect(assessAll([set({ metadata: owned })])).toEqual([]);
  });
});
