import { NotFoundError } from '@backstage/errors';
import type { Config } from '@backstage/config';
import * as git from 'isomorphic-git';
import type { AuthCallback } from 'isomorphic-git';
import type { GitOpsRepository } from '@modelfleet/backstage-plugin-model-serving-common';
import { ConfiguredGitCredentials } from './credentials';
import type { GitCredentialsProvider } from './credentials';
import { fetchHttpClient } from './fetchHttpClient';
import { GitClone } from './GitClone';
import { branchMissing, toRepositoryError } from './gitErrors';
import { pushRebased } from './pushRebased';
import { pushTo, startBranch } from './startBranch';
import { walkFiles } from './gitTree';
import type {
  CommitOptions,
  CommitResult,
  GitCallOptions,
  GitCredentials,
  GitOpsRepositoryClient,
  GitTree,
  ReadTreeOptions,
  StartBranchOptions,
} from './types';

const DEFAULT_TIMEOUT_MS = 30_000;
/** Far enough for what a delivery tool has not come past yet. */
const MOST_COMMITS = 200;
const MAX_FILE_BYTES = 1024 * 1024;

/** @public */
export interface GitOpsRepositoryClientOptions {
  readonly repository: GitOpsRepository;
  readonly credentials: GitCredentialsProvider;
  /** Where temporary clones go; default: the system's temporary directory. */
  readonly workingDirectory?: string;
  /** Of each network step; default 30 s. */
  readonly timeoutMs?: number;
  readonly now?: () => Date;
}

/** Git over smart HTTP, without a `git` program. @public */
export class DefaultGitOpsRepositoryClient implements GitOpsRepositoryClient {
  readonly #options: GitOpsRepositoryClientOptions;

  static create(
    options: GitOpsRepositoryClientOptions,
  ): DefaultGitOpsRepositoryClient {
    return new DefaultGitOpsRepositoryClient(options);
  }

  /** With the credentials and the working directory of the configuration. */
  static fromConfig(
    config: Config,
    options: { readonly repository: GitOpsRepository },
  ): DefaultGitOpsRepositoryClient {
    const workingDirectory = config.getOptionalString(
      'backend.workingDirectory',
    );
    return new DefaultGitOpsRepositoryClient({
      repository: options.repository,
      credentials: ConfiguredGitCredentials.fromConfig(config),
      ...(workingDirectory && { workingDirectory }),
    });
  }

  private constructor(options: GitOpsRepositoryClientOptions) {
    this.#options = options;
  }

  async head(options: GitCallOptions = {}): Promise<string> {
    const { repository } = this.#options;
    return this.#step('reading the branch', options.signal, async signal => {
      const prefix = `refs/heads/${repository.branch}`;
      const refs = await git.listServerRefs({
        http: fetchHttpClient(signal),
        url: repository.url,
        prefix,
        onAuth: await this.#onAuth(options.credentials),
      });
      const found = refs.find(({ ref }) => ref === prefix);
      if (!found) {
        throw branchMissing(repository);
      }
      return found.oid;
    });
  }

  async readTree(options: ReadTreeOptions): Promise<GitTree> {
    const { commit } = options;
    const depth = commit === undefined ? 1 : MOST_COMMITS;
    const read = async (clone: GitClone) => {
      const files = new Map<string, string>();
      const tooLarge: string[] = [];
      const tree = await clone.treeOf(commit ?? clone.head);
      if (tree === undefined) {
        throw this.#commitMissing(commit ?? clone.head);
      }
      for await (const { path, oid } of walkFiles(clone, tree)) {
        options.signal?.throwIfAborted();
        if (options.include(path)) {
          const { blob } = await git.readBlob({ ...clone.store, oid });
          if (blob.byteLength > MAX_FILE_BYTES) {
            tooLarge.push(path);
          } else {
            files.set(path, Buffer.from(blob).toString('utf8'));
          }
        }
      }
      return { commit: commit ?? clone.head, files, tooLarge };
    };
    return this.#clone('reading files', { ...options, depth }, read);
  }

  #commitMissing(commit: string): NotFoundError {
    const { id, branch } = this.#options.repository;
    return new NotFoundError(
      `Commit ${commit.slice(
        0,
        8,
      )} is none of the ${MOST_COMMITS} newest of branch '${branch}' of repository '${id}'`,
    );
  }

  async commitAndPush(options: CommitOptions): Promise<CommitResult> {
    return pushRebased({
      repository: this.#options.repository,
      change: options,
      now: this.#options.now ?? (() => new Date()),
      head: () => this.head(options),
      clone: work => this.#clone('reading the branch', options, work),
      push: clone =>
        this.#step('pushing', options.signal, signal => clone.push(signal)),
    });
  }

  onBranch(branch: string): DefaultGitOpsRepositoryClient {
    return new DefaultGitOpsRepositoryClient({
      ...this.#options,
      repository: { ...this.#options.repository, branch },
    });
  }

  async startBranch(options: StartBranchOptions): Promise<CommitResult> {
    const { repository } = this.#options;
    return startBranch({
      repository,
      change: options,
      now: this.#options.now ?? (() => new Date()),
      clone: work => this.#clone('reading the branch', options, work),
      push: (clone, target) =>
        this.#step('pushing', options.signal, signal =>
          pushTo(clone, target, { repository, signal }),
        ),
    });
  }

  async #clone<T>(
    step: string,
    options: GitCallOptions & { readonly depth?: number },
    work: (clone: GitClone) => Promise<T>,
  ): Promise<T> {
    const { depth } = options;
    const { repository, workingDirectory } = this.#options;
    return this.#step(step, options.signal, async signal =>
      GitClone.use(
        {
          url: repository.url,
          branch: repository.branch,
          ...(workingDirectory && { workingDirectory }),
          ...(depth !== undefined && { depth }),
          onAuth: await this.#onAuth(options.credentials),
          signal,
        },
        work,
      ),
    );
  }

  /** Gives a network step its time-out, and its errors our words. */
  async #step<T>(
    step: string,
    callerSignal: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    callerSignal?.throwIfAborted();
    const timeout = AbortSignal.timeout(
      this.#options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    );
    const signal = callerSignal
      ? AbortSignal.any([callerSignal, timeout])
      : timeout;
    try {
      return await work(signal);
    } catch (error) {
      callerSignal?.throwIfAborted();
      throw toRepositoryError(this.#options.repository, step, error);
    }
  }

  async #onAuth(given: GitCredentials | undefined): Promise<AuthCallback> {
    const found =
      given ??
      (await this.#options.credentials.getCredentials(
        this.#options.repository,
      ));
    return () => {
      if (!found) {
        return undefined;
      }
      return found.scheme === 'bearer'
        ? { headers: { Authorization: `Bearer ${found.password}` } }
        : { username: found.username ?? 'git', password: found.password };
    };
  }
}
