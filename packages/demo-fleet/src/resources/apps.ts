import { z } from 'zod';
import { conditions } from './conditions';
import { podTemplate } from './pod';
import { intOrString } from './quantity';
import { specResource } from './resource';

const labelSelector = z.looseObject({
  matchLabels: z.record(z.string(), z.string()).optional(),
});

const counts = {
  replicas: z.number().int().optional(),
  readyReplicas: z.number().int().optional(),
  availableReplicas: z.number().int().optional(),
  observedGeneration: z.number().int().optional(),
  conditions: conditions.optional(),
};

export const deploymentResource = specResource(
  {
    group: 'apps',
    version: 'v1',
    kind: 'Deployment',
    plural: 'deployments',
    shortNames: ['deploy'],
    description: 'Keeps replicas of a pod, and rolls out a new one.',
  },
  z.looseObject({
    replicas: z.number().int().optional(),
    selector: labelSelector,
    template: podTemplate,
    paused: z.boolean().optional(),
    progressDeadlineSeconds: z.number().int().optional(),
    revisionHistoryLimit: z.number().int().optional(),
    minReadySeconds: z.number().int().optional(),
    strategy: z
      .looseObject({
        type: z.string().optional(),
        rollingUpdate: z
          .looseObject({
            maxSurge: intOrString.optional(),
            maxUnavailable: intOrString.optional(),
          })
          .optional(),
      })
      .optional(),
  }),
  z.looseObject({
    ...counts,
    updatedReplicas: z.number().int().optional(),
    unavailableReplicas: z.number().int().optional(),
  }),
);

export type Deployment = z.infer<typeof deploymentResource.schema>;

export const replicaSetResource = specResource(
  {
    group: 'apps',
    version: 'v1',
    kind: 'ReplicaSet',
    plural: 'replicasets',
    shortNames: ['rs'],
    description: 'Keeps a number of equal pods.',
  },
  z.looseObject({
    replicas: z.number().int().optional(),
    selector: labelSelector,
    template: podTemplate,
  }),
  z.looseObject({
    ...counts,
    fullyLabeledReplicas: z.number().int().optional(),
  }),
);

export type ReplicaSet = z.infer<typeof replicaSetResource.schema>;

export const daemonSetResource = specResource(
  {
    group: 'apps',
    version: 'v1',
    kind: 'DaemonSet',
    plural: 'daemonsets',
    shortNames: ['ds'],
    description: 'Runs one pod on every node.',
  },
  z.looseObject({ selector: labelSelector, template: podTemplate }),
  z.looseObject({
    desiredNumberScheduled: z.number().int().optional(),
    currentNumberScheduled: z.number().int().optional(),
    numberReady: z.number().int().optional(),
    numberAvailable: z.number().int().optional(),
    numberMisscheduled: z.number().int().optional(),
    updatedNumberScheduled: z.number().int().optional(),
    observedGeneration: z.number().int().optional(),
  }),
);

export const jobResource = specResource(
  {
    group: 'batch',
    version: 'v1',
    kind: 'Job',
    plural: 'jobs',
    description: 'Runs pods until their work is done.',
  },
  z.looseObject({
    parallelism: z.number().int().optional(),
    completions: z.number().int().optional(),
    template: podTemplate,
  }),
  z.looseObject({
    active: z.number().int().optional(),
    ready: z.number().int().optional(),
    succeeded: z.number().int().optional(),
    failed: z.number().int().optional(),
    startTime: z.string().optional(),
  }),
);
