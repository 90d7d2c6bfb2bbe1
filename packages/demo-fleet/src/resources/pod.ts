import { z } from 'zod';
import { specResource } from './resource';
import { intOrString, quantities } from './quantity';
import { conditions } from './conditions';

const envVar = z.looseObject({
  name: z.string(),
  value: z.string().optional(),
});

const containerPort = z.looseObject({
  name: z.string().optional(),
  containerPort: z.number().int(),
  protocol: z.string().optional(),
});

const probe = z.looseObject({
  periodSeconds: z.number().int().optional(),
  failureThreshold: z.number().int().optional(),
  httpGet: z
    .looseObject({ path: z.string().optional(), port: intOrString })
    .optional(),
});

/** Fields that KServe inlines into `predictor.model` too. */
export const containerFields = {
  image: z.string().optional(),
  command: z.array(z.string()).optional(),
  args: z.array(z.string()).optional(),
  env: z.array(envVar).optional(),
  ports: z.array(containerPort).optional(),
  resources: z
    .looseObject({
      requests: quantities.optional(),
      limits: quantities.optional(),
    })
    .optional(),
  volumeMounts: z
    .array(z.looseObject({ name: z.string(), mountPath: z.string() }))
    .optional(),
  readinessProbe: probe.optional(),
  livenessProbe: probe.optional(),
  startupProbe: probe.optional(),
  imagePullPolicy: z.string().optional(),
};

const container = z.looseObject({
  name: z.string(),
  ...containerFields,
  restartPolicy: z.string().optional(),
});

export type Container = z.infer<typeof container>;

const toleration = z.looseObject({
  key: z.string().optional(),
  operator: z.string().optional(),
  value: z.string().optional(),
  effect: z.string().optional(),
  tolerationSeconds: z.number().int().optional(),
});

export type Toleration = z.infer<typeof toleration>;

const nodeSelectorTerm = z.looseObject({
  matchExpressions: z
    .array(
      z.object({
        key: z.string(),
        operator: z.string(),
        values: z.array(z.string()).optional(),
      }),
    )
    .optional(),
});

export type NodeSelectorTerm = z.infer<typeof nodeSelectorTerm>;

/** The part of a PodSpec that decides where a pod runs; KServe inlines it too. */
export const placementFields = {
  nodeSelector: z.record(z.string(), z.string()).optional(),
  tolerations: z.array(toleration).optional(),
  affinity: z
    .looseObject({
      nodeAffinity: z
        .looseObject({
          requiredDuringSchedulingIgnoredDuringExecution: z
            .looseObject({ nodeSelectorTerms: z.array(nodeSelectorTerm) })
            .optional(),
        })
        .optional(),
    })
    .optional(),
  serviceAccountName: z.string().optional(),
  priorityClassName: z.string().optional(),
  terminationGracePeriodSeconds: z.number().int().optional(),
};

export const podSpec = z.looseObject({
  ...placementFields,
  nodeName: z.string().optional(),
  schedulerName: z.string().optional(),
  restartPolicy: z.string().optional(),
  initContainers: z.array(container).optional(),
  containers: z.array(container).min(1),
  overhead: quantities.optional(),
  volumes: z.array(z.looseObject({ name: z.string() })).optional(),
});

export type PodSpec = z.infer<typeof podSpec>;

/** A pod as a Deployment or a Job describes it. */
export const podTemplate = z.looseObject({
  metadata: z
    .looseObject({
      labels: z.record(z.string(), z.string()).optional(),
      annotations: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
  spec: podSpec,
});

const containerState = z.object({
  waiting: z
    .object({ reason: z.string().optional(), message: z.string().optional() })
    .optional(),
  running: z.object({ startedAt: z.string() }).optional(),
  terminated: z
    .object({
      exitCode: z.number().int(),
      reason: z.string().optional(),
      message: z.string().optional(),
      startedAt: z.string(),
      finishedAt: z.string(),
      containerID: z.string().optional(),
    })
    .optional(),
});

const containerStatus = z.object({
  name: z.string(),
  image: z.string(),
  imageID: z.string(),
  containerID: z.string().optional(),
  ready: z.boolean(),
  started: z.boolean(),
  restartCount: z.number().int(),
  state: containerState,
  lastState: containerState,
});

export type ContainerStatus = z.infer<typeof containerStatus>;

const podStatus = z.looseObject({
  phase: z.string().optional(),
  conditions: conditions.optional(),
  reason: z.string().optional(),
  message: z.string().optional(),
  hostIP: z.string().optional(),
  podIP: z.string().optional(),
  podIPs: z.array(z.object({ ip: z.string() })).optional(),
  startTime: z.string().optional(),
  qosClass: z.string().optional(),
  initContainerStatuses: z.array(containerStatus).optional(),
  containerStatuses: z.array(containerStatus).optional(),
});

export type PodStatus = z.infer<typeof podStatus>;

export const podResource = specResource(
  {
    version: 'v1',
    kind: 'Pod',
    plural: 'pods',
    shortNames: ['po'],
    description: 'Containers that run together on one node.',
  },
  podSpec,
  podStatus,
);

export type Pod = z.infer<typeof podResource.schema>;
