import type { ClusterSnapshot } from './snapshot';

/** What a delivery tool calls a cluster. */
export interface Destination {
  readonly name?: string;
  readonly server?: string;
  /** Other words for it, which only configured aliases join. */
  readonly alsoCalled?: readonly string[];
}

/**
 * The cluster that a delivery tool means: by the API server's URL, then by
 * configured aliases, then by name.
 *
 * Argo CD v3.5 calls the cluster that it runs in `in-cluster` and
 * `https://kubernetes.default.svc`; that is the one that reports the delivery.
 *
 * @returns `undefined` for a cluster that the fleet does not have.
 */
export function findDestination(
  { name, server, alsoCalled = [] }: Destination,
  reporter: ClusterSnapshot,
  clusters: readonly ClusterSnapshot[],
): ClusterSnapshot | undefined {
  if (!name && !server) return reporter;
  if (server && isOwnCluster(server)) return reporter;
  const byServer =
    server &&
    clusters.find(({ serverUrl }) => serverUrl && sameUrl(serverUrl, server));
  if (byServer) return byServer;
  const called = [name, server, ...alsoCalled].filter(
    word => word !== undefined,
  );
  const byAlias = clusters.find(({ aliases }) =>
    aliases.some(alias =>
      called.some(word => sameName(alias, word) || sameUrl(alias, word)),
    ),
  );
  if (byAlias) return byAlias;
  if (name === 'in-cluster') return reporter;
  return clusters.find(({ cluster }) => name && sameName(cluster.name, name));
}

/** Catalog refs are in lower case, names elsewhere may not be. */
export function sameName(a: string, b: string): boolean {
  return a === b || comparableName(a) === comparableName(b);
}

/** Equal for names that are {@link sameName}. */
export function comparableName(name: string): string {
  return name.toLocaleLowerCase('en-US');
}

function isOwnCluster(server: string): boolean {
  return /^https:\/\/kubernetes\.default(?:\.svc(?:\.cluster\.local)?)?(?::443)?\/?$/.test(
    server,
  );
}

function sameUrl(a: string, b: string): boolean {
  const [left, right] = [a, b].map(normalizeUrl);
  return left !== undefined && left === right;
}

function normalizeUrl(text: string): string | undefined {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  // `host` leaves out the scheme's own port, and is in lower case.
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`;
}
