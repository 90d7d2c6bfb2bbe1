import {
  ConflictError,
  InputError,
  isError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { z } from 'zod';

const TIMEOUT_MS = 30_000;
const LONGEST_WORDS = 300;

export type Fetch = typeof fetch;

/** One question to a host's API. */
export interface HostCall<T> {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly url: URL;
  readonly body?: object;
  /** What the answer must look like. */
  readonly answer: z.ZodType<T>;
  readonly signal: AbortSignal | undefined;
}

/** JSON over HTTP, with a time-out and errors in words for a person. */
export class HostClient {
  readonly #name: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #fetch: Fetch;

  /** @param options - `name`: of the host, for messages. */
  static create(options: {
    name: string;
    headers: Readonly<Record<string, string>>;
    fetch: Fetch;
  }): HostClient {
    return new HostClient(options.name, options.headers, options.fetch);
  }

  private constructor(
    name: string,
    headers: Readonly<Record<string, string>>,
    fetchHost: Fetch,
  ) {
    this.#name = name;
    this.#headers = headers;
    this.#fetch = fetchHost;
  }

  async call<T>(call: HostCall<T>): Promise<T> {
    const { status, text } = await this.#send(call);
    // Azure DevOps answers 203 with a sign-in page to what it does not know.
    if (status === 401 || status === 403 || status === 203) {
      throw new NotAllowedError(
        `${this.#name} refused the credentials (HTTP ${status}${wordsOf(
          text,
        )}). They must be allowed to write code and pull requests of the repository; check the integration of the host, or the token that the template passes`,
      );
    }
    if (status === 404) {
      throw new NotFoundError(
        `${
          this.#name
        } has no such repository, or the credentials may not see it (HTTP 404)`,
      );
    }
    if (status === 409) {
      throw new ConflictError(
        `${this.#name} refused the pull request (HTTP 409${wordsOf(text)})`,
      );
    }
    if (status >= 500 || status === 429) {
      throw new ServiceUnavailableError(
        `${this.#name} failed (HTTP ${status}${wordsOf(
          text,
        )}); start the task again when it is back, what was pushed is taken up`,
      );
    }
    if (status < 200 || status > 299) {
      throw new InputError(
        `${this.#name} refused the pull request (HTTP ${status}${wordsOf(
          text,
        )})`,
      );
    }
    const parsed = call.answer.safeParse(parse(text));
    if (!parsed.success) {
      throw new ServiceUnavailableError(
        `${
          this.#name
        } answered with something that is no pull request; check the address of its API in the integration`,
      );
    }
    return parsed.data;
  }

  async #send(call: HostCall<unknown>) {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    try {
      const response = await this.#fetch(call.url, {
        method: call.method,
        // A redirect would take the credentials elsewhere.
        redirect: 'manual',
        headers: {
          ...this.#headers,
          accept: 'application/json',
          ...(call.body && { 'content-type': 'application/json' }),
        },
        ...(call.body && { body: JSON.stringify(call.body) }),
        signal: call.signal ? AbortSignal.any([call.signal, timeout]) : timeout,
      });
      return { status: response.status, text: await response.text() };
    } catch (error) {
      call.signal?.throwIfAborted();
      throw new ServiceUnavailableError(
        `${this.#name} cannot be reached (${
          timeout.aborted ? 'no answer in time' : codeOf(error)
        }); start the task again when it is back, what was pushed is taken up`,
      );
    }
  }
}

/** The server's own words, never a page of HTML. */
function wordsOf(text: string): string {
  const parsed = z
    .object({ message: z.string().min(1) })
    .safeParse(parse(text));
  return parsed.success
    ? `: ${parsed.data.message.replace(/\s+/g, ' ').slice(0, LONGEST_WORDS)}`
    : '';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A code such as ECONNREFUSED, never a message that might quote a header. */
function codeOf(error: unknown): string {
  const cause = isError(error) ? error.cause : undefined;
  return isError(cause) && typeof cause.code === 'string'
    ? cause.code
    : 'the connection failed';
}
