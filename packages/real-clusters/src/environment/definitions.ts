import { z } from 'zod';
import type { Admin } from '../kubernetes/Admin';
import type { Answer } from '../kubernetes/connection';
import {
  collectionPath,
  objectPath,
  type KubernetesObject,
} from '../kubernetes/objects';
import {
  CUSTOM_RESOURCES,
  openDefinition,
  type CustomResource,
} from './customResources';
import { publishedDefinition } from './publishedDefinitions';

const AT_ONCE = 4;
const CONFLICT = 409;

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

async function write(
  admin: Admin,
  definition: KubernetesObject,
): Promise<Answer> {
  const found = await admin.get(definition);
  const call = {
    method: found ? 'PUT' : 'POST',
    path: found ? objectPath(definition) : collectionPath(definition),
    body: JSON.stringify({
      ...definition,
      metadata: {
        ...definition.metadata,
        ...(found && { resourceVersion: found.metadata.resourceVersion }),
      },
    }),
  };
  const answer = await admin.call(call);
  if (answer.status >= 300 && answer.status !== CONFLICT) {
    throw new Error(`${call.method} ${call.path}: ${answer.text}`);
  }
  return answer;
}

/** Installs a definition, or replaces it, and waits until its kind is served. */
export async function installDefinition(
  admin: Admin,
  definition: KubernetesObject,
): Promise<void> {
  for (;;) {
    const { status } = await write(admin, definition);
    if (status !== CONFLICT) break;
    // Its controller was faster.
  }
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
