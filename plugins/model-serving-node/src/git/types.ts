/** Who wrote a commit. @public */
export interface GitPerson {
  readonly name: string;
  readonly email: string;
}

/** User name and password, or token, of a git server. Never logged. @public */
export interface GitCredentials {
  /** Default: `git`, which hosts that take a token ignore. */
  readonly username?: string;
  /** Or the token. */
  readonly password: string;
  /** Default: `basic`. With `bearer` the user name is not sent. */
  readonly scheme?: 'basic' | 'bearer';
}

/** Every call can be cut short. @public */
export interface GitCallOptions {
  readonly signal?: AbortSignal;
  /**
   * Instead of the configured ones, for example the token of the person who
   * asked.
   */
  readonly credentials?: GitCredentials;
}

/** One file of a change. @public */
export interface FileChange {
  /** From the top of the repository, with `/`; never with `..`. */
  readonly path: string;
  /** The whole new text; `undefined` deletes the file. */
  readonly content: string | undefined;
  /**
   * The text that the change was made from (`undefined`: no such file). When
   * given, a file that is different at the branch's head is a conflict from
   * the start; when left out, only what others push meanwhile is.
   */
  readonly basedOn?: { readonly content: string | undefined };
}

/** @public */
export interface CommitOptions extends GitCallOptions {
  readonly files: readonly FileChange[];
  readonly message: string;
  readonly author: GitPerson;
  /** Default: the author. */
  readonly committer?: GitPerson;
}

/** @public */
export interface CommitResult {
  /** The branch's head that has the change. */
  readonly commit: string;
  /** False when the branch already had all of it, so nothing was written. */
  readonly pushed: boolean;
}

/** @public */
export interface ReadTreeOptions extends GitCallOptions {
  /** Which paths to read. */
  include(path: string): boolean;
  /**
   * Reads at this commit of the branch's newest ones instead, by its full
   * hash.
   */
  readonly commit?: string;
}

/** Files as they were at one commit. @public */
export interface GitTree {
  readonly commit: string;
  /** By path from the top of the repository; UTF-8 text. */
  readonly files: ReadonlyMap<string, string>;
  /** Included paths that were left out for their size (over 1 MiB). */
  readonly tooLarge: readonly string[];
}

/**
 * One configured repository, at its configured branch.
 *
 * Every call has a time-out. Errors are those of `@backstage/errors`: they
 * name the repository and never hold credentials.
 *
 * @public
 */
export interface GitOpsRepositoryClient {
  /**
   * The branch's newest commit; a small request, for polling.
   *
   * @throws NotFoundError when repository or branch do not exist,
   * NotAllowedError when the credentials are refused,
   * ServiceUnavailableError when the server cannot be reached in time.
   */
  head(options?: GitCallOptions): Promise<string>;
  /**
   * Reads files at the branch's newest commit, or at one of its 200 newest.
   *
   * @throws NotFoundError when the branch has no such commit among these.
   */
  readTree(options: ReadTreeOptions): Promise<GitTree>;
  /**
   * Commits on top of the branch and pushes. When others pushed meanwhile, the
   * change is put on top of theirs, a bounded number of times.
   *
   * @throws ConflictError naming the file that others changed to something
   * else.
   */
  commitAndPush(options: CommitOptions): Promise<CommitResult>;
  /** The same repository at another branch, for a change that is reviewed first. */
  onBranch(branch: string): GitOpsRepositoryClient;
  /**
   * Lets another branch begin at this one's head, with one commit more.
   *
   * @throws ConflictError when the branch is there and `replace` is not set.
   */
  startBranch(options: StartBranchOptions): Promise<CommitResult>;
}

/** @public */
export interface StartBranchOptions extends CommitOptions {
  readonly branch: string;
  /** Whatever the branch had is given up. */
  readonly replace?: boolean;
}
