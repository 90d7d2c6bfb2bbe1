import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  AcceleratorRule,
  ObservedRecord,
  Projection,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { ClusterAccess } from '@modelfleet/backstage-plugin-model-serving-node';
import { ObjectReader } from '../ObjectReader';
import type { ObserverMeter } from '../ObserverMeter';
import type { ObserveSettings } from '../settings';
import { readHandedOver } from './handedOver';
import { ObserverThread } from './ObserverThread';
import type { Observation, ThreadStart } from './ObserverThread';
import { Reports } from './Reports';
import { THREAD_FILE } from './thread';

/** A thread that is lost more often than this in one hour is not started again. */
const LOSSES = 5;
const LOSSES_WITHIN_MS = 3_600_000;

export interface ObserverThreadsOptions {
  readonly count: number;
  /** What a thread reads by itself. */
  readonly accelerators: readonly AcceleratorRule[];
  /** What modules added. */
  readonly added: readonly Projection<ObservedRecord>[];
  /** All kinds. */
  readonly projections: readonly Projection<ObservedRecord>[];
  readonly settings: ObserveSettings;
  readonly access: Pick<ClusterAccess, 'credential'>;
  readonly logger: LoggerService;
  readonly meter?: ObserverMeter;
  /** Milliseconds on a watch that is never set. */
  readonly elapsed: () => number;
  readonly start?: ThreadStart;
}

/**
 * Observes clusters in threads of their own, so that connections, parsing and
 * projection keep nobody waiting who looks at the fleet. Where threads cannot
 * be had, the main thread does it.
 */
export class ObserverThreads {
  readonly #options: ObserverThreadsOptions;
  readonly #threads: (ObserverThread | undefined)[];
  #losses: number[] = [];
  #givenUp = false;

  static create(options: ObserverThreadsOptions): ObserverThreads {
    return new ObserverThreads(options);
  }

  private constructor(options: ObserverThreadsOptions) {
    this.#options = options;
    this.#threads = Array.from({ length: options.count }, () => undefined);
  }

  /**
   * Observes a cluster until the signal is aborted, in one thread or another.
   *
   * @param here - how to do it in this one.
   */
  async observe(
    observation: Observation,
    here: (signal: AbortSignal) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    const { cluster, lane } = observation;
    const sink = this.#sinkFor(observation);
    while (!signal.aborted) {
      const thread = this.#threadOf(lane);
      if (!thread) {
        await here(signal);
        return;
      }
      if (!(await thread.ready)) {
        this.#lost(thread, lane, true);
      } else if (
        (await thread.observe({ ...observation, cluster, sink }, signal)) ===
        'ended'
      ) {
        return;
      } else {
        this.#lost(thread, lane, false);
      }
    }
  }

  /** Ends all threads, and with them what they do. */
  async close(): Promise<void> {
    const threads = this.#threads.filter(thread => thread !== undefined);
    this.#threads.fill(undefined);
    await Promise.all(threads.map(thread => thread.close()));
  }

  #threadOf(lane: number): ObserverThread | undefined {
    if (this.#givenUp || this.#threads.length === 0) return undefined;
    const place = lane % this.#threads.length;
    this.#threads[place] ??= this.#start();
    return this.#threads[place];
  }

  #start(): ObserverThread {
    const { access, logger, meter, settings, accelerators } = this.#options;
    const share = Math.ceil(settings.lists / this.#threads.length);
    return ObserverThread.start({
      start: this.#options.start ?? { file: THREAD_FILE },
      access,
      logger,
      reports: Reports.create({
        kinds: this.#options.projections.map(({ resource }) => resource),
        ...(meter && { meter }),
      }),
      data: {
        modelServing: 'observer',
        accelerators,
        handedOver: this.#options.added.map(({ resource }) => resource),
        settings: { ...settings, lists: share },
      },
    });
  }

  /** Told by each of those who were in it; counts once. */
  #lost(thread: ObserverThread, lane: number, atOnce: boolean): void {
    const place = lane % this.#threads.length;
    if (this.#threads[place] !== thread) return;
    this.#threads[place] = undefined;
    const { elapsed, logger } = this.#options;
    const now = elapsed();
    this.#losses = [...this.#losses, now].filter(
      at => now - at < LOSSES_WITHIN_MS,
    );
    const why = thread.lost ?? 'it ended';
    if (atOnce || this.#losses.length > LOSSES) {
      this.#givenUp = true;
      logger.warn(
        `Clusters are observed in the main thread, which is slower: a thread of their own cannot be had (${why})`,
      );
    } else {
      logger.warn(
        `A thread that observes clusters was lost (${why}); another one begins anew`,
      );
    }
  }

  #sinkFor({ cluster, sink }: Observation) {
    const { added, logger } = this.#options;
    if (added.length === 0) return sink;
    const readers = new Map(
      added.map(projection => [
        projection.resource.plural + projection.resource.group,
        ObjectReader.create({ cluster: cluster.name, projection, logger }),
      ]),
    );
    return readHandedOver(sink, ({ plural, group }) =>
      readers.get(plural + group),
    );
  }
}
