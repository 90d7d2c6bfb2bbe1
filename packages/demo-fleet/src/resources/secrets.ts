import { z } from 'zod';
import { conditions } from './conditions';
import { specResource } from './resource';

const GROUP = 'external-secrets.io';

/** External Secrets v2.9, `external-secrets.io/v1`. */
export const secretStoreResource = specResource(
  {
    group: GROUP,
    version: 'v1',
    kind: 'ClusterSecretStore',
    plural: 'clustersecretstores',
    shortNames: ['css'],
    namespaced: false,
    description: 'Where secrets are kept, for any namespace.',
  },
  z.looseObject({ provider: z.looseObject({}) }),
  z.looseObject({ conditions: conditions.optional() }),
);

export const externalSecretResource = specResource(
  {
    group: GROUP,
    version: 'v1',
    kind: 'ExternalSecret',
    plural: 'externalsecrets',
    shortNames: ['es'],
    description: 'A Secret that is made from what a store holds.',
  },
  z.looseObject({
    refreshInterval: z.string().optional(),
    secretStoreRef: z
      .looseObject({
        kind: z.enum(['SecretStore', 'ClusterSecretStore']).optional(),
        name: z.string().optional(),
      })
      .optional(),
    target: z
      .looseObject({
        name: z.string().optional(),
        creationPolicy: z.enum(['Owner', 'Orphan', 'Merge', 'None']).optional(),
      })
      .optional(),
    data: z
      .array(
        z.looseObject({
          secretKey: z.string(),
          remoteRef: z.looseObject({
            key: z.string(),
            property: z.string().optional(),
          }),
        }),
      )
      .optional(),
  }),
  z.looseObject({
    refreshTime: z.string().nullable().optional(),
    syncedResourceVersion: z.string().optional(),
    binding: z.object({ name: z.string().optional() }).optional(),
    conditions: conditions.optional(),
  }),
);

export type ExternalSecret = z.infer<typeof externalSecretResource.schema>;
