import { setImmediate as turn } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Clock } from '../observe';
import type { Ownership } from '../replicas';
import type { FleetMemory } from '../state';
import type { Announcements } from './Announcements';
import type { FleetJournal, Mark } from './FleetJournal';
import type { ClusterWrite, FleetStore, RecordWrite } from './FleetStore';
import type { KeepSettings } from './settings';
import { Trouble } from './Trouble';
import { within } from './within';

/** Clusters, before others have a turn. */
const READ_AT_ONCE = 20;

export interface FleetWriterOptions {
  readonly memory: FleetMemory;
  readonly journal: FleetJournal;
  readonly announcements: Announcements;
  readonly ownership: Ownership;
  readonly store: FleetStore;
  readonly clock: Clock;
  readonly elapsed: () => number;
  readonly logger: LoggerService;
  readonly settings: KeepSettings;
  /** Whether what is stored of a cluster is known, so that it can be built upon. */
  isKnown(cluster: string): boolean;
  onWritten(cluster: string): void;
}

/** Writes what changed here, and nobody waits for it. */
export class FleetWriter {
  readonly #options: FleetWriterOptions;
  readonly #trouble: Trouble;
  readonly #oversized = new Set<string>();
  #writing: Promise<boolean> = Promise.resolve(true);
  /** Asked for and not begun: it will have all that is there by then. */
  #next: Promise<boolean> | undefined;

  static create(options: FleetWriterOptions): FleetWriter {
    return new FleetWriter(options);
  }

  private constructor(options: FleetWriterOptions) {
    this.#options = options;
    this.#trouble = Trouble.create(
      options.logger,
      "The fleet's state cannot be saved, and is shown all the same",
    );
  }

  async run(signal: AbortSignal): Promise<void> {
    const { clock, settings } = this.#options;
    let waitMs = settings.writeMs;
    while (!signal.aborted) {
      await clock.sleep(waitMs, signal).catch(() => undefined);
      const written = !signal.aborted && (await this.flush());
      waitMs = written
        ? settings.writeMs
        : Math.min(settings.maxRetryMs, waitMs * 2);
    }
  }

  /**
   * Writes all that is due; callers in the same turn share one write.
   *
   * @returns whether the database took it. Never throws.
   */
  flush(): Promise<boolean> {
    this.#next ??= this.#flushNext();
    return this.#next;
  }

  async #flushNext(): Promise<boolean> {
    await this.#writing;
    await turn();
    this.#next = undefined;
    this.#writing = this.#writeAll();
    return this.#writing;
  }

  async #writeAll(): Promise<boolean> {
    const { journal, ownership, announcements } = this.#options;
    const { elapsed, settings } = this.#options;
    const marks = journal.take(elapsed(), settings.confirmMs, cluster => {
      const unit = announcements.unitOf(cluster);
      return unit !== undefined && ownership.fence(unit) !== undefined;
    });
    const open = new Map(marks);
    try {
      for await (const writes of this.#batches(marks)) {
        await this.#write(writes);
        for (const { name } of writes) {
          open.delete(name);
        }
      }
      if (marks.size > 0) {
        this.#trouble.ends();
      }
      return true;
    } catch (error) {
      journal.putBack(open);
      this.#trouble.begins(error);
      return false;
    }
  }

  async #write(writes: readonly ClusterWrite[]): Promise<void> {
    const { clock, settings, store, ownership, onWritten } = this.#options;
    const written = await within(clock, settings.timeoutMs, 'Saving', () =>
      store.write(writes),
    );
    for (const { name, unit, complete } of writes) {
      if (!written.has(name)) {
        ownership.lost(unit);
      } else if (complete) {
        onWritten(name);
      }
    }
  }

  /**
   * Read when their turn comes, so that the newest is what is written; others
   * have theirs in between.
   */
  async *#batches(
    marks: ReadonlyMap<string, Mark>,
  ): AsyncGenerator<readonly ClusterWrite[]> {
    let batch: ClusterWrite[] = [];
    let size = 0;
    let read = 0;
    for (const [cluster, mark] of marks) {
      read += 1;
      if (read % READ_AT_ONCE === 0) await turn();
      const write = this.#toWrite(cluster, mark);
      if (!write) {
        continue;
      }
      if (batch.length > 0 && size + write.records.length > this.#batchSize) {
        yield batch;
        batch = [];
        size = 0;
      }
      batch.push(write);
      size += write.records.length;
    }
    if (batch.length > 0) {
      yield batch;
    }
  }

  get #batchSize(): number {
    return this.#options.settings.batch;
  }

  #toWrite(name: string, mark: Mark): ClusterWrite | undefined {
    const { memory, announcements, ownership, isKnown } = this.#options;
    const source = announcements.sourceOf(name);
    const unit = announcements.unitOf(name);
    const fence = unit && ownership.fence(unit);
    if (!source || !unit || !fence) {
      return undefined;
    }
    const cluster = memory.cluster(name);
    const complete = mark.complete || !isKnown(name);
    const records: RecordWrite[] = [];
    const add = (kind: string, key: string) => {
      const kept = cluster?.read(kind, key);
      if (this.#fits(name, kind, key, kept)) {
        records.push({ kind, key, kept });
      }
    };
    if (complete) {
      for (const [kind, key] of cluster?.keys() ?? []) {
        add(kind, key);
      }
    } else {
      for (const [kind, keys] of mark.records) {
        keys.forEach(key => add(kind, key));
      }
    }
    return {
      name,
      source: source.id,
      removed: cluster === undefined,
      head: cluster?.head() ?? nothingOf(name),
      records,
      complete,
      unit,
      fence,
    };
  }

  /** An object that grew out of all measure must not fill the database. */
  #fits(cluster: string, kind: string, key: string, kept: unknown): boolean {
    const { settings, logger } = this.#options;
    const id = `${kind} ${key} of cluster '${cluster}'`;
    if (!kept || JSON.stringify(kept).length <= settings.maxRecord) {
      return true;
    }
    if (!this.#oversized.has(id)) {
      this.#oversized.add(id);
      logger.warn(
        `${id} is too large to be saved; it is shown until a restart`,
      );
    }
    return false;
  }
}

function nothingOf(name: string): ClusterWrite['head'] {
  return {
    identity: { name, title: name },
    state: { status: 'connecting' },
    version: { simulated: false },
    kinds: {},
  };
}
