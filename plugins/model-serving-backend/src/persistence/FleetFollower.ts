import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Clock } from '../observe';
import type { FleetMemory, KeptCluster, KeptRecord } from '../state';
import type { Announcements } from './Announcements';
import { chunks } from './chunks';
import type { FleetJournal } from './FleetJournal';
import type { FleetStore, StoredHead, StoredRecord } from './FleetStore';
import { rememberedState } from './rememberedState';
import type { KeepSettings } from './settings';
import { Trouble } from './Trouble';
import { within } from './within';

/** Clusters that are read at once. */
const CHUNK = 25;

export interface FleetFollowerOptions {
  readonly memory: FleetMemory;
  readonly journal: FleetJournal;
  readonly announcements: Announcements;
  readonly store: FleetStore;
  readonly clock: Clock;
  readonly elapsed: () => number;
  readonly logger: LoggerService;
  readonly settings: KeepSettings;
  /** Whether other processes write too. */
  readonly shared: boolean;
  /** What is observed here is not read from the database. */
  isOwn(cluster: string): boolean;
}

/** Brings what is stored into the fleet's state here. */
export class FleetFollower {
  readonly #options: FleetFollowerOptions;
  readonly #trouble: Trouble;
  /** Up to which `seq` each cluster was read. */
  readonly #cursors = new Map<string, number>();
  /** When a cluster that is not observed here was last written by anyone. */
  readonly #freshAt = new Map<string, number>();
  /** What was looked at and not taken. */
  readonly #passed = new Map<string, StoredHead>();

  static create(options: FleetFollowerOptions): FleetFollower {
    return new FleetFollower(options);
  }

  private constructor(options: FleetFollowerOptions) {
    this.#options = options;
    this.#trouble = Trouble.create(
      options.logger,
      'What was saved of the fleet cannot be read',
    );
  }

  /** Whether all that is stored of a cluster was read or written here. */
  isKnown(cluster: string): boolean {
    return this.#cursors.has(cluster);
  }

  /** For a cluster that was written here as a whole. */
  written(cluster: string): void {
    this.#cursors.set(cluster, this.#cursors.get(cluster) ?? 0);
  }

  /** Reads all that was saved. Never throws. */
  async load(): Promise<void> {
    await this.#try(async () => {
      const names = [...(await this.#sequences()).keys()];
      await this.#read(names, () => true);
    });
  }

  /** Reads what others wrote, once. Never throws. */
  async poll(): Promise<void> {
    const { isOwn } = this.#options;
    await this.#try(async () => {
      const sequences = await this.#sequences();
      const changed = [...sequences].flatMap(([name, seq]) =>
        isOwn(name) ||
        this.#cursors.get(name) === seq ||
        this.#passes(name, seq)
          ? []
          : [name],
      );
      // It may have become our own while it was read.
      await this.#read(changed, name => !isOwn(name));
    });
    this.#age();
  }

  /**
   * Reads the last that earlier owners wrote, before something is observed
   * here. Where that fails, all is written anew once it was observed.
   */
  async catchUp(clusters: readonly string[]): Promise<void> {
    const { journal } = this.#options;
    const done = await this.#try(async () => {
      await this.#read(clusters, () => true);
      clusters.forEach(name => journal.settled(name));
    });
    if (!done) {
      clusters.forEach(name => this.#cursors.delete(name));
    }
  }

  /** What was observed here is from now on for others to say. */
  leave(cluster: string): void {
    const { memory, elapsed } = this.#options;
    this.#cursors.delete(cluster);
    const known = memory.cluster(cluster);
    if (known) {
      memory.restoreState(cluster, known.head().state);
      this.#freshAt.set(cluster, elapsed());
    }
  }

  #passes(name: string, seq: number): boolean {
    const passed = this.#passed.get(name);
    return passed?.seq === seq && !this.#isShown(passed);
  }

  #isShown({ name, source, head }: StoredHead): boolean {
    return Boolean(head) && this.#options.announcements.shows(name, source);
  }

  #sequences(): Promise<ReadonlyMap<string, number>> {
    return this.#within(() => this.#options.store.sequences());
  }

  async #read(
    names: readonly string[],
    wanted: (name: string) => boolean,
  ): Promise<void> {
    const { store } = this.#options;
    for (const some of chunks(names, CHUNK)) {
      const heads = await this.#within(() => store.heads(some));
      heads.forEach(head => this.#passed.set(head.name, head));
      const shown = heads.filter(head => this.#isShown(head));
      const after = new Map(
        shown.flatMap(({ name, floor, removed }) => {
          const cursor = this.#cursors.get(name);
          const known = cursor !== undefined && cursor >= floor;
          return removed ? [] : [[name, known ? cursor : undefined] as const];
        }),
      );
      const records = await this.#within(() => store.records(after));
      const byCluster = group(records);
      for (const stored of shown) {
        if (wanted(stored.name)) {
          const complete = after.get(stored.name) === undefined;
          this.#take(stored, byCluster.get(stored.name) ?? new Map(), complete);
        }
      }
    }
  }

  #take(
    stored: StoredHead,
    records: KeptCluster['records'],
    complete: boolean,
  ): void {
    const { memory, announcements, elapsed, clock, settings } = this.#options;
    const { name, head, source } = stored;
    const before = this.#cursors.get(name);
    // Written since it was last read, whatever the clocks say.
    const rose = before !== undefined && stored.seq > before;
    this.#passed.delete(name);
    this.#cursors.set(name, stored.seq);
    if (stored.removed) {
      memory.removeCluster(name);
      announcements.forget(name);
      return;
    }
    if (head) {
      const identify = !announcements.isSharded(source);
      announcements.announce(name, source);
      memory.restore({ head, records, complete, identify });
      const age = clock.now().getTime() - stored.seenAt;
      if (this.#options.shared && (rose || age < settings.staleMs)) {
        this.#freshAt.set(name, elapsed());
      } else {
        this.#remember(name, 'Backstage was restarted since');
      }
    }
  }

  /** Says so of what nobody confirmed for a while. */
  #age(): void {
    const { elapsed, settings } = this.#options;
    for (const [name, at] of this.#freshAt) {
      if (elapsed() - at >= settings.staleMs) {
        this.#freshAt.delete(name);
        this.#remember(
          name,
          `no replica of Backstage has confirmed it for ${
            settings.staleMs / 1_000
          } s`,
        );
      }
    }
  }

  #remember(name: string, why: string): void {
    const { memory, clock } = this.#options;
    const state = memory.cluster(name)?.restoredState;
    if (state) {
      const now = clock.now();
      memory.restoreState(name, rememberedState(name, state, why, now));
    }
  }

  #within<T>(work: () => Promise<T>): Promise<T> {
    const { clock, settings } = this.#options;
    return within(clock, settings.timeoutMs, 'Reading', work);
  }

  async #try(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      this.#trouble.ends();
      return true;
    } catch (error) {
      this.#trouble.begins(error);
      return false;
    }
  }
}

function group(
  records: readonly StoredRecord[],
): Map<string, Map<string, Map<string, KeptRecord | undefined>>> {
  const clusters = new Map<
    string,
    Map<string, Map<string, KeptRecord | undefined>>
  >();
  for (const { cluster, kind, key, kept } of records) {
    const kinds = clusters.get(cluster) ?? new Map();
    const keys = kinds.get(kind) ?? new Map();
    clusters.set(cluster, kinds.set(kind, keys.set(key, kept)));
  }
  return clusters;
}
