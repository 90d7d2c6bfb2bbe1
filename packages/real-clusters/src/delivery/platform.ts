import fs from 'node:fs/promises';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { run } from '../binaries/run';
import type { Cluster } from '../environment/Cluster';
import {
  kubernetesObjectSchema,
  type KubernetesObject,
} from '../kubernetes/objects';

/** Where the demo's repository keeps what the platform team applies. */
const PLATFORM = 'fleet/_platform';

async function objectsIn(folder: string): Promise<KubernetesObject[]> {
  const names = await fs.readdir(folder).catch(() => []);
  const objects = [];
  for (const name of names.sort()) {
    if (!name.endsWith('.yaml')) continue;
    const text = await fs.readFile(path.join(folder, name), 'utf8');
    for (const document of parseAllDocuments(text)) {
      objects.push(kubernetesObjectSchema.parse(document.toJS()));
    }
  }
  return objects;
}

/**
 * Does by hand what the README of a repository's platform folder asks of a
 * platform team with Argo CD: namespaces, health checks, and for each tenant a
 * project with an ApplicationSet. From then on, what is committed is delivered.
 *
 * @param url - Of the repository.
 * @param directory - A folder of its own, for a clone.
 */
export async function applyPlatform(
  hub: Cluster,
  clusters: readonly Cluster[],
  { url, directory }: { readonly url: string; readonly directory: string },
): Promise<void> {
  const args = ['clone', '--quiet', '--depth=1', url, directory];
  const { code, output } = await run('git', args, {
    env: {
      PATH: process.env.PATH,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_TERMINAL_PROMPT: '0',
    },
  });
  if (code !== 0) throw new Error(`git ${args.join(' ')}: ${output.trim()}`);
  const folder = path.join(directory, PLATFORM);
  for (const { admin, name } of clusters) {
    for (const object of await objectsIn(path.join(folder, 'clusters', name))) {
      await admin.apply(object);
    }
  }
  // Its keys go into the ConfigMap that is there, and holds more.
  for (const object of await objectsIn(path.join(folder, 'argocd-cm'))) {
    await hub.admin.change(object, { data: object.data });
  }
  for (const object of await objectsIn(path.join(folder, 'argocd'))) {
    await hub.admin.apply(object);
  }
}
