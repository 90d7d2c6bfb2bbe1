import { z } from 'zod';
import type { HostClient } from './HostClient';
import type {
  PullRequest,
  PullRequestBranches,
  PullRequestHost,
  PullRequestWords,
} from './PullRequestHost';

/** Azure DevOps Services, and Server since 2022.1, know it. */
const API_VERSION = '7.0';
/** Longer descriptions are refused. */
const LONGEST_DESCRIPTION = 4000;
const LONGEST_TITLE = 400;

const pullRequest = z.object({ pullRequestId: z.number().int() });
const listed = z.object({ value: z.array(pullRequest) });

/**
 * Azure DevOps, by its Git API
 * (`/_apis/git/repositories/{repository}/pullrequests`).
 */
export class AzureHost implements PullRequestHost {
  readonly #client: HostClient;
  readonly #api: string;
  readonly #page: string;

  /**
   * @param options - `api`: of the repository; `page`: its page. Both without
   * a slash at their ends.
   */
  static create(options: {
    client: HostClient;
    api: string;
    page: string;
  }): AzureHost {
    return new AzureHost(options.client, options.api, options.page);
  }

  private constructor(client: HostClient, api: string, page: string) {
    this.#client = client;
    this.#api = api;
    this.#page = page;
  }

  async find(
    branches: PullRequestBranches,
    signal: AbortSignal | undefined,
  ): Promise<PullRequest | undefined> {
    const { value } = await this.#client.call({
      method: 'GET',
      url: this.#url('', {
        'searchCriteria.status': 'active',
        'searchCriteria.sourceRefName': refOf(branches.from),
        'searchCriteria.targetRefName': refOf(branches.to),
      }),
      answer: listed,
      signal,
    });
    const [first] = value;
    return first && this.#toPullRequest(first);
  }

  async open(
    branches: PullRequestBranches,
    words: PullRequestWords,
    signal: AbortSignal | undefined,
  ): Promise<PullRequest> {
    return this.#toPullRequest(
      await this.#client.call({
        method: 'POST',
        url: this.#url(''),
        body: {
          sourceRefName: refOf(branches.from),
          targetRefName: refOf(branches.to),
          ...bounded(words),
        },
        answer: pullRequest,
        signal,
      }),
    );
  }

  async update(
    { number }: PullRequest,
    words: PullRequestWords,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    await this.#client.call({
      method: 'PATCH',
      url: this.#url(`/${number}`),
      body: bounded(words),
      answer: pullRequest,
      signal,
    });
  }

  #url(path: string, query: Record<string, string> = {}): URL {
    const url = new URL(`${this.#api}/pullrequests${path}`);
    url.search = new URLSearchParams({
      ...query,
      'api-version': API_VERSION,
    }).toString();
    return url;
  }

  #toPullRequest({ pullRequestId }: z.infer<typeof pullRequest>): PullRequest {
    return {
      number: pullRequestId,
      url: `${this.#page}/pullrequest/${pullRequestId}`,
    };
  }
}

function refOf(branch: string): string {
  return `refs/heads/${branch}`;
}

function bounded({ title, description }: PullRequestWords): PullRequestWords {
  return {
    title: title.slice(0, LONGEST_TITLE),
    description: description.slice(0, LONGEST_DESCRIPTION),
  };
}
