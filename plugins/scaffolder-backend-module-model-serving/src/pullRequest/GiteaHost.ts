import { z } from 'zod';
import type { HostClient } from './HostClient';
import type {
  PullRequest,
  PullRequestBranches,
  PullRequestHost,
  PullRequestWords,
} from './PullRequestHost';

const PAGE = 50;
/** Beyond as many open pull requests nobody reviews one. */
const MOST_PAGES = 40;

const pullRequest = z.object({
  number: z.number().int(),
  html_url: z.string(),
});
const listed = z.array(
  pullRequest.extend({
    head: z.object({
      ref: z.string(),
      repo_id: z.number().nullish(),
    }),
    base: z.object({
      ref: z.string(),
      repo_id: z.number().nullish(),
    }),
  }),
);

/** Gitea and Forgejo, by their API v1 (`/repos/{owner}/{repo}/pulls`). */
export class GiteaHost implements PullRequestHost {
  readonly #client: HostClient;
  readonly #pulls: string;

  /** @param options - `api`: of the repository, without a slash at its end. */
  static create(options: { client: HostClient; api: string }): GiteaHost {
    return new GiteaHost(options.client, `${options.api}/pulls`);
  }

  private constructor(client: HostClient, pulls: string) {
    this.#client = client;
    this.#pulls = pulls;
  }

  async find(
    { from, to }: PullRequestBranches,
    signal: AbortSignal | undefined,
  ): Promise<PullRequest | undefined> {
    for (let page = 1; page <= MOST_PAGES; page++) {
      const url = new URL(this.#pulls);
      url.search = new URLSearchParams({
        state: 'open',
        sort: 'recentupdate',
        limit: `${PAGE}`,
        page: `${page}`,
      }).toString();
      const found = await this.#client.call({
        method: 'GET',
        url,
        answer: listed,
        signal,
      });
      const own = found.find(
        ({ head, base }) =>
          head.ref === from &&
          base.ref === to &&
          // A fork may have a branch of the same name.
          head.repo_id === base.repo_id,
      );
      // Servers may give fewer to a page than they were asked for.
      if (own || found.length === 0) {
        return own && toPullRequest(own);
      }
    }
    return undefined;
  }

  async open(
    { from, to }: PullRequestBranches,
    { title, description }: PullRequestWords,
    signal: AbortSignal | undefined,
  ): Promise<PullRequest> {
    return toPullRequest(
      await this.#client.call({
        method: 'POST',
        url: new URL(this.#pulls),
        body: { head: from, base: to, title, body: description },
        answer: pullRequest,
        signal,
      }),
    );
  }

  async update(
    { number }: PullRequest,
    { title, description }: PullRequestWords,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    await this.#client.call({
      method: 'PATCH',
      url: new URL(`${this.#pulls}/${number}`),
      body: { title, body: description },
      answer: pullRequest,
      signal,
    });
  }
}

function toPullRequest(found: z.infer<typeof pullRequest>): PullRequest {
  return { number: found.number, url: found.html_url };
}
