import { ConflictError } from '@backstage/errors';
import * as git from 'isomorphic-git';
import type { TreeEntry } from 'isomorphic-git';
import { splitFilePath } from './filePath';
import type { GitClone } from './GitClone';
import type { FileChange } from './types';

const FOLDER = '040000';
const FILE_MODES = new Set(['100644', '100755', '100664']);

/** Every plain file below a tree; links and submodules are left out. */
export async function* walkFiles(
  clone: GitClone,
  tree: string,
  prefix = '',
): AsyncGenerator<{ path: string; oid: string }> {
  const { tree: entries } = await git.readTree({ ...clone.store, oid: tree });
  for (const entry of entries) {
    const path = `${prefix}${entry.path}`;
    if (entry.type === 'tree') {
      yield* walkFiles(clone, entry.oid, `${path}/`);
    } else if (isFile(entry)) {
      yield { path, oid: entry.oid };
    }
  }
}

/** A file's bytes; `undefined` when there is no such file below the tree. */
export async function readFile(
  clone: GitClone,
  tree: string,
  path: string,
): Promise<Uint8Array | undefined> {
  let oid = tree;
  const parts = splitFilePath(path);
  for (const [index, part] of parts.entries()) {
    const { tree: entries } = await git.readTree({ ...clone.store, oid });
    const entry = entries.find(({ path: name }) => name === part);
    const last = index === parts.length - 1;
    if (!entry || (last ? !isFile(entry) : entry.type !== 'tree')) {
      return undefined;
    }
    oid = entry.oid;
  }
  return (await git.readBlob({ ...clone.store, oid })).blob;
}

/** A file's text; `undefined` when there is no such file below the tree. */
export async function readText(
  clone: GitClone,
  tree: string,
  path: string,
): Promise<string | undefined> {
  const bytes = await readFile(clone, tree, path);
  return bytes && Buffer.from(bytes).toString('utf8');
}

/** Writes the tree that has the changes; leaves what they do not name. */
export async function writeChanges(
  clone: GitClone,
  tree: string,
  files: readonly FileChange[],
): Promise<string> {
  const changes = files.map(({ path, content }) => ({
    path,
    parts: splitFilePath(path),
    content,
  }));
  const written = await writeFolder(clone, tree, changes);
  return written ?? git.writeTree({ ...clone.store, tree: [] });
}

interface Change {
  readonly path: string;
  readonly parts: readonly [string, ...string[]];
  readonly content: string | undefined;
}

/** Returns `undefined` for a folder that became empty: git has none. */
async function writeFolder(
  clone: GitClone,
  oid: string | undefined,
  changes: readonly Change[],
): Promise<string | undefined> {
  const entries = new Map<string, TreeEntry>();
  if (oid) {
    const { tree } = await git.readTree({ ...clone.store, oid });
    tree.forEach(entry => entries.set(entry.path, entry));
  }
  const deeper = new Map<string, Change[]>();
  for (const change of changes) {
    const [name, next, ...rest] = change.parts;
    if (next === undefined) {
      await writeFile(clone, entries, name, change);
    } else {
      const below = { ...change, parts: [next, ...rest] as const };
      deeper.set(name, [...(deeper.get(name) ?? []), below]);
    }
  }
  for (const [name, below] of deeper) {
    const present = entries.get(name);
    if (present && present.type !== 'tree') {
      throw notAFolder(below[0]?.path ?? name, name);
    }
    const written = await writeFolder(clone, present?.oid, below);
    if (written) {
      entries.set(name, {
        mode: FOLDER,
        path: name,
        oid: written,
        type: 'tree',
      });
    } else {
      entries.delete(name);
    }
  }
  return entries.size === 0
    ? undefined
    : git.writeTree({ ...clone.store, tree: [...entries.values()] });
}

async function writeFile(
  clone: GitClone,
  entries: Map<string, TreeEntry>,
  name: string,
  change: Change,
): Promise<void> {
  const present = entries.get(name);
  if (present && !isFile(present)) {
    throw new ConflictError(
      `'${change.path}' is no plain file in the repository but a ${present.type}; nothing was written`,
    );
  }
  if (change.content === undefined) {
    entries.delete(name);
    return;
  }
  const blob = Buffer.from(change.content, 'utf8');
  const oid = await git.writeBlob({ ...clone.store, blob });
  // Keeps the executable bit that someone gave the file.
  entries.set(name, {
    mode: present?.mode ?? '100644',
    path: name,
    oid,
    type: 'blob',
  });
}

function isFile(entry: TreeEntry): boolean {
  return entry.type === 'blob' && FILE_MODES.has(entry.mode);
}

function notAFolder(path: string, name: string): Error {
  return new ConflictError(
    `'${path}' cannot be written: '${name}' is a file in the repository, not a folder`,
  );
}
