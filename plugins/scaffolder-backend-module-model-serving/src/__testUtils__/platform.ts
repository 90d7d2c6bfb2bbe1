import type { Entity } from '@backstage/catalog-model';
import type {
  ChangePlan,
  ChangeRequest,
  ClusterSummary,
  RoomsRequest,
  RoomsView,
  ModelEntityV1alpha1,
} from '@modelfleet/backstage-plugin-model-serving-common';

/** What the tests' platform has configured. */
export const NAMESPACES = ['chat', 'chat-canary'];
export const CLUSTERS = ['cloud-eu', 'cloud-us', 'edge-plant'];

export const llama: ModelEntityV1alpha1 = {
  apiVersion: 'modelfleet.dev/v1alpha1',
  kind: 'Model',
  metadata: { name: 'llama-3.1-8b-instruct', title: 'Llama 3.1 8B Instruct' },
  spec: {
    type: 'llm',
    task: 'text-generation',
    lifecycle: 'production',
    owner: 'group:default/ml-platform',
    artifacts: [
      {
        name: 'bf16',
        uri: 'hf://meta-llama/Llama-3.1-8B-Instruct',
        revision: '0e9e39f249a16976918f6564b8830bc894c89659',
        dtype: 'bfloat16',
        sizeBytes: 16_060_522_496,
      },
      { name: 'fp8', uri: 'hf://example/llama-3.1-8b-fp8' },
    ],
    architecture: {
      hiddenSize: 4096,
      numHiddenLayers: 32,
      numAttentionHeads: 32,
      numKeyValueHeads: 8,
      headDim: 128,
      maxPositionEmbeddings: 131_072,
    },
  },
};

/** A model without a context to choose. */
export const embedder: ModelEntityV1alpha1 = {
  ...llama,
  metadata: { name: 'bge-m3', title: 'BGE M3' },
  spec: {
    type: 'embedding',
    lifecycle: 'production',
    owner: 'group:default/ml-platform',
    artifacts: [{ name: 'f32', uri: 'hf://BAAI/bge-m3' }],
  },
};

export const person: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'mock' },
  spec: { profile: { displayName: 'Ana Example', email: 'ana@example.com' } },
};

function clusterSummary(name: string): ClusterSummary {
  return {
    name,
    title: name,
    simulated: true,
    state: {
      status: 'live',
      confirmedAt: '2026-01-01T00:00:00Z',
      forbidden: [],
    },
    gpus: [
      {
        resourceName: 'nvidia.com/gpu',
        ...(name === 'edge-plant'
          ? { product: 'NVIDIA-L4', memoryBytes: 23034 * 2 ** 20 }
          : {
              product: 'NVIDIA-H100-80GB-HBM3',
              memoryBytes: 81559 * 2 ** 20,
            }),
        unit: 'gpu',
        nodes: 2,
        capacity: 16,
        allocatable: 16,
        used: 12,
        free: 4,
        largestFreeBlock: 4,
        pending: 0,
        unavailable: 0,
      },
    ],
  };
}

/** An error as a Backstage backend sends it. */
function refusal(status: number, name: string, message: string): Response {
  return Response.json(
    { error: { name, message }, response: { statusCode: status } },
    { status },
  );
}

/**
 * Answers `POST /rooms` as the backend is specified to, of a fleet without
 * quotas whose edge has no GPU left for a second replica.
 */
export function answerRooms({
  namespace = 'chat',
  placements,
  replacement = 'byRoom',
}: RoomsRequest): RoomsView {
  return {
    items: placements.map(({ cluster }) => {
      const isFull = cluster === 'edge-plant';
      const free = isFull ? 'stopFirst' : 'startFirst';
      const value = replacement === 'byRoom' ? free : replacement;
      return {
        cluster,
        namespace,
        verdict: 'room',
        message: `No quota of the namespace ${namespace} limits it.`,
        limits: [],
        notKnown: [],
        replacement: {
          value,
          waits: isFull && value === 'startFirst',
          message: `An update: ${value}.`,
        },
      };
    }),
  };
}

/**
 * Answers `POST /changes` as the model-serving backend is specified to: one
 * tenant `chat`, which everybody may change; `vision` belongs to others.
 */
export async function answerChange(
  request: Request,
  repository: ChangePlan['repository'],
): Promise<Response> {
  const body: ChangeRequest = await request.json();
  if (!request.headers.get('authorization')?.startsWith('Bearer ')) {
    return refusal(401, 'AuthenticationError', 'Missing credentials');
  }
  if (body.tenant !== 'chat') {
    return refusal(
      403,
      'NotAllowedError',
      `You may not change services of the tenant '${body.tenant}'; its owner is group:default/vision-team`,
    );
  }
  const unknown = body.clusters.find(name => !CLUSTERS.includes(name));
  if (unknown) {
    return refusal(
      400,
      'InputError',
      `The tenant 'chat' has no cluster '${unknown}'; it has ${CLUSTERS.join(
        ', ',
      )}`,
    );
  }
  const plan: ChangePlan = {
    repository,
    tenant: body.tenant,
    owner: 'group:default/chat-team',
    service: body.service,
    serviceRef: `component:default/${body.service}`,
    namespace: body.namespace ?? 'chat',
    path: `fleet/${body.tenant}/${body.service}`,
    clusters: body.clusters.map(clusterSummary),
  };
  return Response.json(plan);
}
