import { resolvePackagePath } from '@backstage/backend-plugin-api';
import fs from 'node:fs';
import path from 'node:path';

/** The folder of this package. */
export const packageRoot = resolvePackagePath('@modelfleet/real-clusters');

/** The checkout that holds this package. */
export const repositoryRoot = path.resolve(packageRoot, '../..');

/** Survives between runs and is not part of the repository. */
export const cacheDirectory = path.join(repositoryRoot, '.cache/clusters');

/** The version of a module that `tools/<tools>/go.mod` pins. */
export function pinnedVersion(tools: string, module: string): string {
  const file = path.join(repositoryRoot, 'tools', tools, 'go.mod');
  for (const line of fs.readFileSync(file, 'utf8').split('\n')) {
    const words = line
      .trim()
      .replace(/^require\s+/, '')
      .split(/\s+/);
    if (words[0] === module && /^v\d/.test(words[1] ?? '')) {
      return words[1] ?? '';
    }
  }
  throw new Error(`tools/${tools}/go.mod does not require ${module}`);
}
