import { setImmediate as nextTurn } from 'node:timers/promises';
import { isError } from '@backstage/errors';
import { Agent, request } from 'undici';
import type { Dispatcher } from 'undici';
import { parseStoreAnswer } from '@modelfleet/backstage-plugin-model-serving-common';
import type { StoreAnswer } from '@modelfleet/backstage-plugin-model-serving-common';
import { ListGate } from '../../observe';
import type { PrometheusConfig } from '../config';
import { MetricsSourceError } from '../MetricsSourceError';

/** Of 100,000 series with a few labels each. */
const MAX_BYTES = 64 * 1024 * 1024;
const CONNECTIONS = 8;

/** Asks one store. Queries are not parts of URLs, which may be cut or logged. */
export class PrometheusClient {
  readonly #config: PrometheusConfig;
  readonly #agent: Agent;
  /** Large answers come several at once: others have a turn between them. */
  readonly #parsing = ListGate.create(1);

  static create(config: PrometheusConfig): PrometheusClient {
    return new PrometheusClient(config);
  }

  private constructor(config: PrometheusConfig) {
    this.#config = config;
    const { ca, certificate, key } = config.tls ?? {};
    this.#agent = new Agent({
      connections: CONNECTIONS,
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: {
        timeout: config.timeoutMs,
        ...(ca && { ca }),
        ...(certificate && key && { cert: certificate, key }),
      },
    });
  }

  /** @throws MetricsSourceError, or the signal's reason when it was aborted. */
  async query(
    endpoint: 'query' | 'query_range',
    form: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<StoreAnswer> {
    const { timeoutMs, params, mostSeries } = this.#config;
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const response = await request(`${this.#config.url}/api/v1/${endpoint}`, {
        method: 'POST',
        dispatcher: this.#agent,
        headers: this.#headers(),
        body: new URLSearchParams({
          timeout: `${timeoutMs}ms`,
          // Known to newer stores; others pass it over.
          limit: String(mostSeries + 1),
          ...params,
          ...form,
        }).toString(),
        signal: AbortSignal.any([signal, timeout]),
      });
      const text = await this.#read(response);
      return await this.#parsing.run(signal, async () => {
        await nextTurn();
        return this.#parse(response.statusCode, text);
      });
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw this.#failure(error, timeout.aborted);
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  #headers(): Record<string, string> {
    const { headers, auth } = this.#config;
    const basic =
      auth?.type === 'basic' &&
      `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString(
        'base64',
      )}`;
    return {
      ...headers,
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': 'modelfleet-backstage',
      ...(basic && { authorization: basic }),
      ...(auth?.type === 'bearer' && {
        authorization: `Bearer ${auth.token}`,
      }),
    };
  }

  async #read({ body }: Dispatcher.ResponseData): Promise<string> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of body) {
      size += chunk.byteLength;
      if (size > MAX_BYTES) {
        throw this.#error('answered with more than 64 MiB', false);
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  }

  #parse(status: number, text: string): StoreAnswer {
    if (status === 401 || status === 403) {
      throw this.#error(
        `does not accept the credentials (HTTP ${status}); check its 'auth' and 'headers'`,
        true,
      );
    }
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch {
      throw this.#error(
        `answered HTTP ${status} and no JSON; check that its 'url' is that of a Prometheus-compatible API`,
        true,
      );
    }
    const answer = this.#understand(body, status);
    if (answer.result.length > this.#config.mostSeries) {
      throw this.#error(
        `answered with ${answer.result.length} series, more than 'maxSeries' (${
          this.#config.mostSeries
        }) allows`,
        false,
      );
    }
    return answer;
  }

  #understand(body: unknown, status: number): StoreAnswer {
    try {
      return parseStoreAnswer(body);
    } catch (error) {
      const words = isError(error) ? error.message : String(error);
      throw this.#error(
        `gave an answer that cannot be used (HTTP ${status}): ${words}`,
        status >= 500 || status === 429,
      );
    }
  }

  #failure(error: unknown, isTimeout: boolean): MetricsSourceError {
    if (error instanceof MetricsSourceError) return error;
    if (isTimeout) {
      return this.#error(
        `did not answer within ${this.#config.timeoutMs / 1000} s`,
        true,
      );
    }
    // Codes only: messages of lower layers may quote headers.
    return this.#error(`cannot be reached (${codeOf(error)})`, true);
  }

  #error(words: string, isAway: boolean): MetricsSourceError {
    return new MetricsSourceError(
      `Metrics source '${this.#config.title}' ${words}`,
      { isAway },
    );
  }
}

function codeOf(error: unknown): string {
  const causes = [error, isError(error) ? error.cause : undefined];
  for (const one of causes) {
    if (typeof one !== 'object' || one === null || !('code' in one)) continue;
    if (typeof one.code === 'string') return one.code;
  }
  return 'the connection failed';
}
