import {
  conditions,
  deployment,
  deploymentStatus,
  pod,
  type Json,
  type PodOptions,
} from '../fleet/__fixtures__/objects';
import { custom, NAME } from './reported.fixture';

const object = custom('serving.kserve.io/v1alpha2', 'LLMInferenceService');

/** `Ready` and its rollup for a service on one node, with a route. */
export const LLM_UP = {
  PresetsCombined: 'True',
  MainWorkloadReady: 'True',
  WorkloadsReady: 'True',
  HTTPRoutesReady: 'True',
  InferencePoolReady: 'True',
  SchedulerWorkloadReady: 'True',
  RouterReady: 'True',
  Ready: 'True',
} as const;

export type Conditions = Parameters<typeof conditions>[0];

export function llm(
  options: {
    spec?: Json;
    conditions?: Conditions;
    status?: Json;
    metadata?: Json;
  } = {},
): Json {
  return object({
    metadata: options.metadata,
    spec: {
      model: { uri: 'hf://Qwen/Qwen3-32B', name: 'qwen3' },
      replicas: 2,
      template: podSpec(2),
      router: { route: {}, gateway: {}, scheduler: {} },
      ...options.spec,
    },
    status: options.status ?? {
      url: 'https://llm.example.com/chat/assistant',
      conditions: conditions(options.conditions ?? LLM_UP),
    },
  });
}

export function podSpec(gpus: number): Json {
  return {
    containers: [
      {
        name: 'main',
        resources: { limits: { 'nvidia.com/gpu': String(gpus) } },
      },
    ],
  };
}

/** The Deployment that KServe makes of it. */
export function made(
  replicas: number,
  ready: number,
  suffix: string = '-kserve',
  gpus: number = 2,
): Json {
  const labels = { app: `${NAME}${suffix}` };
  return deployment(`${NAME}${suffix}`, {
    replicas,
    gpus,
    image: 'ghcr.io/llm-d/llm-d-cuda:v0.9.0',
    controller: 'LLMInferenceService',
    spec: { selector: { matchLabels: labels } },
    status: deploymentStatus(replicas, ready),
  });
}

export function llmPod(name: string, options: PodOptions): Json {
  return pod(name, {
    node: 'a',
    ...options,
    labels: { app: `${NAME}-kserve`, ...options.labels },
  });
}

/** The LeaderWorkerSet that KServe makes of it. */
export function madeGroups(
  replicas: number,
  ready: number,
  suffix: string = '-kserve-mn',
): Json {
  return custom(
    'leaderworkerset.x-k8s.io/v1',
    'LeaderWorkerSet',
  )({
    metadata: {
      name: `${NAME}${suffix}`,
      ownerReferences: [
        {
          kind: 'LLMInferenceService',
          name: NAME,
          uid: `LLMInferenceService-${NAME}`,
          controller: true,
        },
      ],
    },
    spec: {
      replicas,
      leaderWorkerTemplate: {
        size: 2,
        leaderTemplate: { spec: podSpec(8) },
        workerTemplate: { spec: podSpec(8) },
      },
    },
    status: {
      observedGeneration: 1,
      replicas,
      readyReplicas: ready,
      updatedReplicas: replicas,
      conditions: conditions({
        Available: ready === replicas ? 'True' : 'False',
      }),
    },
  });
}
