import { constants } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';

async function isExecutable(file: string): Promise<boolean> {
  try {
    await fs.access(file, constants.X_OK);
    return (await fs.stat(file)).isFile();
  } catch {
    return false;
  }
}

/**
 * A command that the machine has: in the folder that envtest users name by
 * `KUBEBUILDER_ASSETS`, then on the PATH.
 */
export async function findCommand(
  name: string,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const folders = [
    env.KUBEBUILDER_ASSETS,
    ...(env.PATH ?? '').split(path.delimiter),
    // Where Debian puts services; a user's PATH may not have it.
    '/usr/sbin',
  ];
  for (const folder of folders) {
    if (!folder) continue;
    const file = path.join(folder, name);
    if (await isExecutable(file)) return file;
  }
  return undefined;
}
