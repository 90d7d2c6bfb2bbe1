import type { ServedSchema } from './SchemaStore';

interface Entry {
  readonly served: ServedSchema;
  readonly bytes: number;
}

/** Schemas at hand, up to a bound; those that were not used for longest go. */
export class SchemaMemory {
  readonly #most: number;
  /** In the order of use. */
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;

  static create(mostBytes: number): SchemaMemory {
    return new SchemaMemory(mostBytes);
  }

  private constructor(mostBytes: number) {
    this.#most = mostBytes;
  }

  get(cluster: string, kind: string): ServedSchema | undefined {
    const key = keyOf(cluster, kind);
    const entry = this.#entries.get(key);
    if (entry) {
      this.#entries.delete(key);
      this.#entries.set(key, entry);
    }
    return entry?.served;
  }

  set(cluster: string, kind: string, served: ServedSchema): void {
    const key = keyOf(cluster, kind);
    const before = this.#entries.get(key);
    const bytes =
      before?.served.schema === served.schema
        ? before.bytes
        : JSON.stringify(served.schema).length;
    this.#entries.delete(key);
    this.#entries.set(key, { served, bytes });
    this.#bytes += bytes - (before?.bytes ?? 0);
    for (const [oldest, entry] of this.#entries) {
      if (this.#bytes <= this.#most || this.#entries.size === 1) {
        return;
      }
      this.#entries.delete(oldest);
      this.#bytes -= entry.bytes;
    }
  }
}

function keyOf(cluster: string, kind: string): string {
  return JSON.stringify([cluster, kind]);
}
