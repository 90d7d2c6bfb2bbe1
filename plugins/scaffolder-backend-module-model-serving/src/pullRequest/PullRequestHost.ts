/** A pull request that is open. */
export interface PullRequest {
  readonly number: number;
  /** Its page. */
  readonly url: string;
}

/** What a pull request says. */
export interface PullRequestWords {
  readonly title: string;
  /** Markdown. */
  readonly description: string;
}

/** Where a pull request goes from and to: names of branches. */
export interface PullRequestBranches {
  readonly from: string;
  readonly to: string;
}

/**
 * The pull requests of one repository at its host. Errors are those of
 * `@backstage/errors`; they name the host and never hold credentials.
 */
export interface PullRequestHost {
  /** The one that is open from a branch to another. */
  find(
    branches: PullRequestBranches,
    signal: AbortSignal | undefined,
  ): Promise<PullRequest | undefined>;
  /** @throws ConflictError when one is open already. */
  open(
    branches: PullRequestBranches,
    words: PullRequestWords,
    signal: AbortSignal | undefined,
  ): Promise<PullRequest>;
  update(
    request: PullRequest,
    words: PullRequestWords,
    signal: AbortSignal | undefined,
  ): Promise<void>;
}
