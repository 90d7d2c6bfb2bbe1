import type {
  AccessibleCluster,
  ClusterAccess,
  ClusterCredential,
} from '@modelfleet/backstage-plugin-model-serving-node';
import { errors } from 'undici';
import type { Dispatcher } from 'undici';
import { parseJson, readLines, readText } from './body';
import { ClusterConnection } from './ClusterConnection';
import { ClusterRequestError } from './ClusterRequestError';
import type {
  ClusterTransport,
  GetOptions,
  GetTextOptions,
  WatchOptions,
} from './ClusterTransport';
import { connectionFailure } from './connectionFailure';
import { refusal } from './refusal';

const CREDENTIAL_TIMEOUT_MS = 10_000;
/** A cluster that refuses every certificate must not collect connections. */
const KEPT_CONNECTIONS = 2;
/** An error's body is for a person; the rest of it is not read. */
const MAX_ERROR_BYTES = 64 * 1024;

/** One opening of a cluster: a credential and the connections it goes with. */
interface Opening {
  readonly connection: ClusterConnection;
  readonly authorization: string | undefined;
}

/** Asks an API server over HTTP/2, or HTTP/1.1 where it has no other. */
export class HttpClusterTransport implements ClusterTransport {
  readonly #cluster: AccessibleCluster;
  readonly #access: Pick<ClusterAccess, 'credential'>;
  readonly #credentialTimeoutMs: number;
  readonly #base: string;
  /** The last is in use; those before may still have watches. */
  readonly #connections: ClusterConnection[] = [];
  #opening: Promise<Opening> | undefined;
  #closed = false;

  static create(options: {
    cluster: AccessibleCluster;
    access: Pick<ClusterAccess, 'credential'>;
    /** Default: 10 s. */
    credentialTimeoutMs?: number;
  }): HttpClusterTransport {
    return new HttpClusterTransport(
      options.cluster,
      options.access,
      options.credentialTimeoutMs ?? CREDENTIAL_TIMEOUT_MS,
    );
  }

  private constructor(
    cluster: AccessibleCluster,
    access: Pick<ClusterAccess, 'credential'>,
    credentialTimeoutMs: number,
  ) {
    this.#cluster = cluster;
    this.#access = access;
    this.#credentialTimeoutMs = credentialTimeoutMs;
    // Some API servers are below a path, behind a gateway.
    this.#base = new URL(cluster.serverUrl).pathname.replace(/\/+$/, '');
  }

