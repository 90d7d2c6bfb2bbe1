import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError, isError } from '@backstage/errors';
import type { ServiceFiles } from '@modelfleet/backstage-plugin-model-serving-common';

const MAX_FILES = 1000;

/** Writes files into the workspace; nothing outside it can be named. */
export async function writeWorkspace(
  workspacePath: string,
  folder: string,
  files: ServiceFiles,
): Promise<string[]> {
  const written: string[] = [];
  for (const [path, content] of files) {
    const name = posix.join(folder, path);
    const target = resolveSafeChildPath(workspacePath, name);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
    written.push(name);
  }
  return written;
}

/** Takes files out of the workspace that an earlier step may have written. */
export async function removeFromWorkspace(
  workspacePath: string,
  folder: string,
  paths: readonly string[],
): Promise<string[]> {
  return Promise.all(
    paths.map(async path => {
      const name = posix.join(folder, path);
      await rm(resolveSafeChildPath(workspacePath, name), { force: true });
      return name;
    }),
  );
}

/**
 * Reads a folder of the workspace, by path below it. Symbolic links are
 * refused: they could bring files of the backend into a commit.
 */
export async function readWorkspace(
  workspacePath: string,
  folder: string,
  options: { mayBeAbsent?: boolean } = {},
): Promise<ServiceFiles> {
  const root = resolveSafeChildPath(workspacePath, folder);
  const files = new Map<string, string>();
  if (options.mayBeAbsent && !existsSync(root)) {
    return files;
  }
  const pending = [''];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const entry of await list(join(root, next), folder)) {
      const path = posix.join(next, entry.name);
      if (entry.isDirectory()) {
        pending.push(path);
      } else if (entry.isFile()) {
        files.set(path, await readText(join(root, path), path));
      } else {
        throw new InputError(
          `'${path}' is neither a file nor a folder and cannot be committed`,
        );
      }
    }
    if (files.size > MAX_FILES) {
      throw new InputError(
        `The folder '${folder}' holds more than ${MAX_FILES} files; a service has few`,
      );
    }
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Tells two texts apart without keeping them. */
export function fingerprint(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

async function list(path: string, folder: string) {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    if (isError(error) && error.code === 'ENOENT') {
      throw new InputError(
        `The workspace has no folder '${folder}'; a step like model-serving:render must write it first`,
      );
    }
    throw error;
  }
}

async function readText(path: string, name: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(
      await readFile(path),
    );
  } catch {
    throw new InputError(`'${name}' is no text in UTF-8`);
  }
}
