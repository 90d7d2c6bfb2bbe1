import type { IncomingMessage, ServerResponse } from 'node:http';
import { describeApi, servedResource, type ServedResource } from './resources';
import type { StaticCluster, StoredObject } from './StaticCluster';

/** What was asked of all clusters, by what it costs them. */
export interface RequestCounts {
  list: number;
  watch: number;
  heartbeat: number;
  discovery: number;
}

/** A list or a watch of a kind, in one namespace or all. */
const COLLECTION =
  /^(\/api\/v1|\/apis\/[^/]+\/[^/]+)\/(?:namespaces\/([^/]+)\/)?([^/]+)\/?$/;
const BOOKMARK_MS = 60_000;

/** Answers one request to a cluster; what is not simulated is an empty list. */
export function answerRequest(
  cluster: StaticCluster,
  counts: RequestCounts,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const url = new URL(request.url ?? '/', 'http://cluster');
  const description = describeApi(url.pathname);
  if (description) {
    counts[url.pathname === '/version' ? 'heartbeat' : 'discovery'] += 1;
    send(response, 200, JSON.stringify(description));
    return;
  }
  const [, api, namespace, plural = ''] = COLLECTION.exec(url.pathname) ?? [];
  if (!plural) {
    counts.discovery += 1;
    send(response, 404, '{"kind":"Status","code":404}');
    return;
  }
  const served = servedResource(`${api}/${plural}`);
  if (url.searchParams.has('watch')) {
    counts.watch += 1;
    watch(cluster, plural, url.searchParams, response);
    return;
  }
  counts.list += 1;
  const body = served
    ? listBody(cluster, served, namespace, url.searchParams)
    : '{"kind":"List","metadata":{},"items":[]}';
  send(response, 200, body);
}

function listBody(
  cluster: StaticCluster,
  { plural, kind }: ServedResource,
  namespace: string | undefined,
  query: URLSearchParams,
): string {
  const selected = cluster
    .list(plural)
    .filter(object => !namespace || object.namespace === namespace)
    .filter(selector(query.get('labelSelector')));
  const limit = Number(query.get('limit') ?? 0) || selected.length;
  const offset = Number(query.get('continue') ?? 0);
  const page = selected.slice(offset, offset + limit);
  const next = offset + limit < selected.length ? offset + limit : undefined;
  const metadata = JSON.stringify({
    resourceVersion: String(cluster.version),
    ...(next !== undefined && { continue: String(next) }),
  });
  const items = page.map(({ text }) => text).join(',');
  return `{"kind":"${kind}List","metadata":${metadata},"items":[${items}]}`;
}

/** Only what callers here use: pairs that must be equal. */
function selector(text: string | null): (object: StoredObject) => boolean {
  const pairs = (text ?? '')
    .split(',')
    .filter(Boolean)
    .map(pair => pair.split('='));
  return ({ labels }) =>
    pairs.every(([name = '', value]) => labels[name] === value);
}

function watch(
  cluster: StaticCluster,
  plural: string,
  query: URLSearchParams,
  response: ServerResponse,
): void {
  const from = Number(query.get('resourceVersion') ?? 0);
  response.writeHead(200, { 'content-type': 'application/json' });
  const write = (line: string) => {
    response.write(line);
  };
  const end = cluster.watch(plural, from, write);
  if (!end) {
    response.end('{"type":"ERROR","object":{"kind":"Status","code":410}}\n');
    return;
  }
  response.flushHeaders();
  const bookmarks = setInterval(() => {
    const metadata = { resourceVersion: String(cluster.version) };
    write(`${JSON.stringify({ type: 'BOOKMARK', object: { metadata } })}\n`);
  }, BOOKMARK_MS);
  const seconds = Number(query.get('timeoutSeconds') ?? 300);
  const timeout = setTimeout(() => response.end(), seconds * 1000);
  response.on('close', () => {
    end();
    clearInterval(bookmarks);
    clearTimeout(timeout);
  });
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
