import { node, type Json } from '../fleet/__fixtures__/objects';
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

const object = custom('kubeai.org/v1', 'Model');
const LABELS = { model: NAME, 'app.kubernetes.io/managed-by': 'kubeai' };

function model(status?: Json, spec: Json = {}, metadata: Json = {}): Json {
  return object({
    metadata,
    spec: {
      url: 'hf://Qwen/Qwen3-0.6B',
      engine: 'VLLM',
      features: ['TextGeneration'],
      resourceProfile: 'nvidia-gpu-l4:2',
      minReplicas: 0,
      replicas: 2,
      ...spec,
    },
    ...(status && { status }),
  });
}

const counts = (all: number, ready: number) => ({ replicas: { all, ready } });

describe('a KubeAI Model', () => {
  it.each<ReportedCase>([
    {
      why: 'it serves',
      objects: [model(counts(2, 2))],
      expected: {
        verdict: 'healthy',
        reason: 'Serving',
        message: '2 of 2 replicas serve.',
      },
      replicas: { desired: 2, ready: 2 },
    },
    {
      why: 'there is no status',
      objects: [model()],
      expected: {
        verdict: 'progressing',
        reason: 'WaitingForPods',
        message: 'KubeAI is starting its pods.',
      },
      replicas: { desired: 2 },
    },
    {
      why: 'some pods are not ready',
      objects: [model(counts(2, 1))],
      expected: { verdict: 'progressing', reason: 'WaitingForPods' },
    },
    {
      why: 'pods are being replaced',
      objects: [model(counts(3, 2))],
      expected: {
        verdict: 'progressing',
        reason: 'RolloutInProgress',
        message: '2 of 2 replicas serve: its pods are being replaced.',
      },
    },
    {
      why: 'a pod cannot fetch its image',
      objects: [model(counts(2, 1)), podOf(LABELS, IMAGE_PULL), node('a')],
      expected: { verdict: 'degraded', reason: 'ImagePull' },
    },
    {
      why: 'the model is not in the cache yet',
      objects: [
        model(
          { ...counts(0, 0), cache: { loaded: false } },
          { cacheProfile: 'efs' },
        ),
      ],
      expected: { verdict: 'progressing', reason: 'ModelDownload' },
    },
    {
      why: 'its autoscaler has scaled it to zero',
      objects: [model(counts(0, 0), { replicas: 0 })],
      expected: { verdict: 'healthy', reason: 'Idle' },
      replicas: { desired: 0, ready: 0 },
    },
    {
      why: 'a person scaled it to zero',
      objects: [
        model(counts(0, 0), { replicas: 0, autoscalingDisabled: true }),
      ],
      expected: { verdict: 'suspended', reason: 'Stopped' },
    },
    {
      // The kind has no observed generation: nothing can be said of it.
      why: 'it was changed',
      objects: [model(counts(2, 2), {}, { generation: 9 })],
      expected: { verdict: 'healthy', reason: 'Serving' },
    },
    {
      why: 'it is being removed',
      objects: [model(counts(2, 2), {}, DELETED.metadata)],
      expected: { verdict: 'progressing', reason: 'Deleting' },
    },
  ])('when $why', given => {
    expect(saidOf(given)).toEqual(wantedOf(given));
  });

  it('is told by its address, and by its pods', () => {
    expect(
      assess([
        model(counts(3, 2)),
        podOf(
          { ...LABELS, 'pod-hash': 'new' },
          {
            name: 'c',
            metadata: { creationTimestamp: '2026-11-23T11:00:00Z' },
          },
        ),
        podOf({ ...LABELS, 'pod-hash': 'old' }, { name: 'a', ready: true }),
        podOf({ ...LABELS, 'pod-hash': 'old' }, { name: 'b', ready: true }),
        podOf({ model: NAME }, { name: 'stranger' }),
        node('a'),
      ]),
    ).toMatchObject({
      runtime: 'vLLM',
      artifactUri: 'hf://Qwen/Qwen3-0.6B',
      gpus: [{ resourceName: 'nvidia.com/gpu', perReplica: 2 }],
      revisions: [
        { name: 'new', ready: 0, current: true, share: { percent: 0 } },
        { name: 'old', ready: 2, current: false, share: { percent: 100 } },
      ],
    });
  });

  it.each<Refusal>([
    ['spec.url', model({}, { url: 7 })],
    ['spec.replicas', model({}, { replicas: 'many' })],
    ['status.replicas', model({ replicas: 2 })],
    ['status.replicas.ready', model({ replicas: { all: 1, ready: '1' } })],
    ['status.cache.loaded', model({ cache: { loaded: 'no' } })],
  ])('refuses a wrong type at %s', (path, raw) => {
    expect(refusalOf(raw)).toMatchObject({ name: 'InvalidObjectError', path });
  });
});
