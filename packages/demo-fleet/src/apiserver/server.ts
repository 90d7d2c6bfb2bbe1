import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { timingSafeEqual } from 'node:crypto';
import { closeServer, listen } from '../start/listen';
import { StatusError } from '../objects/statusError';
import type { Answer } from './answer';
import { notServed, refusal, tooManyRequests } from './answer';
import type { ApiContext, ApiRequest } from './dispatch';
import { dispatch, permittedCollection } from './dispatch';
import { parseTarget } from './target';
import { goneSince, startVersion, WatchStream } from './watching';

const LARGEST_BODY = 3 * 2 ** 20;

export interface ApiServerOptions extends ApiContext {
  readonly token: string;
  readonly bookmarkMs: number;
}

/** The HTTP endpoint of one simulated cluster, with its faults on the wire. */
export class ApiServer {
  readonly #options: ApiServerOptions;
  #server: Server;
  #port = 0;
  readonly #sockets = new Set<Socket>();
  readonly #watches = new Set<WatchStream>();
  /** Connections that an unreachable cluster left hanging. */
  readonly #stranded = new Set<Socket>();
  #delayed = 0;

  private constructor(options: ApiServerOptions) {
    this.#options = options;
    this.#server = this.#createServer();
  }

  static async start(
    options: ApiServerOptions,
    port: number,
  ): Promise<ApiServer> {
    const server = new ApiServer(options);
    server.#port = await listen(server.#server, port);
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get openWatches(): number {
    return this.#watches.size;
  }

  /** Requests that hang because the cluster is unreachable. */
  get stranded(): number {
    return this.#stranded.size;
  }

  /** Requests that a slow cluster has yet to answer. */
  get delayed(): number {
    return this.#delayed;
  }

  async stop(): Promise<void> {
    for (const watch of [...this.#watches]) {
      watch.destroy();
    }
    await closeServer(this.#server, this.#sockets);
  }

  /** The port refuses connections until `reopen`. */
  async refuse(): Promise<void> {
    await this.stop();
  }

  async reopen(): Promise<void> {
    this.#server = this.#createServer();
    this.#port = await listen(this.#server, this.#port);
  }

  /** Breaks open watches, as a restarting proxy does. */
  dropWatches(): number {
    const dropped = [...this.#watches];
    for (const watch of dropped) {
      watch.destroy();
    }
    return dropped.length;
  }

  /** What hung while the cluster was unreachable is reset. */
  releaseStranded(): void {
    for (const socket of this.#stranded) {
      socket.destroy();
    }
    this.#stranded.clear();
    this.dropWatches();
  }

  #createServer(): Server {
    const server = createServer((request, response) => {
      this.#handle(request, response);
    });
    // Clients decide how long a connection is kept; a demo has few of them.
    server.keepAliveTimeout = 60_000;
    server.on('connection', socket => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    return server;
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    const { cluster, faults } = this.#options;
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= LARGEST_BODY) {
        chunks.push(chunk);
      }
    });
    request.on('end', () => {
      if (faults.find('unreachable')) {
        this.#stranded.add(request.socket);
        return;
      }
      const answer = () => this.#answer(request, response, chunks);
      const delay = this.#delay(request);
      if (delay > 0) {
        this.#delayed += 1;
        cluster.clock.afterWall(delay, () => {
          this.#delayed -= 1;
          answer();
        });
      } else {
        answer();
      }
    });
  }

  /** Milliseconds until a request is looked at. */
  #delay({ url = '' }: IncomingMessage): number {
    const { faults } = this.#options;
    const slow = faults.find('slow')?.delayMs ?? 0;
    return url.includes('/proxy/')
      ? Math.max(slow, faults.find('slow-metrics')?.delayMs ?? 0)
      : slow;
  }

  #answer(
    request: IncomingMessage,
    response: ServerResponse,
    chunks: readonly Buffer[],
  ): void {
    try {
      const api = this.#read(request, chunks);
      this.#admit(request);
      const throttled = this.#options.faults.find('throttled');
      if (throttled) {
        this.#send(response, tooManyRequests(throttled.retryAfterSeconds));
      } else if (!this.#watch(api, response)) {
        this.#send(response, dispatch(this.#options, api));
      }
    } catch (error) {
      this.#send(
        response,
        refusal(
          error instanceof StatusError
            ? error
            : StatusError.create(
                'InternalError',
                `Internal error occurred: ${String(error)}`,
              ),
        ),
      );
    }
  }

  #read(request: IncomingMessage, chunks: readonly Buffer[]): ApiRequest {
    const url = new URL(request.url ?? '/', this.url);
    const text = Buffer.concat(chunks).toString('utf8');
    return {
      method: request.method ?? 'GET',
      target: parseTarget(url.pathname),
      query: url.searchParams,
      contentType: (request.headers['content-type'] ?? '').split(';')[0] ?? '',
      body: text === '' ? undefined : parseBody(text),
    };
  }

  /** Authentication, before anything is looked at. */
  #admit(request: IncomingMessage): void {
    const { faults, token } = this.#options;
    const wanted = Buffer.from(`Bearer ${token}`);
    const given = Buffer.from(request.headers.authorization ?? '');
    const known =
      given.length === wanted.length && timingSafeEqual(given, wanted);
    if (!known || faults.find('unauthorized')) {
      throw StatusError.create('Unauthorized', 'Unauthorized');
    }
  }

  #watch({ method, query, target }: ApiRequest, response: ServerResponse) {
    const { bookmarkMs, cluster, faults } = this.#options;
    const wanted = ['true', '1'].includes(query.get('watch') ?? '');
    if (method !== 'GET' || target.kind !== 'resource' || !wanted) {
      return false;
    }
    const collection = permittedCollection(this.#options, target, 'watch');
    if (!collection) {
      this.#send(response, notServed(target.group));
      return true;
    }
    const from = startVersion(query);
    const { log } = cluster;
    if (
      faults.find('compacted')?.answer === 'http' &&
      from !== undefined &&
      !log.remembers(from)
    ) {
      throw goneSince(from, log.compactedVersion);
    }
    if (faults.find('malformed')) {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end('{"type":"MODIFIED","object":{"kind":"');
      return true;
    }
    const stream = WatchStream.open({
      cluster,
      collection,
      target,
      query,
      response,
      bookmarkMs,
      delayMs: () => faults.find('slow')?.delayMs ?? 0,
      frozen: () => faults.find('unreachable') !== undefined,
    });
    this.#watches.add(stream);
    response.on('close', () => this.#watches.delete(stream));
    return true;
  }

  #send(response: ServerResponse, answer: Answer): void {
    if ('text' in answer) {
      response.writeHead(answer.code, {
        'Content-Type': 'text/plain; charset=utf-8',
        ...answer.headers,
      });
      response.end(answer.text);
      return;
    }
    const text = JSON.stringify(answer.json);
    response.writeHead(answer.code, {
      'Content-Type': 'application/json',
      ...answer.headers,
    });
    response.end(
      this.#options.faults.find('malformed')
        ? text.slice(0, Math.floor(text.length / 2))
        : text,
    );
  }
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw StatusError.create(
      'BadRequest',
      `the request body is not JSON: ${String(error)}`,
    );
  }
}
