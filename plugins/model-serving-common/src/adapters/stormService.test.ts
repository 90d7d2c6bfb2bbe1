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

const object = custom('orchestration.aibrix.ai/v1alpha1', 'StormService');

function role(name: string, replicas: number, gpus: number): Json {
  return {
    name,
    replicas,
    template: {
      spec: {
        containers: [
          {
            name: 'engine',
            image: 'vllm/vllm-openai:v0.11.0',
            args: ['--model', 'Qwen/Qwen3-0.6B'],
            resources: { limits: { 'nvidia.com/gpu': String(gpus) } },
          },
        ],
      },
    },
  };
}

function storm(status?: Json, spec: Json = {}, metadata: Json = {}): Json {
  return object({
    metadata,
    spec: {
      replicas: 2,
      selector: {},
      template: {
        spec: { roles: [role('prefill', 2, 1), role('decode', 1, 4)] },
      },
      ...spec,
    },
    ...(status && { status }),
  });
}

const UP = {
  observedGeneration: 1,
  replicas: 2,
  readyReplicas: 2,
  updatedReplicas: 2,
  updatedReadyReplicas: 2,
  currentRevision: 'assistant-1',
  updateRevision: 'assistant-1',
  conditions: conditions({ Ready: ['True', 'Ready'] }),
};
const BUSY = {
  ...UP,
  readyReplicas: 1,
  updatedReplicas: 1,
  updatedReadyReplicas: 0,
  updateRevision: 'assistant-2',
  conditions: conditions({ Progressing: ['True', 'Processing'] }),
};

describe('an AIBrix StormService', () => {
  it.each<ReportedCase>([
    {
      why: 'it serves',
      objects: [storm(UP)],
      expected: {
        verdict: 'healthy',
        reason: 'Serving',
        message: '2 of 2 replicas serve.',
      },
      replicas: { desired: 2, updated: 2, ready: 2 },
    },
    {
      why: 'there is no status',
      objects: [storm()],
      expected: { verdict: 'progressing', reason: 'WaitingForPods' },
      replicas: { desired: 2 },
    },
    {
      why: 'it is being replaced',
      objects: [storm(BUSY)],
      expected: {
        verdict: 'progressing',
        reason: 'RolloutInProgress',
        message:
          '1 of 2 replicas serve: it is being replaced by a new version.',
      },
      replicas: { desired: 2, updated: 1, ready: 1 },
    },
    {
      why: 'a pod cannot fetch its image',
      objects: [
        storm(BUSY),
        podOf({ 'storm-service-name': NAME }, IMAGE_PULL),
        node('a'),
      ],
      expected: { verdict: 'degraded', reason: 'ImagePull' },
    },
    {
      why: 'the quota is used up',
      objects: [
        storm({
          observedGeneration: 1,
          conditions: conditions({
            ReplicaFailure: ['True', 'Failure', 'pods: exceeded quota: gpus'],
          }),
        }),
      ],
      expected: {
        verdict: 'degraded',
        reason: 'QuotaExceeded',
        message: expect.stringContaining(
          'The quota of the namespace does not allow more',
        ),
        advice: expect.stringContaining('larger quota'),
      },
    },
    {
      why: 'its pods are refused',
      objects: [
        storm({
          conditions: conditions({ ReplicaFailure: ['True', 'Failure', 'no'] }),
        }),
      ],
      expected: { verdict: 'degraded', reason: 'InvalidSpec' },
    },
    {
      why: 'a person paused it',
      objects: [storm(UP, { paused: true }, { generation: 2 })],
      expected: {
        verdict: 'suspended',
        reason: 'Paused',
        message: 'Changes are paused; 2 of 2 replicas serve.',
      },
    },
    {
      why: 'nothing is wanted',
      objects: [storm({ ...UP, readyReplicas: 0 }, { replicas: 0 })],
      expected: { verdict: 'suspended', reason: 'Stopped' },
    },
    {
      why: 'the newest change was not looked at',
      objects: [storm(UP, {}, { generation: 2 })],
      expected: { verdict: 'progressing', reason: 'RolloutInProgress' },
    },
    {
      why: 'it is being removed',
      objects: [storm(UP, { paused: true }, DELETED.metadata)],
      expected: { verdict: 'progressing', reason: 'Deleting' },
    },
  ])('when $why', given => {
    expect(saidOf(given)).toEqual(wantedOf(given));
  });

  it('counts the GPUs of all roles, and the revisions by what is ready', () => {
    expect(
      assess([storm({ ...BUSY, readyReplicas: 2, updatedReadyReplicas: 1 })]),
    ).toMatchObject({
      runtime: 'vLLM',
      artifactUri: 'hf://Qwen/Qwen3-0.6B',
      gpus: [{ resourceName: 'nvidia.com/gpu', perReplica: 6 }],
      revisions: [
        {
          name: 'assistant-2',
          ready: 1,
          current: true,
          share: { kind: 'replicas', percent: 50 },
        },
        {
          name: 'assistant-1',
          ready: 1,
          current: false,
          share: { kind: 'replicas', percent: 50 },
        },
      ],
    });
  });

  it.each<Refusal>([
    ['spec.paused', storm({}, { paused: 1 })],
    ['spec.template.spec', storm({}, { template: { spec: 'x' } })],
    [
      'spec.template.spec.roles[0].replicas',
      storm({}, { template: { spec: { roles: [{ replicas: '1' }] } } }),
    ],
    ['status.readyReplicas', storm({ readyReplicas: true })],
    ['status.updateRevision', storm({ updateRevision: 2 })],
  ])('refuses a wrong type at %s', (path, raw) => {
    expect(refusalOf(raw)).toMatchObject({ name: 'InvalidObjectError', path });
  });
});
