import type { ServiceFacts } from '../facts';
import { BASE_PATHS } from '../paths';
import { fillIn } from './fillIn';
import { podSelector, sumOf } from './promql';
import type { ServiceObject } from './types';

/** vLLM's gauge of requests that wait for room, by its name since 0.6. */
const QUEUE = 'vllm:num_requests_waiting';

// A replica takes minutes to load: it is started at once when requests wait,
// and stopped one by one when none has waited for a while.
const BEHAVIOR = {
  scaleUp: {
    stabilizationWindowSeconds: 0,
    policies: [{ type: 'Pods', value: 2, periodSeconds: 60 }],
  },
  scaleDown: {
    stabilizationWindowSeconds: 300,
    policies: [{ type: 'Pods', value: 1, periodSeconds: 120 }],
  },
} as const;

const BOUNDS = 'Every overlay states its own bounds.';

function target({ workload }: ServiceFacts) {
  return { apiVersion: 'apps/v1', kind: 'Deployment', name: workload };
}

/** Scales on waiting requests for each pod, as a metrics adapter serves them. */
export function horizontalPodAutoscaler(facts: ServiceFacts): ServiceObject {
  const { request, choices, platform, labels } = facts;
  return {
    path: BASE_PATHS.horizontalPodAutoscaler,
    content: {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: request.service, labels },
      spec: {
        scaleTargetRef: target(facts),
        minReplicas: 1,
        maxReplicas: 1,
        metrics: [
          {
            type: 'Pods',
            pods: {
              metric: { name: platform.autoscaling?.podMetric ?? QUEUE },
              target: {
                type: 'AverageValue',
                averageValue: `${choices.queueTarget}`,
              },
            },
          },
        ],
        behavior: BEHAVIOR,
      },
    },
    comments: [
      { at: ['spec', 'minReplicas'], text: BOUNDS },
      {
        at: ['spec', 'metrics'],
        text: 'Requests that wait in a replica. CPU says nothing about a GPU.',
      },
    ],
    defaults: [
      ['spec', 'minReplicas'],
      ['spec', 'maxReplicas'],
      ['spec', 'behavior'],
    ],
  };
}

/** Scales on waiting requests that KEDA asks Prometheus for, to zero if chosen. */
export function scaledObject(facts: ServiceFacts): ServiceObject {
  const { request, choices, platform, labels } = facts;
  const serverAddress = platform.autoscaling?.prometheusAddress ?? '';
  return {
    path: BASE_PATHS.scaledObject,
    content: {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata: { name: request.service, labels },
      spec: {
        scaleTargetRef: target(facts),
        ...(choices.scaleToZero ? { idleReplicaCount: 0 } : {}),
        minReplicaCount: 1,
        maxReplicaCount: 1,
        pollingInterval: 15,
        cooldownPeriod: 600,
        fallback: {
          failureThreshold: 4,
          replicas: 1,
          behavior: 'currentReplicasIfHigher',
        },
        advanced: { horizontalPodAutoscalerConfig: { behavior: BEHAVIOR } },
        triggers: [
          {
            type: 'prometheus',
            name: 'queue',
            metricType: 'AverageValue',
            metadata: {
              serverAddress,
              query: sumOf(QUEUE, podSelector(facts)),
              threshold: `${choices.queueTarget}`,
              activationThreshold: '0',
            },
          },
          ...(choices.scaleToZero ? [arrivals(facts, serverAddress)] : []),
        ],
      },
    },
    comments: [
      { at: ['spec', 'minReplicaCount'], text: BOUNDS },
      ...(choices.scaleToZero
        ? [
            {
              at: ['spec', 'idleReplicaCount'],
              text: 'None while nobody asks; at least the lower bound otherwise.',
            },
          ]
        : []),
      {
        at: ['spec', 'fallback'],
        text: 'While Prometheus is away, what runs keeps running.',
      },
    ],
    defaults: [
      ['spec', 'minReplicaCount'],
      ['spec', 'maxReplicaCount'],
      ['spec', 'pollingInterval'],
      ['spec', 'cooldownPeriod'],
      ['spec', 'advanced'],
      ['spec', 'fallback'],
    ],
    owned: [
      ['spec', 'idleReplicaCount'],
      ['spec', 'triggers', '[arrivals]'],
    ],
  };
}

/**
 * What wakes a service of which nothing runs: its engine counts no queue then.
 * The threshold is out of reach, so that it starts a replica and never more.
 */
function arrivals({ request, platform }: ServiceFacts, serverAddress: string) {
  return {
    type: 'prometheus',
    name: 'arrivals',
    metricType: 'AverageValue',
    metadata: {
      serverAddress,
      query: fillIn(platform.autoscaling?.arrivalQuery ?? '', {
        service: request.service,
        namespace: request.namespace,
      }),
      threshold: '1000000',
      activationThreshold: '0',
    },
  };
}
