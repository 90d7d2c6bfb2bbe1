import { ConflictError } from '@backstage/errors';
import type { GitOpsRepository } from '@modelfleet/backstage-plugin-model-serving-common';
import type { GitClone } from './GitClone';
import { readText, writeChanges } from './gitTree';
import type { CommitOptions, CommitResult } from './types';

const ATTEMPTS = 5;

interface PushOptions {
  readonly repository: GitOpsRepository;
  readonly change: CommitOptions;
  readonly now: () => Date;
  head(): Promise<string>;
  clone<T>(work: (clone: GitClone) => Promise<T>): Promise<T>;
  push(clone: GitClone): Promise<void>;
}

/**
 * Commits on the branch's head and pushes; when others were quicker, does so
 * again on top of theirs, as long as none of our files is one that they
 * changed to something else.
 */
export async function pushRebased(options: PushOptions): Promise<CommitResult> {
  const before = new Map(
    options.change.files.flatMap(({ path, basedOn }) =>
      basedOn ? [[path, basedOn.content]] : [],
    ),
  );
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const result = await options.clone(clone =>
      tryOnce(options, clone, before),
    );
    if (result) {
      return result;
    }
  }
  throw new ConflictError(
    `Others kept pushing to branch '${options.repository.branch}' of repository ` +
      `'${options.repository.id}': ${ATTEMPTS} attempts were overtaken. Nothing was written; try again.`,
  );
}

/** Returns `undefined` when somebody else pushed meanwhile. */
async function tryOnce(
  options: PushOptions,
  clone: GitClone,
  before: Map<string, string | undefined>,
): Promise<CommitResult | undefined> {
  const { change } = options;
  const tree = await clone.treeOfHead();
  await rejectCollisions(options, clone, tree, before);
  const changed = await writeChanges(clone, tree, change.files);
  if (changed === tree) {
    return { commit: clone.head, pushed: false };
  }
  const commit = await clone.commit({
    tree: changed,
    message: change.message,
    author: change.author,
    committer: change.committer ?? change.author,
    at: options.now(),
  });
  try {
    await options.push(clone);
    return { commit, pushed: true };
  } catch (error) {
    change.signal?.throwIfAborted();
    // The answer may be lost after the server took the push, so the branch
    // itself is asked what happened.
    const head = await options.head();
    if (head === commit) {
      return { commit, pushed: true };
    }
    if (head === clone.head) {
      throw error;
    }
    return undefined;
  }
}

async function rejectCollisions(
  options: PushOptions,
  clone: GitClone,
  tree: string,
  before: Map<string, string | undefined>,
): Promise<void> {
  for (const { path, content } of options.change.files) {
    const now = await readText(clone, tree, path);
    if (!before.has(path)) {
      before.set(path, now);
    } else if (now !== before.get(path) && now !== content) {
      throw new ConflictError(
        `'${path}' was changed by someone else in repository '${options.repository.id}' ` +
          `(branch '${options.repository.branch}', commit ${clone.head.slice(
            0,
            8,
          )}). ` +
          `Nothing was written; look at their change and start again.`,
      );
    }
  }
}
