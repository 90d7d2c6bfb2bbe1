import { z } from 'zod';
import { conditions } from './conditions';
import { specResource } from './resource';

const scalingRules = z.looseObject({
  stabilizationWindowSeconds: z.number().int().min(0).max(3600).optional(),
  policies: z
    .array(
      z.looseObject({
        type: z.enum(['Pods', 'Percent']),
        value: z.number().int(),
        periodSeconds: z.number().int(),
      }),
    )
    .optional(),
});

const behavior = z.looseObject({
  scaleUp: scalingRules.optional(),
  scaleDown: scalingRules.optional(),
});

const metricTarget = z.looseObject({
  type: z.enum(['Utilization', 'Value', 'AverageValue']),
  averageValue: z.union([z.string(), z.number()]).optional(),
});

const metricSource = z.looseObject({
  metric: z.looseObject({
    name: z.string(),
    selector: z
      .looseObject({
        matchLabels: z.record(z.string(), z.string()).optional(),
      })
      .optional(),
  }),
  target: metricTarget,
});

const metric = z.looseObject({
  type: z.enum(['ContainerResource', 'External', 'Object', 'Pods', 'Resource']),
  pods: metricSource.optional(),
  external: metricSource.optional(),
});

export type MetricSpec = z.infer<typeof metric>;

/** Kubernetes v1.36, `autoscaling/v2`. */
export const autoscalerResource = specResource(
  {
    group: 'autoscaling',
    version: 'v2',
    kind: 'HorizontalPodAutoscaler',
    plural: 'horizontalpodautoscalers',
    shortNames: ['hpa'],
    description:
      'How many replicas a figure asks for. Here that is the number of requests that wait.',
  },
  z.looseObject({
    minReplicas: z.number().int().optional(),
    maxReplicas: z.number().int(),
    scaleTargetRef: z.looseObject({ kind: z.string(), name: z.string() }),
    metrics: z.array(metric).optional(),
    behavior: behavior.optional(),
  }),
  z.looseObject({
    observedGeneration: z.number().int().optional(),
    lastScaleTime: z.string().optional(),
    currentReplicas: z.number().int().optional(),
    desiredReplicas: z.number().int().optional(),
    conditions: conditions.optional(),
  }),
);

export type Autoscaler = z.infer<typeof autoscalerResource.schema>;

const trigger = z.looseObject({
  type: z.string(),
  name: z.string().optional(),
  metricType: z.enum(['AverageValue', 'Value', 'Utilization']).optional(),
  metadata: z.record(z.string(), z.string()),
});

export type Trigger = z.infer<typeof trigger>;

/** KEDA v2.20, `keda.sh/v1alpha1`. */
export const scaledObjectResource = specResource(
  {
    group: 'keda.sh',
    version: 'v1alpha1',
    kind: 'ScaledObject',
    plural: 'scaledobjects',
    shortNames: ['so'],
    description: 'Scales a workload by what is asked of it, to zero if wanted.',
  },
  z.looseObject({
    scaleTargetRef: z.looseObject({
      apiVersion: z.string().optional(),
      kind: z.string().optional(),
      name: z.string(),
    }),
    pollingInterval: z.number().int().optional(),
    cooldownPeriod: z.number().int().optional(),
    idleReplicaCount: z.number().int().optional(),
    minReplicaCount: z.number().int().optional(),
    maxReplicaCount: z.number().int().optional(),
    fallback: z
      .looseObject({
        failureThreshold: z.number().int(),
        replicas: z.number().int(),
        behavior: z
          .enum([
            'static',
            'currentReplicas',
            'currentReplicasIfHigher',
            'currentReplicasIfLower',
          ])
          .optional(),
      })
      .optional(),
    advanced: z
      .looseObject({
        horizontalPodAutoscalerConfig: z
          .looseObject({ behavior: behavior.optional() })
          .optional(),
      })
      .optional(),
    triggers: z.array(trigger),
  }),
  z.looseObject({
    scaleTargetKind: z.string().optional(),
    originalReplicaCount: z.number().int().optional(),
    lastActiveTime: z.string().optional(),
    externalMetricNames: z.array(z.string()).optional(),
    hpaName: z.string().optional(),
    conditions: conditions.optional(),
    health: z
      .record(
        z.string(),
        z.looseObject({
          numberOfFailures: z.number().int().optional(),
          status: z.string().optional(),
        }),
      )
      .optional(),
  }),
);

export type ScaledObject = z.infer<typeof scaledObjectResource.schema>;
