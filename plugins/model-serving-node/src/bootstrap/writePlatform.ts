import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, posix, sep } from 'node:path';
import {
  renderPlatform,
  type GitOpsRepository,
} from '@modelfleet/backstage-plugin-model-serving-common';

/** What was written into a checkout. */
export interface WrittenPlatform {
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Writes the platform's own part of a repository into a checkout of it.
 *
 * @param directory - The top of the checkout.
 */
export async function writePlatform(
  repository: GitOpsRepository,
  directory: string,
): Promise<WrittenPlatform> {
  const existing = await readCheckout(directory);
  const { files, changed, removed } = renderPlatform(repository, existing);
  for (const path of changed) {
    const target = join(directory, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, files.get(path) ?? '');
  }
  for (const path of removed) {
    await rm(join(directory, path));
  }
  return { changed, removed };
}

async function readCheckout(
  directory: string,
): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(directory, {
    recursive: true,
    withFileTypes: true,
  });
  const files = new Map<string, string>();
  for (const entry of entries.filter(file => file.isFile())) {
    const full = join(entry.parentPath, entry.name);
    const path = full
      .slice(directory.length + 1)
      .split(sep)
      .join(posix.sep);
    if (!path.startsWith('.git/')) {
      files.set(path, await readFile(full, 'utf8'));
    }
  }
  return files;
}
