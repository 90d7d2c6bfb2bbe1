import { z } from 'zod';
import { conditions } from './conditions';
import { specResource } from './resource';

const GROUP = 'argoproj.io';
const VERSION = 'v1alpha1';

const source = z.looseObject({
  repoURL: z.string(),
  path: z.string().optional(),
  targetRevision: z.string().optional(),
});

const destination = z.looseObject({
  server: z.string().optional(),
  name: z.string().optional(),
  namespace: z.string().optional(),
});

export type Destination = z.infer<typeof destination>;

const applicationSpec = z.looseObject({
  project: z.string(),
  source: source.optional(),
  destination,
  syncPolicy: z
    .looseObject({
      automated: z
        .looseObject({
          enabled: z.boolean().optional(),
          prune: z.boolean().optional(),
          selfHeal: z.boolean().optional(),
        })
        .optional(),
      syncOptions: z.array(z.string()).optional(),
      retry: z.looseObject({ limit: z.number().int().optional() }).optional(),
    })
    .optional(),
  revisionHistoryLimit: z.number().int().optional(),
});

export type ApplicationSpec = z.infer<typeof applicationSpec>;

const resourceStatus = z.looseObject({
  group: z.string().optional(),
  version: z.string(),
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
  status: z.string().optional(),
  requiresPruning: z.boolean().optional(),
});

export type ResourceStatus = z.infer<typeof resourceStatus>;

const resourceResult = z.looseObject({
  group: z.string(),
  version: z.string(),
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
  status: z.string(),
  message: z.string(),
  hookPhase: z.string().optional(),
  syncPhase: z.string().optional(),
});

export type ResourceResult = z.infer<typeof resourceResult>;

const operationState = z.looseObject({
  operation: z.looseObject({}),
  phase: z.string(),
  message: z.string().optional(),
  startedAt: z.string(),
  finishedAt: z.string().optional(),
  retryCount: z.number().int().optional(),
  syncResult: z
    .looseObject({
      revision: z.string(),
      source,
      resources: z.array(resourceResult).optional(),
    })
    .optional(),
});

export type OperationState = z.infer<typeof operationState>;

const applicationCondition = z.object({
  type: z.string(),
  message: z.string(),
  lastTransitionTime: z.string().optional(),
});

export type ApplicationCondition = z.infer<typeof applicationCondition>;

const applicationStatus = z.looseObject({
  sync: z
    .looseObject({
      status: z.string(),
      revision: z.string().optional(),
      comparedTo: z.looseObject({ source, destination }).optional(),
    })
    .optional(),
  health: z
    .looseObject({
      status: z.string().optional(),
      lastTransitionTime: z.string().optional(),
    })
    .optional(),
  operationState: operationState.optional(),
  history: z
    .array(
      z.looseObject({
        id: z.number().int(),
        revision: z.string(),
        deployedAt: z.string(),
        deployStartedAt: z.string().optional(),
        source,
      }),
    )
    .optional(),
  resources: z.array(resourceStatus).optional(),
  summary: z
    .looseObject({
      images: z.array(z.string()).optional(),
      externalURLs: z.array(z.string()).optional(),
    })
    .optional(),
  conditions: z.array(applicationCondition).optional(),
  reconciledAt: z.string().optional(),
  sourceType: z.string().optional(),
  resourceHealthSource: z.string().optional(),
  controllerNamespace: z.string().optional(),
});

export type ApplicationStatus = z.infer<typeof applicationStatus>;

/** Argo CD writes the whole object at once: there is no status sub-resource. */
export const applicationResource = {
  ...specResource(
    {
      group: GROUP,
      version: VERSION,
      kind: 'Application',
      plural: 'applications',
      shortNames: ['app', 'apps'],
      description: 'A folder in Git and the place where it is applied.',
    },
    applicationSpec,
    applicationStatus,
  ),
  statusSubresource: false,
};

export type Application = z.infer<typeof applicationResource.schema>;

const groupKind = z.object({ group: z.string(), kind: z.string() });

export const appProjectResource = {
  ...specResource(
    {
      group: GROUP,
      version: VERSION,
      kind: 'AppProject',
      plural: 'appprojects',
      shortNames: ['appproj', 'appprojs'],
      description: 'What the Applications of a tenant may read and change.',
    },
    z.looseObject({
      description: z.string().optional(),
      sourceRepos: z.array(z.string()).optional(),
      destinations: z.array(destination).optional(),
      namespaceResourceWhitelist: z.array(groupKind).optional(),
      clusterResourceWhitelist: z.array(groupKind).optional(),
    }),
    z.looseObject({}),
  ),
  statusSubresource: false,
};

export type AppProject = z.infer<typeof appProjectResource.schema>;

const gitGenerator = z.looseObject({
  repoURL: z.string(),
  revision: z.string(),
  directories: z.array(
    z.object({ path: z.string(), exclude: z.boolean().optional() }),
  ),
  requeueAfterSeconds: z.number().int().optional(),
});

export const applicationSetResource = {
  ...specResource(
    {
      group: GROUP,
      version: VERSION,
      kind: 'ApplicationSet',
      plural: 'applicationsets',
      shortNames: ['appset', 'appsets'],
      description: 'A rule that makes Applications from folders.',
    },
    z.looseObject({
      goTemplate: z.boolean().optional(),
      goTemplateOptions: z.array(z.string()).optional(),
      generators: z.array(z.looseObject({ git: gitGenerator.optional() })),
      template: z.looseObject({
        metadata: z.looseObject({
          name: z.string(),
          namespace: z.string().optional(),
          labels: z.record(z.string(), z.string()).optional(),
          annotations: z.record(z.string(), z.string()).optional(),
          finalizers: z.array(z.string()).optional(),
        }),
        spec: z.looseObject({}),
      }),
    }),
    z.looseObject({
      conditions: conditions.optional(),
      resourcesCount: z.number().int().optional(),
    }),
  ),
  statusSubresource: false,
};

export type ApplicationSet = z.infer<typeof applicationSetResource.schema>;

export { applicationSpec };