  async get(path: string, options: GetOptions): Promise<unknown> {
    const timeout = AbortSignal.timeout(options.timeoutMs);
    const signal = AbortSignal.any([options.signal, timeout]);
    try {
      const { body } = await this.#request(path, signal);
      const text = await readText(this.#cluster.name, body);
      return parseJson(this.#cluster.name, pathOnly(path), text);
    } catch (error) {
      throw this.#failure(error, options.signal, timeout);
    }
  }

  async getText(path: string, options: GetTextOptions): Promise<string> {
    const timeout = AbortSignal.timeout(options.timeoutMs);
    const signal = AbortSignal.any([options.signal, timeout]);
    try {
      const { body } = await this.#request(path, signal);
      return await readText(this.#cluster.name, body, options.maxBytes);
    } catch (error) {
      throw this.#failure(error, options.signal, timeout);
    }
  }

  async *watch(path: string, options: WatchOptions): AsyncGenerator<unknown> {
    const timeout = new AbortController();
    const timer = setTimeout(
      () => timeout.abort(new DOMException('', 'TimeoutError')),
      options.timeoutMs,
    );
    const signal = AbortSignal.any([options.signal, timeout.signal]);
    try {
      const { body } = await this.#request(path, signal);
      clearTimeout(timer);
      for await (const line of readLines(this.#cluster.name, body)) {
        yield parseJson(this.#cluster.name, pathOnly(path), line);
      }
    } catch (error) {
      throw this.#failure(error, options.signal, timeout.signal);
    } finally {
      clearTimeout(timer);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#opening?.catch(() => undefined);
    this.#opening = undefined;
    await Promise.all(
      this.#connections.splice(0).map(connection => connection.close()),
    );
  }

  async #request(
    path: string,
    signal: AbortSignal,
  ): Promise<Dispatcher.ResponseData> {
    const opening = this.#open(false);
    const first = await this.#send(
      await raceAbort(opening, signal),
      path,
      signal,
    );
    if (first.statusCode !== 401) {
      return this.#checked(first, path);
    }
    // The token may have been rotated since it was read: once more with a new
    // one. Others who had the same idea share it.
    await first.body.dump();
    if (this.#opening === opening) {
      this.#opening = undefined;
    }
    const renewed = await raceAbort(this.#open(true), signal);
    return this.#checked(await this.#send(renewed, path, signal), path);
  }

  async #send(
    { connection, authorization }: Opening,
    path: string,
    signal: AbortSignal,
  ): Promise<Dispatcher.ResponseData> {
    const request: Dispatcher.RequestOptions = {
      method: 'GET',
      path: `${this.#base}${path}`,
      headers: {
        // Logs are plain text, and some proxies take the header at its word.
        accept: 'application/json, */*',
        'user-agent': 'modelfleet-backstage',
        ...(authorization && { authorization }),
      },
      signal,
    };
    try {
      return await connection.dispatcher.request(request);
    } catch (error) {
      if (!isGoaway(error)) {
        throw error;
      }
      // API servers leave an HTTP/2 connection after each answer of 401, and
      // undici 7 gives up the answers of a connection that is left. Over
      // HTTP/1.1 it comes across.
      return connection.http1Dispatcher.request(request);
    }
  }

  async #checked(
    response: Dispatcher.ResponseData,
    path: string,
  ): Promise<Dispatcher.ResponseData> {
    if (response.statusCode === 200) {
      return response;
    }
    const { 'retry-after': retryAfter } = response.headers;
    throw refusal({
      cluster: this.#cluster.name,
      path: pathOnly(path),
      status: response.statusCode,
      retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined,
      body: await readText(
        this.#cluster.name,
        response.body,
        MAX_ERROR_BYTES,
      ).catch(() => ''),
      now: new Date(),
    });
  }

  #open(renew: boolean): Promise<Opening> {
    if (this.#closed) {
      return Promise.reject(new Error('The transport is closed'));
    }
    if (!this.#opening) {
      const opening = this.#authenticate(renew);
      this.#opening = opening;
      opening.catch(() => {
        if (this.#opening === opening) {
          this.#opening = undefined;
        }
      });
    }
    return this.#opening;
  }

  async #authenticate(renew: boolean): Promise<Opening> {
    const signal = AbortSignal.timeout(this.#credentialTimeoutMs);
    let credential: ClusterCredential;
    try {
      credential = await raceAbort(
        this.#access.credential(this.#cluster, { signal, renew }),
        signal,
      );
    } catch (error) {
      if (error instanceof ClusterRequestError) {
        throw error;
      }
      // Late is not refused: whoever makes them, or this portal, is busy.
      if (signal.aborted) {
        throw new ClusterRequestError(
          `The credentials for cluster '${
            this.#cluster.name
          }' did not come in time`,
          {
            kind: 'timeout',
            advice:
              "Check whether the portal is overloaded, and whether the cluster's authProvider answers.",
          },
        );
      }
      // The cause may quote a secret and is left to the strategy's own log.
      throw new ClusterRequestError(
        `No credentials could be had for cluster '${this.#cluster.name}'`,
        {
          kind: 'credentials',
          advice:
            "Check the cluster's authProvider and what it needs in the Kubernetes plugin's configuration.",
        },
      );
    }
    return {
      connection: this.#connect(credential),
      authorization:
        credential.type === 'bearer' ? `Bearer ${credential.token}` : undefined,
    };
  }

  /** A new token goes over the old connection, where watches go on. */
  #connect(credential: ClusterCredential): ClusterConnection {
    const last = this.#connections.at(-1);
    if (last && credential.type !== 'x509') {
      return last;
    }
    const connection = ClusterConnection.open(this.#cluster, credential);
    this.#connections.push(connection);
    if (this.#connections.length > KEPT_CONNECTIONS) {
      // Its watches begin again where they were, over the new one.
      this.#connections
        .shift()
        ?.close()
        .catch(() => undefined);
    }
    return connection;
  }

  #failure(error: unknown, caller: AbortSignal, timeout: AbortSignal): unknown {
    if (caller.aborted) {
      return caller.reason;
    }
    return connectionFailure(
      this.#cluster.name,
      timeout.aborted ? timeout.reason : error,
    );
  }
}

/** The server leaves the HTTP/2 connection in good order. */
function isGoaway(error: unknown): boolean {
  return (
    error instanceof errors.SocketError && error.message.includes('"GOAWAY"')
  );
}

/** Continuation tokens are long and say nothing to a person. */
function pathOnly(path: string): string {
  return path.split('?')[0] ?? path;
}

async function raceAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
