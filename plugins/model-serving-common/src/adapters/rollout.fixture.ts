import { conditions, pod, type Json } from '../fleet/__fixtures__/objects';
import { custom, NAME } from './reported.fixture';

const object = custom('argoproj.io/v1alpha1', 'Rollout');
const LABELS = { app: NAME };
const STEPS = [
  { setWeight: 20 },
  { pause: {} },
  { setWeight: 60 },
  { pause: {} },
];

export function rollout(
  options: { spec?: Json; canary?: Json; status?: Json; metadata?: Json } = {},
): Json {
  return object({
    metadata: options.metadata,
    spec: {
      replicas: 4,
      selector: { matchLabels: LABELS },
      strategy: { canary: { steps: STEPS, ...options.canary } },
      template: {
        metadata: { labels: LABELS },
        spec: {
          containers: [
            {
              name: 'engine',
              image: 'vllm/vllm-openai:v0.11.0',
              args: ['serve', 'Qwen/Qwen3-8B'],
              resources: { limits: { 'nvidia.com/gpu': '1' } },
            },
          ],
        },
      },
      ...options.spec,
    },
    status: options.status ?? status({ phase: 'Healthy' }),
  });
}

export function status(more: Json = {}): Json {
  return {
    observedGeneration: '1',
    replicas: 4,
    readyReplicas: 4,
    updatedReplicas: 4,
    availableReplicas: 4,
    currentPodHash: 'aaa',
    stableRS: 'aaa',
    currentStepIndex: 4,
    ...more,
  };
}

/** The new version `bbb` is at the first pause of its plan. */
export const PAUSED = status({
  phase: 'Paused',
  message: 'CanaryPauseStep',
  updatedReplicas: 1,
  currentPodHash: 'bbb',
  currentStepIndex: 1,
  pauseConditions: [
    { reason: 'CanaryPauseStep', startTime: '2026-11-23T11:50:00Z' },
  ],
});

export const newPod = (options: Parameters<typeof pod>[1]) =>
  pod('assistant-bbb-0', {
    node: 'a',
    ...options,
    labels: { ...LABELS, 'rollouts-pod-template-hash': 'bbb' },
  });

export const LATE = {
  phase: 'Degraded',
  message: 'ProgressDeadlineExceeded',
  currentPodHash: 'bbb',
  updatedReplicas: 1,
  conditions: conditions({
    Progressing: ['False', 'ProgressDeadlineExceeded', 'timed out'],
  }),
};
