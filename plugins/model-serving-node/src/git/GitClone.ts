import fs from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as git from 'isomorphic-git';
import type { AuthCallback } from 'isomorphic-git';
import { fetchHttpClient } from './fetchHttpClient';
import type { GitPerson } from './types';

/** What a clone is made of. */
export interface GitCloneOptions {
  readonly url: string;
  readonly branch: string;
  readonly workingDirectory?: string;
  readonly onAuth: AuthCallback;
  readonly signal: AbortSignal;
  /** How many commits; default 1. */
  readonly depth?: number;
}

/**
 * The newest commits of one branch in a bare repository in a temporary
 * directory, which is removed whatever happens.
 */
export class GitClone {
  /** The commit that the branch had when it was cloned. */
  readonly head: string;
  readonly #gitdir: string;
  readonly #options: GitCloneOptions;
  readonly #cache: object;

  static async use<T>(
    options: GitCloneOptions,
    work: (clone: GitClone) => Promise<T>,
  ): Promise<T> {
    const gitdir = await mkdtemp(
      join(options.workingDirectory ?? tmpdir(), 'modelfleet-git-'),
    );
    try {
      const cache = {};
      await git.init({ fs, gitdir, bare: true, defaultBranch: options.branch });
      await git.addRemote({ fs, gitdir, remote: 'origin', url: options.url });
      const { fetchHead } = await git.fetch({
        fs,
        gitdir,
        cache,
        http: fetchHttpClient(options.signal),
        url: options.url,
        remote: 'origin',
        ref: options.branch,
        singleBranch: true,
        tags: false,
        depth: options.depth ?? 1,
        onAuth: options.onAuth,
      });
      if (!fetchHead) {
        throw new git.Errors.NotFoundError(options.branch);
      }
      return await work(new GitClone(options, gitdir, cache, fetchHead));
    } finally {
      await rm(gitdir, { recursive: true, force: true });
    }
  }

  private constructor(
    options: GitCloneOptions,
    gitdir: string,
    cache: object,
    head: string,
  ) {
    this.#options = options;
    this.#gitdir = gitdir;
    this.#cache = cache;
    this.head = head;
  }

  /** What isomorphic-git needs to find the objects. */
  get store() {
    return { fs, gitdir: this.#gitdir, cache: this.#cache };
  }

  async treeOfHead(): Promise<string> {
    const { commit } = await git.readCommit({ ...this.store, oid: this.head });
    return commit.tree;
  }

  /** @returns `undefined` for a commit that was not cloned. */
  async treeOf(oid: string): Promise<string | undefined> {
    try {
      const { commit } = await git.readCommit({ ...this.store, oid });
      return commit.tree;
    } catch (error) {
      if (error instanceof git.Errors.NotFoundError) {
        return undefined;
      }
      throw error;
    }
  }

  /** Commits a tree on top of the head, in the clone only. */
  async commit(options: {
    tree: string;
    message: string;
    author: GitPerson;
    committer: GitPerson;
    at: Date;
  }): Promise<string> {
    const time = {
      timestamp: Math.floor(options.at.getTime() / 1000),
      timezoneOffset: 0,
    };
    return git.commit({
      ...this.store,
      ref: `refs/heads/${this.#options.branch}`,
      parent: [this.head],
      tree: options.tree,
      message: options.message,
      author: { ...options.author, ...time },
      committer: { ...options.committer, ...time },
    });
  }

  /** @param target - Another branch of the server than the one cloned. */
  async push(
    signal: AbortSignal,
    target: { readonly branch?: string; readonly force?: boolean } = {},
  ): Promise<void> {
    const { branch = this.#options.branch, force = false } = target;
    await git.push({
      ...this.store,
      http: fetchHttpClient(signal),
      url: this.#options.url,
      remote: 'origin',
      ref: `refs/heads/${this.#options.branch}`,
      remoteRef: `refs/heads/${branch}`,
      force,
      onAuth: this.#options.onAuth,
    });
  }
}
