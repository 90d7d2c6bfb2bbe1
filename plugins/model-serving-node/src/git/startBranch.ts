import { ConflictError } from '@backstage/errors';
import { Errors } from 'isomorphic-git';
import type { GitOpsRepository } from '@modelfleet/backstage-plugin-model-serving-common';
import type { GitClone } from './GitClone';
import { readText, writeChanges } from './gitTree';
import type { CommitResult, StartBranchOptions } from './types';

interface StartOptions {
  readonly repository: GitOpsRepository;
  readonly change: StartBranchOptions;
  readonly now: () => Date;
  clone<T>(work: (clone: GitClone) => Promise<T>): Promise<T>;
  push(
    clone: GitClone,
    target: { readonly branch: string; readonly force: boolean },
  ): Promise<void>;
}

/** One commit on the configured branch's head, pushed under another name. */
export async function startBranch(
  options: StartOptions,
): Promise<CommitResult> {
  const { repository, change, now } = options;
  const { branch, replace = false } = change;
  if (branch === repository.branch) {
    throw new ConflictError(
      `'${branch}' is the branch of repository '${repository.id}' itself and cannot be proposed to it`,
    );
  }
  return options.clone(async clone => {
    const tree = await clone.treeOfHead();
    for (const { path, basedOn, content } of change.files) {
      const present = await readText(clone, tree, path);
      if (basedOn && present !== basedOn.content && present !== content) {
        throw new ConflictError(
          `'${path}' was changed by someone else in repository '${repository.id}' (branch '${repository.branch}'). Nothing was written; look at their change and start again.`,
        );
      }
    }
    const changed = await writeChanges(clone, tree, change.files);
    if (changed === tree) {
      return { commit: clone.head, pushed: false };
    }
    const commit = await clone.commit({
      tree: changed,
      message: change.message,
      author: change.author,
      committer: change.committer ?? change.author,
      at: now(),
    });
    await options.push(clone, { branch, force: replace });
    return { commit, pushed: true };
  });
}

/** In our own words, before others are found for it. */
export async function pushTo(
  clone: GitClone,
  target: { readonly branch: string; readonly force: boolean },
  options: { readonly repository: GitOpsRepository; signal: AbortSignal },
): Promise<void> {
  try {
    await clone.push(options.signal, target);
  } catch (error) {
    if (error instanceof Errors.PushRejectedError) {
      throw new ConflictError(
        `Repository '${options.repository.id}' has a branch '${target.branch}' already. Nothing was written; start again.`,
      );
    }
    throw error;
  }
}
