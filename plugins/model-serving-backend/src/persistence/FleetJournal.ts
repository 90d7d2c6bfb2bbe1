import type { FleetChanges } from '../state';

/** More records than this are written anew rather than one by one. */
const MAX_MARKS = 20_000;

/** What of a cluster is not written yet. */
export interface Mark {
  readonly records: ReadonlyMap<string, ReadonlySet<string>>;
  /** More than times of confirmation. */
  readonly visible: boolean;
  readonly complete: boolean;
}

interface OpenMark {
  records: Map<string, Set<string>>;
  size: number;
  visible: boolean;
  complete: boolean;
}

/**
 * Remembers what changed since it was last written: names only, so that it
 * stays small however long the database is away.
 */
export class FleetJournal implements FleetChanges {
  readonly #marks = new Map<string, OpenMark>();
  readonly #writtenAt = new Map<string, number>();

  static create(): FleetJournal {
    return new FleetJournal();
  }

  private constructor() {}

  record(cluster: string, kind: string, key: string): void {
    const mark = this.#open(cluster);
    mark.visible = true;
    if (mark.complete) {
      return;
    }
    const keys = mark.records.get(kind) ?? new Set();
    mark.records.set(kind, keys);
    mark.size += keys.has(key) ? 0 : 1;
    keys.add(key);
    if (mark.size > MAX_MARKS) {
      this.rewrite(cluster);
    }
  }

  cluster(cluster: string, visible: boolean): void {
    const mark = this.#open(cluster);
    mark.visible ||= visible;
  }

  /** What is stored of a cluster cannot be built upon. */
  rewrite(cluster: string): void {
    const mark = this.#open(cluster);
    mark.complete = true;
    mark.visible = true;
    mark.records.clear();
    mark.size = 0;
  }

  /** What is here of the cluster is as it is stored. */
  settled(cluster: string): void {
    this.#marks.delete(cluster);
  }

  /**
   * Takes what is due. Confirmations wait until `confirmMs` after the last
   * write; what may not be written is dropped.
   */
  take(
    now: number,
    confirmMs: number,
    mayWrite: (cluster: string) => boolean,
  ): Map<string, Mark> {
    const taken = new Map<string, Mark>();
    for (const [cluster, mark] of this.#marks) {
      if (!mayWrite(cluster)) {
        this.#marks.delete(cluster);
        this.#writtenAt.delete(cluster);
        continue;
      }
      const last = this.#writtenAt.get(cluster) ?? -Infinity;
      if (mark.visible || now - last >= confirmMs) {
        this.#marks.delete(cluster);
        this.#writtenAt.set(cluster, now);
        taken.set(cluster, mark);
      }
    }
    return taken;
  }

  /** For what was taken and could not be written. */
  putBack(marks: Iterable<readonly [cluster: string, mark: Mark]>): void {
    for (const [cluster, mark] of marks) {
      this.cluster(cluster, mark.visible);
      if (mark.complete) {
        this.rewrite(cluster);
      }
      for (const [kind, keys] of mark.records) {
        for (const key of keys) {
          this.record(cluster, kind, key);
        }
      }
    }
  }

  #open(cluster: string): OpenMark {
    const known = this.#marks.get(cluster) ?? {
      records: new Map<string, Set<string>>(),
      size: 0,
      visible: false,
      complete: false,
    };
    this.#marks.set(cluster, known);
    return known;
  }
}
