import { isDeepStrictEqual } from 'node:util';
import { isError } from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ObservedRecord,
  Projection,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  AccessibleCluster,
  ClusterAccess,
  FleetSink,
  FleetSource,
} from '@modelfleet/backstage-plugin-model-serving-node';
import type { ClusterTransport } from '../transport';
import type { Clock, Random } from './Clock';
import { ClusterObserver } from './ClusterObserver';
import { ListGate } from './ListGate';
import type { ObserverMeter } from './ObserverMeter';
import type { ObserveSettings } from './settings';
import type { ObserverThreads } from './threads';

export interface DirectObservationOptions {
  readonly access: ClusterAccess;
  readonly projections: readonly Projection<ObservedRecord>[];
  readonly logger: LoggerService;
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: ObserveSettings;
  /** Absent: nobody counts. */
  readonly meter?: ObserverMeter;
  createTransport(cluster: AccessibleCluster): ClusterTransport;
  /** Absent: everything happens in this thread. */
  readonly threads?: ObserverThreads | undefined;
  /** In which version kinds were listed before, by resource. */
  remembered?(cluster: string): ReadonlyMap<string, string>;
  /**
   * Runs the work whenever a cluster is for this process to observe, until the
   * signal is aborted. Absent: always.
   */
  whileOwner?(
    cluster: string,
    work: (signal: AbortSignal) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void>;
}

interface Running {
  readonly cluster: AccessibleCluster;
  stop(): Promise<void>;
}

/** Observes every cluster that can be dialled; notices those that come and go. */
export class DirectObservation implements FleetSource {
  readonly id = 'direct';
  readonly #options: DirectObservationOptions;
  readonly #gate: ListGate;
  #lanes = 0;
  readonly #running = new Map<string, Running>();
  #lastProblem: string | undefined;

  static create(options: DirectObservationOptions): DirectObservation {
    return new DirectObservation(options);
  }

  private constructor(options: DirectObservationOptions) {
    this.#options = options;
    this.#gate = ListGate.create(
      options.settings.lists,
      options.settings.listsOfCluster,
      { clock: options.clock, afterMs: options.settings.slowListMs },
    );
  }

  async run(
    sink: FleetSink,
    { signal }: { signal: AbortSignal },
  ): Promise<void> {
    try {
      while (!signal.aborted) {
        await this.#refresh(sink, signal);
        await this.#options.clock.sleep(
          this.#options.settings.clustersMs,
          signal,
        );
      }
    } catch (error) {
      if (!signal.aborted) {
        throw error;
      }
    } finally {
      await Promise.all([...this.#running.values()].map(({ stop }) => stop()));
      await this.#options.threads?.close();
    }
  }

  async #refresh(sink: FleetSink, signal: AbortSignal): Promise<void> {
    let clusters: readonly AccessibleCluster[];
    try {
      clusters = await this.#options.access.list({ signal });
      this.#lastProblem = undefined;
    } catch (error) {
      signal.throwIfAborted();
      this.#reportProblem(error);
      return;
    }
    const names = new Set(clusters.map(({ name }) => name));
    for (const [name, running] of this.#running) {
      if (!names.has(name)) {
        await this.#stop(name, running);
        this.#options.logger.info(
          `Cluster '${name}' is not configured any more`,
        );
      }
    }
    sink.retainClusters(names);
    const { startsAtOnce, startSpacingMs } = this.#options.settings;
    let started = 0;
    for (const cluster of clusters) {
      const running = this.#running.get(cluster.name);
      if (!running || !isDeepStrictEqual(running.cluster, cluster)) {
        if (running) {
          await this.#stop(cluster.name, running);
        }
        const delayMs = Math.max(0, started - startsAtOnce) * startSpacingMs;
        started += 1;
        this.#running.set(cluster.name, this.#start(cluster, delayMs, sink));
      }
    }
  }

  async #stop(name: string, running: Running): Promise<void> {
    this.#running.delete(name);
    await running.stop();
  }

  #start(
    cluster: AccessibleCluster,
    delayMs: number,
    sink: FleetSink,
  ): Running {
    const lane = this.#lanes++;
    const {
      logger,
      createTransport,
      whileOwner,
      threads,
      remembered: rememberedOf,
      ...shared
    } = this.#options;
    const clusterSink = sink.upsertCluster(cluster);
    if (cluster.unsupported) {
      clusterSink.state({ status: 'unsupported', reason: cluster.unsupported });
      logger.warn(
        `Cluster '${cluster.name}' is not observed: ${cluster.unsupported}`,
      );
      return { cluster, stop: async () => {} };
    }
    const { name } = cluster;
    const remembered = () => rememberedOf?.(name) ?? new Map();
    const here = (signal: AbortSignal) =>
      ClusterObserver.create({
        ...shared,
        cluster: name,
        delayMs,
        transport: createTransport(cluster),
        remembered: remembered(),
        sink: clusterSink,
        gate: this.#gate,
        lane,
        logger,
      }).run(signal);
    const observation = {
      cluster,
      delayMs,
      lane,
      sink: clusterSink,
      remembered,
    };
    const observe = (signal: AbortSignal) =>
      threads?.observe(observation, here, signal) ?? here(signal);
    const controller = new AbortController();
    const { signal } = controller;
    const run = whileOwner?.(name, observe, signal) ?? observe(signal);
    const done = run.catch(error => {
      logger.error(
        `The observation of cluster '${name}' ended by a fault of its own: ${error}`,
      );
    });
    return {
      cluster,
      stop: async () => {
        controller.abort(new Error('The observation was stopped'));
        await done;
      },
    };
  }

  #reportProblem(error: unknown): void {
    const problem = isError(error) ? error.message : String(error);
    if (problem !== this.#lastProblem) {
      this.#lastProblem = problem;
      this.#options.logger.warn(
        `The clusters cannot be listed, so those known stay as they are: ${problem}`,
      );
    }
  }
}
