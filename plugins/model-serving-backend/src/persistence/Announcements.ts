/** A source of clusters, as far as it matters for keeping them. */
export interface SourceKind {
  readonly id: string;
  /** Every replica knows its clusters, and they are shared cluster by cluster. */
  readonly sharded: boolean;
}

/** Which clusters come from which source, and which are to be shown. */
export class Announcements {
  readonly #sources: ReadonlyMap<string, SourceKind>;
  readonly #sourceOf = new Map<string, SourceKind>();
  /** The complete lists of those sources that gave one. */
  readonly #listed = new Map<string, ReadonlySet<string>>();

  static create(sources: readonly SourceKind[]): Announcements {
    return new Announcements(sources);
  }

  private constructor(sources: readonly SourceKind[]) {
    this.#sources = new Map(sources.map(source => [source.id, source]));
  }

  announce(cluster: string, sourceId: string): void {
    const source = this.#sources.get(sourceId);
    if (source) {
      this.#sourceOf.set(cluster, source);
    }
  }

  forget(cluster: string): void {
    this.#sourceOf.delete(cluster);
  }

  list(sourceId: string, names: ReadonlySet<string>): void {
    this.#listed.set(sourceId, names);
  }

  of(sourceId: string): string[] {
    return [...this.#sourceOf].flatMap(([name, { id }]) =>
      id === sourceId ? [name] : [],
    );
  }

  sourceOf(cluster: string): SourceKind | undefined {
    return this.#sourceOf.get(cluster);
  }

  unitOf(cluster: string): string | undefined {
    const source = this.#sourceOf.get(cluster);
    return source && unitOf(source, cluster);
  }

  isSharded(sourceId: string): boolean {
    return this.#sources.get(sourceId)?.sharded ?? false;
  }

  /**
   * Whether a cluster that is kept is shown here. Replicas may be configured
   * differently while they are replaced one by one, so each goes by its own.
   */
  shows(cluster: string, sourceId: string): boolean {
    if (!this.#sources.has(sourceId)) {
      return false;
    }
    const listed = this.#listed.get(sourceId);
    return !this.isSharded(sourceId) || !listed || listed.has(cluster);
  }
}

/** What a lease is about. */
export function unitOf(source: SourceKind, cluster: string): string {
  return source.sharded ? `cluster/${cluster}` : `source/${source.id}`;
}
