/** What a delivery tool calls a cluster. */
export interface Destination {
  readonly name?: string;
  readonly server?: string;
  /** Other words for it, which only configured aliases join. */
  readonly alsoCalled?: readonly string[];
}

/** What a cluster is known by. */
export interface KnownCluster {
  readonly name: string;
  readonly serverUrl?: string | undefined;
  readonly aliases: readonly string[];
}

/**
 * The clusters that delivery tools can mean: by the API server's URL, then by
 * configured aliases, then by name; of several the first.
 *
 * Keeps names alone, so that it can outlive what is known of the clusters.
 */
export class Destinations {
  readonly #names: readonly string[];
  readonly #byUrl = new Map<string, number>();
  readonly #byAlias = new Map<string, number>();
  readonly #byAliasUrl = new Map<string, number>();
  readonly #byName = new Map<string, number>();

  static create(clusters: readonly KnownCluster[]): Destinations {
    return new Destinations(clusters);
  }

  private constructor(clusters: readonly KnownCluster[]) {
    this.#names = clusters.map(({ name }) => name);
    for (const [index, { name, serverUrl, aliases }] of clusters.entries()) {
      addFirst(this.#byUrl, serverUrl && normalizeUrl(serverUrl), index);
      addFirst(this.#byName, comparableName(name), index);
      for (const alias of aliases) {
        addFirst(this.#byAlias, comparableName(alias), index);
        addFirst(this.#byAliasUrl, normalizeUrl(alias), index);
      }
    }
  }

  /**
   * Argo CD v3.5 calls the cluster that it runs in `in-cluster` and
   * `https://kubernetes.default.svc`; that is the one that reports the
   * delivery.
   *
   * @param reporter - the name of that one.
   * @returns the cluster's name; `undefined` for one that is not among these.
   */
  find(
    { name, server, alsoCalled = [] }: Destination,
    reporter: string,
  ): string | undefined {
    if (!name && !server) return reporter;
    if (server && isOwnCluster(server)) return reporter;
    const url = server ? normalizeUrl(server) : undefined;
    const byServer = url === undefined ? undefined : this.#byUrl.get(url);
    if (byServer !== undefined) return this.#names[byServer];
    const called = [name, server, ...alsoCalled].filter(
      word => word !== undefined,
    );
    const byAlias = called
      .flatMap(word => [
        this.#byAlias.get(comparableName(word)),
        this.#byAliasUrl.get(normalizeUrl(word) ?? ''),
      ])
      .filter(index => index !== undefined);
    if (byAlias.length > 0) return this.#names[Math.min(...byAlias)];
    if (name === 'in-cluster') return reporter;
    const byName = name ? this.#byName.get(comparableName(name)) : undefined;
    return byName === undefined ? undefined : this.#names[byName];
  }
}

function addFirst(
  map: Map<string, number>,
  key: string | undefined,
  index: number,
): void {
  if (key && !map.has(key)) map.set(key, index);
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

function normalizeUrl(text: string): string | undefined {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  // `host` leaves out the scheme's own port, and is in lower case.
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`;
}
