import { z } from 'zod';
import type { Admin } from '../kubernetes/Admin';
import { objectPath, type KubernetesObject } from '../kubernetes/objects';
import {
  CUSTOM_RESOURCES,
  openDefinition,
  type CustomResource,
} from './customResources';
import { publishedDefinition } from './publishedDefinitions';

const AT_ONCE = 4;

const establishedSchema = z.looseObject({
  status: z
    .looseObject({
      conditions: z
        .array(z.looseObject({ type: z.string(), status: z.string() }))
        .nullish(),
    })
    .optional(),
});

/** The definition to install: the project's own unless it is too heavy. */
export async function definitionOf(
  resource: CustomResource,
  options: { readonly folder: string | undefined; readonly full?: boolean },
): Promise<KubernetesObject> {
  const published = options.folder
    ? await publishedDefinition(options.folder, resource)
    : undefined;
  return published && (options.full || !published.heavy)
    ? published.definition
    : openDefinition(resource);
}

/** Installs a definition, or replaces it, and waits until its kind is served. */
export async function installDefinition(
  admin: Admin,
  definition: KubernetesObject,
): Promise<void> {
  const found = await admin.get(definition);
  await admin.must({
    method: found ? 'PUT' : 'POST',
    path: found
      ? objectPath(definition)
      : '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
    body: JSON.stringify({
      ...definition,
      metadata: {
        ...definition.metadata,
        ...(found && { resourceVersion: found.metadata.resourceVersion }),
      },
    }),
  });
  await admin.until(
    `${definition.metadata.name} is established`,
    async () => {
      const { status } = establishedSchema.parse(await admin.get(definition));
      return (
        status?.conditions?.some(
          condition =>
            condition.type === 'Established' && condition.status === 'True',
        ) ?? false
      );
    },
    60_000,
  );
}

/** Installs every kind that the environment's clusters serve. */
export async function installDefinitions(
  admin: Admin,
  folder: string | undefined,
): Promise<void> {
  const waiting = [...CUSTOM_RESOURCES];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (;;) {
        const resource = waiting.shift();
        if (!resource) return;
        await installDefinition(
          admin,
          await definitionOf(resource, { folder }),
        );
      }
    }),
  );
}
