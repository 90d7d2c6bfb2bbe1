import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  FleetSink,
  FleetSource,
} from '@modelfleet/backstage-plugin-model-serving-node';
import type { Clock } from '../observe';
import type { Ownership } from '../replicas';
import type { FleetMemory } from '../state';
import { Announcements, unitOf } from './Announcements';
import type { SourceKind } from './Announcements';
import { cleanUp } from './cleanUp';
import { FleetFollower } from './FleetFollower';
import { FleetJournal } from './FleetJournal';
import type { FleetStore } from './FleetStore';
import { FleetWriter } from './FleetWriter';
import type { KeepSettings } from './settings';
import { SourceSink } from './SourceSink';
import { within } from './within';

export interface KeptFleetOptions {
  readonly state: FleetMemory & FleetSink;
  /** The one that the state tells of its changes. */
  readonly journal: FleetJournal;
  readonly sources: readonly SourceKind[];
  readonly ownership: Ownership;
  readonly store: FleetStore;
  readonly clock: Clock;
  /** Milliseconds on a watch that is never set. */
  readonly elapsed: () => number;
  readonly logger: LoggerService;
  readonly settings: KeepSettings;
}

/**
 * Keeps the fleet's state in a database, and shares it with other replicas:
 * what is observed here is written, what is observed elsewhere is read.
 */
export class KeptFleet {
  readonly #options: KeptFleetOptions;
  readonly #announcements: Announcements;
  readonly #follower: FleetFollower;
  readonly #writer: FleetWriter;
  #loading: Promise<void> = Promise.resolve();

  static create(options: KeptFleetOptions): KeptFleet {
    return new KeptFleet(options);
  }

  private constructor(options: KeptFleetOptions) {
    this.#options = options;
    const announcements = Announcements.create(options.sources);
    this.#announcements = announcements;
    const shared = {
      ...options,
      memory: options.state,
      announcements,
    };
    const follower = FleetFollower.create({
      ...shared,
      shared: options.ownership.shared,
      isOwn: cluster => {
        const unit = announcements.unitOf(cluster);
        return Boolean(unit && options.ownership.fence(unit));
      },
    });
    this.#follower = follower;
    this.#writer = FleetWriter.create({
      ...shared,
      isKnown: cluster => follower.isKnown(cluster),
      onWritten: cluster => follower.written(cluster),
    });
  }

  /**
   * Shows what was saved. Waits no longer than a bound; observation does not
   * begin before all was read, or could not be.
   */
  async load(): Promise<void> {
    const { clock, settings, logger } = this.#options;
    this.#loading = this.#follower.load();
    await within(
      clock,
      settings.loadMs,
      'Reading what was saved of the fleet',
      () => this.#loading,
    ).catch(error =>
      logger.warn(`${error.message}; it goes on beside the rest`),
    );
  }

  /** Writes and reads until the signal is aborted, then writes the last. */
  async run(signal: AbortSignal): Promise<void> {
    const { ownership } = this.#options;
    await Promise.all([
      ownership.run(signal),
      this.#writer.run(signal),
      this.#follow(signal),
      cleanUp(this.#options, signal),
    ]);
    await this.#writer.flush();
  }

  /** Runs a source in one replica. */
  async runSource(source: FleetSource, signal: AbortSignal): Promise<void> {
    await this.#loading;
    const sink = this.sinkOf(source.id);
    const run = (end: AbortSignal) => source.run(sink, { signal: end });
    if (this.#announcements.isSharded(source.id)) {
      await run(signal);
      return;
    }
    const unit = unitOf({ id: source.id, sharded: false }, '');
    await this.#whileOwner(
      unit,
      () => this.#announcements.of(source.id),
      run,
      signal,
    );
  }

  sinkOf(source: string): FleetSink {
    return SourceSink.create({
      source,
      sink: this.#options.state,
      journal: this.#options.journal,
      announcements: this.#announcements,
    });
  }

  /** Runs the observation of a cluster in one replica. */
  async whileOwner(
    cluster: string,
    work: (signal: AbortSignal) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    const unit = this.#announcements.unitOf(cluster) ?? `cluster/${cluster}`;
    await this.#whileOwner(unit, () => [cluster], work, signal);
  }

  async #whileOwner(
    unit: string,
    clusters: () => readonly string[],
    work: (signal: AbortSignal) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    const { ownership } = this.#options;
    if (!ownership.shared) {
      await work(signal);
      return;
    }
    await ownership.whileOwner(
      unit,
      async end => {
        // Clusters that an earlier owner announced may not be known here yet.
        await this.#follower.poll();
        await this.#follower.catchUp(clusters());
        try {
          if (!end.aborted) {
            await work(end);
          }
        } finally {
          if (ownership.fence(unit)) {
            await this.#writer.flush();
          }
          clusters().forEach(name => this.#follower.leave(name));
        }
      },
      signal,
    );
  }

  async #follow(signal: AbortSignal): Promise<void> {
    const { clock, ownership, settings } = this.#options;
    while (ownership.shared && !signal.aborted) {
      await this.#follower.poll();
      await clock.sleep(settings.writeMs, signal).catch(() => undefined);
    }
  }
}
