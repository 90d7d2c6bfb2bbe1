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

const object = custom('nvidia.com/v1beta1', 'DynamoGraphDeployment');

function worker(name: string, type: string, more: Json = {}): Json {
  return {
    name,
    type,
    replicas: 2,
    podTemplate: {
      spec: {
        containers: [
          {
            name: 'main',
            image: 'nvcr.io/nvidia/ai-dynamo/vllm-runtime:1.2.0',
            args: ['--model', 'Qwen/Qwen3-0.6B'],
            resources: { limits: { 'nvidia.com/gpu': '2' } },
          },
        ],
      },
    },
    ...more,
  };
}

const COMPONENTS = [
  { name: 'Frontend', type: 'frontend', replicas: 1 },
  worker('Prefill', 'prefill'),
  worker('Decode', 'decode', { multinode: { nodeCount: 2 } }),
];

function graph(status?: Json, spec: Json = {}, metadata: Json = {}): Json {
  return object({
    metadata,
    spec: { backendFramework: 'vllm', components: COMPONENTS, ...spec },
    ...(status && { status }),
  });
}

const UP = {
  observedGeneration: 1,
  state: 'successful',
  conditions: conditions({ Ready: ['True', 'all_resources_are_ready'] }),
  components: {
    Frontend: { replicas: 1, readyReplicas: 1, updatedReplicas: 1 },
    Prefill: { replicas: 2, readyReplicas: 2, updatedReplicas: 2 },
    Decode: { replicas: 2, readyReplicas: 2, updatedReplicas: 2 },
  },
};
const pending = (reason: string, message: string) => ({
  observedGeneration: 1,
  state: 'pending',
  conditions: conditions({ Ready: ['False', reason, message] }),
});

describe('a DynamoGraphDeployment', () => {
  it.each<ReportedCase>([
    {
      why: 'it serves',
      objects: [graph(UP)],
      expected: {
        verdict: 'healthy',
        reason: 'Serving',
        message: '4 of 4 replicas serve.',
      },
      replicas: { desired: 4, updated: 4, ready: 4 },
    },
    {
      why: 'there is no status',
      objects: [graph()],
      expected: {
        verdict: 'progressing',
        message: 'The Dynamo operator has not started it yet.',
      },
      replicas: { desired: 4 },
    },
    {
      why: 'a component does not say what is ready',
      objects: [
        graph({
          ...UP,
          components: { ...UP.components, Decode: { replicas: 2 } },
        }),
      ],
      expected: { verdict: 'healthy' },
      replicas: { desired: 4 },
    },
    {
      why: 'there is no room for it',
      objects: [graph(pending('insufficient_capacity', 'no free nodes'))],
      expected: { verdict: 'progressing', reason: 'Unschedulable' },
    },
    {
      why: 'it is being updated',
      objects: [graph(pending('updating', 'Decode'))],
      expected: { verdict: 'progressing', reason: 'RolloutInProgress' },
    },
    {
      why: 'a pod cannot fetch its image',
      objects: [
        graph(pending('pods_not_ready', 'Decode')),
        podOf({ 'nvidia.com/dynamo-graph-deployment-name': NAME }, IMAGE_PULL),
        node('a'),
      ],
      expected: { verdict: 'degraded', reason: 'ImagePull' },
    },
    {
      why: 'it failed',
      objects: [graph({ ...pending('x', 'bad image'), state: 'failed' })],
      expected: { verdict: 'degraded', reason: 'NotReady' },
    },
    {
      why: 'nothing is wanted',
      objects: [
        graph(UP, { components: [worker('W', 'worker', { replicas: 0 })] }),
      ],
      expected: { verdict: 'suspended', reason: 'Stopped' },
    },
    {
      why: 'the newest change was not looked at',
      objects: [graph(UP, {}, { generation: 2 })],
      expected: { verdict: 'progressing', reason: 'RolloutInProgress' },
    },
    {
      why: 'it is being removed',
      objects: [graph(UP, {}, DELETED.metadata)],
      expected: { verdict: 'progressing', reason: 'Deleting' },
    },
  ])('when $why', given => {
    expect(saidOf(given)).toEqual(wantedOf(given));
  });

  it('is told by its workers', () => {
    expect(assess([graph(UP)])).toMatchObject({
      runtime: 'Dynamo, vLLM',
      artifactUri: 'hf://Qwen/Qwen3-0.6B',
      gpus: [{ resourceName: 'nvidia.com/gpu', perReplica: 2 }],
    });
    const components = [
      worker('W', 'worker', {
        multinode: { nodeCount: 3 },
        modelRef: { name: 'meta-llama/Llama-3.1-8B-Instruct' },
      }),
    ];
    expect(assess([graph(UP, { components })])).toMatchObject({
      artifactUri: 'hf://meta-llama/Llama-3.1-8B-Instruct',
      gpus: [{ perReplica: 6 }],
    });
  });

  it('is read in its first version', () => {
    const first = graph(
      {
        state: 'successful',
        services: { Worker: { replicas: 2, readyReplicas: 1 } },
      },
      {
        components: undefined,
        services: {
          Frontend: { componentType: 'frontend', replicas: 1 },
          Worker: {
            componentType: 'worker',
            replicas: 2,
            modelRef: { name: 'a/b' },
          },
        },
      },
    );
    expect(assess([first])).toMatchObject({
      artifactUri: 'hf://a/b',
      replicas: { desired: 2, ready: 1 },
    });
  });

  it.each<Refusal>([
    ['spec.components', graph({}, { components: {} })],
    ['spec.components[0].name', graph({}, { components: [{}] })],
    ['spec.backendFramework', graph({}, { backendFramework: 1 })],
    [
      'status.components.Decode.readyReplicas',
      graph({ components: { Decode: { readyReplicas: 'all' } } }),
    ],
    ['status.state', graph({ state: [] })],
  ])('refuses a wrong type at %s', (path, raw) => {
    expect(refusalOf(raw)).toMatchObject({ name: 'InvalidObjectError', path });
  });
});
