import {
  conditions,
  deployment,
  deploymentStatus,
  inferenceService,
  node,
  type Json,
} from '../fleet/__fixtures__/objects';
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
  podOf,
} from './reported.fixture';

const object = custom('apps.nvidia.com/v1alpha1', 'NIMService');
const IMAGE = 'nvcr.io/nim/meta/llama-3.1-8b-instruct';

function nim(status?: Json, spec: Json = {}, metadata: Json = {}): Json {
  return object({
    metadata,
    spec: {
      image: { repository: IMAGE, tag: '1.8.3' },
      authSecret: 'ngc',
      replicas: 2,
      resources: { limits: { 'nvidia.com/gpu': 1 } },
      ...spec,
    },
    ...(status && { status }),
  });
}

const UP = {
  state: 'Ready',
  conditions: conditions({
    NIM_SERVICE_READY: ['True', 'Ready', 'rolled out'],
    NIM_SERVICE_FAILED: ['False', 'Ready'],
  }),
  model: {
    name: 'meta/llama-3.1-8b-instruct',
    clusterEndpoint: '10.0.0.7:8000',
    externalEndpoint: '',
  },
};
const DOWN = {
  state: 'NotReady',
  conditions: conditions({
    NIM_SERVICE_READY: ['False', 'NotReady', 'waiting for the deployment'],
  }),
};

function itsDeployment(ready: number): Json {
  return deployment(NAME, {
    replicas: 2,
    controller: 'NIMService',
    image: `${IMAGE}:1.8.3`,
    spec: { selector: { matchLabels: { app: NAME } } },
    status: deploymentStatus(2, ready),
  });
}

describe('an NVIDIA NIMService', () => {
  it.each<ReportedCase>([
    {
      why: 'it serves, and only the operator says so',
      objects: [nim(UP)],
      expected: {
        verdict: 'healthy',
        reason: 'Serving',
        message: 'It serves, as its controller says.',
      },
      replicas: { desired: 2 },
    },
    {
      why: 'it serves, and its Deployment is seen',
      objects: [nim(UP), itsDeployment(2)],
      expected: { verdict: 'healthy', message: '2 of 2 replicas serve.' },
      replicas: { desired: 2, updated: 2, ready: 2 },
    },
    {
      why: 'the operator still says Ready, but its Deployment is not',
      objects: [nim(UP), itsDeployment(1)],
      expected: { verdict: 'progressing', reason: 'WaitingForPods' },
      replicas: { desired: 2, updated: 2, ready: 1 },
    },
    {
      why: 'there is no status',
      objects: [nim()],
      expected: {
        verdict: 'progressing',
        message: 'The NIM operator has not started it yet.',
      },
    },
    {
      why: 'it is not ready',
      objects: [nim(DOWN)],
      expected: {
        verdict: 'progressing',
        reason: 'WaitingForPods',
        message: 'Waiting for the deployment.',
      },
    },
    {
      why: 'a pod of its LeaderWorkerSet cannot fetch its image',
      objects: [
        nim(DOWN, { multiNode: { parallelism: { pipeline: 2 } } }),
        podOf({ app: `${NAME}-lws` }, IMAGE_PULL),
        node('a'),
      ],
      expected: { verdict: 'degraded', reason: 'ImagePull' },
    },
    {
      why: 'it failed',
      objects: [
        nim({
          state: 'Failed',
          conditions: conditions({
            NIM_SERVICE_FAILED: ['True', 'NIMCacheNotFound', 'no such cache'],
          }),
        }),
      ],
      expected: {
        verdict: 'degraded',
        reason: 'InvalidSpec',
        message: 'The NIM operator cannot run what is written: no such cache.',
      },
    },
    {
      why: 'a person stopped it',
      objects: [nim(UP, { replicas: 0 })],
      expected: { verdict: 'suspended', reason: 'Stopped' },
    },
    {
      why: 'the newest change was not looked at',
      objects: [
        nim(
          {
            ...UP,
            conditions: [{ ...UP.conditions[0], observedGeneration: 1 }],
          },
          {},
          { generation: 2 },
        ),
      ],
      expected: { verdict: 'progressing', reason: 'RolloutInProgress' },
    },
    {
      why: 'it is being removed',
      objects: [nim(UP, {}, DELETED.metadata)],
      expected: { verdict: 'progressing', reason: 'Deleting' },
    },
  ])('when $why', given => {
    expect(saidOf(given)).toEqual(wantedOf(given));
  });

  it('is told by its image, and counts the GPUs of all its machines', () => {
    const multiNode = { parallelism: { pipeline: 2, tensor: 1 } };
    expect(assess([nim(UP, { multiNode })])).toMatchObject({
      runtime: 'NIM',
      artifactUri: `oci://${IMAGE}:1.8.3`,
      gpus: [{ resourceName: 'nvidia.com/gpu', perReplica: 2 }],
      url: 'http://10.0.0.7:8000',
    });
  });

  it('is told by its environment where the image takes any model', () => {
    const env = [{ name: 'NIM_MODEL_NAME', value: 'hf://Qwen/Qwen3-0.6B' }];
    expect(assess([nim(UP, { env })])?.artifactUri).toBe(
      'hf://Qwen/Qwen3-0.6B',
    );
  });

  it('wants what its autoscaler keeps at least', () => {
    const scale = { enabled: true, hpa: { minReplicas: 3, maxReplicas: 5 } };
    expect(assess([nim(UP, { scale })])?.replicas).toEqual({ desired: 3 });
  });

  it('speaks for what it makes', () => {
    const made = inferenceService(NAME, {
      metadata: {
        ownerReferences: [
          { kind: 'NIMService', name: NAME, uid: 'nim', controller: true },
        ],
      },
    });
    const found = assessAll([nim(UP), itsDeployment(2), made]);
    expect(found.map(({ ref }) => ref.kind)).toEqual(['NIMService']);
  });

  it.each<Refusal>([
    ['spec.image', nim({}, { image: `${IMAGE}:1` })],
    ['spec.replicas', nim({}, { replicas: '2' })],
    ['spec.scale.enabled', nim({}, { scale: { enabled: 'yes' } })],
    ['status.model', nim({ model: 'llama' })],
    ['status.availableReplicas', nim({ availableReplicas: {} })],
  ])('refuses a wrong type at %s', (path, raw) => {
    expect(refusalOf(raw)).toMatchObject({ name: 'InvalidObjectError', path });
  });
});
