import fs from 'node:fs/promises';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { repositoryRoot } from '../binaries/repository';
import {
  kubernetesObjectSchema,
  type KubernetesObject,
} from '../kubernetes/objects';

/** Above this a schema costs an API server seconds and tens of megabytes. */
const HEAVY_BYTES = 120_000;

const DEFAULT_FOLDER = path.join(repositoryRoot, '../shared/reference/crds');

const definitionSchema = kubernetesObjectSchema.extend({
  kind: z.literal('CustomResourceDefinition'),
  spec: z.looseObject({ conversion: z.unknown().optional() }),
});

/** A definition as its project publishes it. */
interface PublishedDefinition {
  readonly definition: KubernetesObject;
  /** Whether its schema is too large to have in every cluster. */
  readonly heavy: boolean;
}

/** Where the projects' own definitions are, or undefined for nowhere. */
export async function definitionsFolder(
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const folder = env.MODELFLEET_CRDS;
  const exists = await fs.stat(folder ?? DEFAULT_FOLDER).then(
    stats => stats.isDirectory(),
    () => false,
  );
  if (folder && !exists) {
    throw new Error(`MODELFLEET_CRDS names no folder: ${folder}`);
  }
  return exists ? folder ?? DEFAULT_FOLDER : undefined;
}

/** The published definition of a kind, if the folder has it. */
export async function publishedDefinition(
  folder: string,
  resource: { readonly group: string; readonly kind: string },
): Promise<PublishedDefinition | undefined> {
  const file = path.join(folder, resource.group, `${resource.kind}.yaml`);
  const text = await fs.readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  for (const document of parseAllDocuments(text)) {
    const parsed = definitionSchema.safeParse(document.toJS());
    if (!parsed.success) continue;
    // The project's conversion webhook does not run here.
    const { conversion: _, ...spec } = parsed.data.spec;
    return {
      definition: { ...parsed.data, spec },
      heavy: text.length > HEAVY_BYTES,
    };
  }
  return undefined;
}
