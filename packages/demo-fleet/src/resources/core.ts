import { z } from 'zod';
import { conditions } from './conditions';
import { intOrString, quantities } from './quantity';
import { plainResource, specResource } from './resource';

const taint = z.object({
  key: z.string(),
  value: z.string().optional(),
  effect: z.string(),
});

export type Taint = z.infer<typeof taint>;

export const nodeResource = specResource(
  {
    version: 'v1',
    kind: 'Node',
    plural: 'nodes',
    shortNames: ['no'],
    namespaced: false,
    description: 'A machine that runs pods.',
  },
  z.looseObject({
    unschedulable: z.boolean().optional(),
    taints: z.array(taint).optional(),
    podCIDR: z.string().optional(),
    providerID: z.string().optional(),
  }),
  z.looseObject({
    capacity: quantities,
    allocatable: quantities,
    conditions: conditions.optional(),
    addresses: z
      .array(z.object({ type: z.string(), address: z.string() }))
      .optional(),
    nodeInfo: z.record(z.string(), z.string()).optional(),
  }),
);

export type Node = z.infer<typeof nodeResource.schema>;

export const namespaceResource = specResource(
  {
    version: 'v1',
    kind: 'Namespace',
    plural: 'namespaces',
    shortNames: ['ns'],
    namespaced: false,
    description: 'A scope for names.',
  },
  z.looseObject({ finalizers: z.array(z.string()).optional() }).optional(),
  z.looseObject({ phase: z.string().optional() }),
);

export const serviceResource = specResource(
  {
    version: 'v1',
    kind: 'Service',
    plural: 'services',
    shortNames: ['svc'],
    description: 'A stable address for a set of pods.',
  },
  z.looseObject({
    type: z.string().optional(),
    clusterIP: z.string().optional(),
    selector: z.record(z.string(), z.string()).optional(),
    ports: z
      .array(
        z.looseObject({
          name: z.string().optional(),
          port: z.number().int(),
          targetPort: intOrString.optional(),
          protocol: z.string().optional(),
        }),
      )
      .optional(),
  }),
  z.looseObject({}),
);

export type Service = z.infer<typeof serviceResource.schema>;

export const eventResource = plainResource(
  {
    version: 'v1',
    kind: 'Event',
    plural: 'events',
    shortNames: ['ev'],
    description: 'What a controller did or met.',
  },
  {
    involvedObject: z.looseObject({
      apiVersion: z.string().optional(),
      kind: z.string().optional(),
      namespace: z.string().optional(),
      name: z.string().optional(),
      uid: z.string().optional(),
      fieldPath: z.string().optional(),
    }),
    reason: z.string().optional(),
    message: z.string().optional(),
    type: z.string().optional(),
    count: z.number().int().optional(),
    firstTimestamp: z.string().nullable().optional(),
    lastTimestamp: z.string().nullable().optional(),
    source: z
      .looseObject({
        component: z.string().optional(),
        host: z.string().optional(),
      })
      .optional(),
    reportingComponent: z.string().optional(),
  },
);

export type Event = z.infer<typeof eventResource.schema>;

export const configMapResource = plainResource(
  {
    version: 'v1',
    kind: 'ConfigMap',
    plural: 'configmaps',
    shortNames: ['cm'],
    description: 'Configuration as key and value.',
  },
  { data: z.record(z.string(), z.string()).optional() },
);

export const serviceAccountResource = plainResource(
  {
    version: 'v1',
    kind: 'ServiceAccount',
    plural: 'serviceaccounts',
    shortNames: ['sa'],
    description: 'An identity for pods.',
  },
  {
    automountServiceAccountToken: z.boolean().optional(),
    secrets: z.array(z.looseObject({ name: z.string().optional() })).optional(),
  },
);

export const resourceQuotaResource = specResource(
  {
    version: 'v1',
    kind: 'ResourceQuota',
    plural: 'resourcequotas',
    shortNames: ['quota'],
    description: 'How much all pods of a namespace may request together.',
  },
  z.looseObject({ hard: quantities.optional() }),
  z.looseObject({
    hard: quantities.optional(),
    used: quantities.optional(),
  }),
);

export type ResourceQuota = z.infer<typeof resourceQuotaResource.schema>;
