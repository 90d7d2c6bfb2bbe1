import { createHash } from 'node:crypto';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A change that was proposed. */
export interface Proposed {
  readonly number: number;
  readonly branch: string;
  readonly base: string;
  title: string;
  description: string;
}

/** What an API was asked: JSON of whatever shape. */
export interface Asked {
  readonly method: string;
  /** Decoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  // What upstream's clients send is read field by field in each handler.
  readonly body: Readonly<Record<string, unknown>>;
}

/** A host's API over files in memory, on loopback. */
export interface FakeGitHost {
  /** Host and port, as in `repoUrl`. */
  readonly host: string;
  readonly url: string;
  /** Files by branch. */
  readonly branches: Map<string, Map<string, string>>;
  readonly proposed: Proposed[];
  readonly asked: Asked[];
  close(): Promise<void>;
}

/** Keeps a change that was asked for. */
export function propose(
  { proposed }: FakeGitHost,
  given: { branch: string; base: string; title: string; description: string },
) {
  const entry = { number: proposed.length + 1, ...given };
  proposed.push(entry);
  return entry;
}

type Answer = [status: number, body: unknown];

/** Answers as the host's documented API does; `undefined` for what it has not. */
export type Api = (asked: Asked, host: FakeGitHost) => Answer | undefined;

/**
 * @param api - Of the host.
 * @param git - Where the repository itself is, for hosts that are pushed to:
 * whatever comes below `/scm/` is handed on to it.
 */
export async function startFakeGitHost(
  api: Api,
  git?: string,
): Promise<FakeGitHost> {
  const server = createServer((request, response) => {
    answer(request, response).catch(error => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const host: FakeGitHost = {
    host: `127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}`,
    branches: new Map([['main', new Map()]]),
    proposed: [],
    asked: [],
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? '/', host.url);
    if (git && url.pathname.startsWith('/scm/')) {
      handOn(request, response, url, git);
      return;
    }
    const content = await text(request);
    const asked: Asked = {
      method: request.method ?? 'GET',
      path: decodeURIComponent(url.pathname),
      query: url.searchParams,
      authorization:
        request.headers.authorization ??
        request.headers['private-token']?.toString(),
      body: content ? JSON.parse(content) : {},
    };
    host.asked.push(asked);
    const [status, body] = api(asked, host) ?? [
      404,
      { message: `There is no ${asked.method} ${asked.path}` },
    ];
    response
      .writeHead(status, { 'Content-Type': 'application/json' })
      .end(JSON.stringify(body));
  }
  return host;
}

/** A repository as hosts that allow nothing but TLS have it. */
export interface TlsGitHost {
  /** Host and port, as in `repoUrl`. */
  readonly host: string;
  close(): Promise<void>;
}

/**
 * Serves a repository by TLS at `/<owner>/<name>.git`, and lets this process
 * trust it until it is closed.
 *
 * @param git - Where the repository itself is.
 * @param certificate - Of 127.0.0.1, signed by itself.
 */
export async function startTlsGitHost(
  git: string,
  { key, cert }: { readonly key: string; readonly cert: string },
): Promise<TlsGitHost> {
  const server = https.createServer({ key, cert }, (request, response) =>
    handOn(request, response, new URL(request.url ?? '/', git), git),
  );
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { options } = https.globalAgent;
  const trusted = options.ca;
  options.ca = cert;
  return {
    host: `127.0.0.1:${port}`,
    async close() {
      options.ca = trusted;
      https.globalAgent.destroy();
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

function handOn(
  request: IncomingMessage,
  response: ServerResponse,
  { pathname, search }: URL,
  git: string,
): void {
  const rest = pathname.replace(/^(?:\/scm)?\/[^/]+\/[^/]+\.git/, '');
  const upstream = httpRequest(
    `${git}${rest}${search}`,
    { method: request.method, headers: request.headers },
    answered => {
      response.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(response);
    },
  );
  request.pipe(upstream);
}

/** The id that git gives a file. */
export function blobId(content: string): string {
  const bytes = Buffer.from(content);
  return createHash('sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
}
