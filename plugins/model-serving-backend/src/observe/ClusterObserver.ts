import { isDeepStrictEqual } from 'node:util';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ClusterState,
  Instant,
  ObservedRecord,
  Projection,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { ClusterSink } from '@modelfleet/backstage-plugin-model-serving-node';
import { ClusterRequestError } from '../transport';
import type { ClusterTransport } from '../transport';
import { Backoff, jitter } from './Backoff';
import type { Clock, Random } from './Clock';
import { ClusterSession } from './ClusterSession';
import { readVersion } from './heartbeat';
import type { ListGate } from './ListGate';
import { ObjectReader } from './ObjectReader';
import type { ObserverMeter } from './ObserverMeter';
import type { ObserveSettings } from './settings';
import { describeTransition } from './describeTransition';
import { beginning, heard, inSession, transition } from './transition';
import type { ClusterEvent, Standing } from './transition';

export interface ClusterObserverOptions {
  readonly cluster: string;
  /** Before the first contact. */
  readonly delayMs?: number;
  readonly transport: ClusterTransport;
  readonly projections: readonly Projection<ObservedRecord>[];
  readonly sink: ClusterSink;
  readonly gate: ListGate;
  /** Of this cluster at the gate. */
  readonly lane: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: ObserveSettings;
  readonly logger: LoggerService;
  readonly meter?: ObserverMeter;
  /** In which version kinds were listed before a restart, by resource. */
  readonly remembered?: ReadonlyMap<string, string>;
}

/**
 * Knows one cluster: a heartbeat says whether it answers, a session follows
 * its kinds for as long as it does, and both decide its state.
 */
export class ClusterObserver {
  readonly #options: ClusterObserverOptions;
  readonly #readers: ReadonlyMap<Projection<ObservedRecord>, ObjectReader>;
  readonly #served: Map<string, string>;
  #standing: Standing;
  #session: ClusterSession | undefined;
  #told: ClusterState;
  #wake = new AbortController();

  static create(options: ClusterObserverOptions): ClusterObserver {
    return new ClusterObserver(options);
  }

  private constructor(options: ClusterObserverOptions) {
    this.#options = options;
    this.#standing = beginning(
      options.cluster,
      options.projections.map(({ resource }) => resource),
      options.clock.now().toISOString(),
    );
    this.#told = this.#standing.state;
    this.#served = new Map(options.remembered);
    this.#readers = new Map(
      options.projections.map(projection => [
        projection,
        ObjectReader.create({
          cluster: options.cluster,
          projection,
          logger: options.logger,
        }),
      ]),
    );
  }

  /** Observes until the signal is aborted, then ends all it started. */
  async run(signal: AbortSignal): Promise<void> {
    const { settings, random, clock, delayMs = 0 } = this.#options;
    const backoff = Backoff.create({
      firstMs: settings.firstRetryMs,
      capMs: settings.maxRetryMs,
      random,
    });
    this.#options.sink.state(this.#told);
    try {
      if (delayMs > 0) await clock.sleep(delayMs, signal);
      while (!signal.aborted) {
        const waitMs = await this.#beat(backoff, signal);
        await this.#pause(waitMs, signal);
      }
    } catch (error) {
      if (!signal.aborted) {
        throw error;
      }
    } finally {
      await this.#session?.end();
      await this.#options.transport.close();
    }
  }

  /** One heartbeat; returns how long to wait for the next. */
  async #beat(backoff: Backoff, signal: AbortSignal): Promise<number> {
    const { cluster, transport, settings, sink, random } = this.#options;
    const startedAt = this.#now();
    try {
      const version = await readVersion(cluster, transport, {
        signal,
        timeoutMs: settings.heartbeatTimeoutMs,
      });
      if (version) {
        sink.version(version);
      }
      backoff.reset();
      const waitMs = jitter(settings.heartbeatMs, random);
      this.#apply({
        type: 'answered',
        at: this.#now(),
        nextContactAt: this.#now(waitMs),
      });
      this.#session ??= this.#startSession();
      return waitMs;
    } catch (error) {
      signal.throwIfAborted();
      const failure = toFailure(cluster, error);
      const waitMs = backoff.nextMs(failure.retryAfterMs);
      const event: ClusterEvent = {
        type: 'failed',
        error: failure.toClusterError(),
        startedAt,
        at: this.#now(),
        retryAt: this.#now(waitMs),
      };
      if (!inSession(transition(this.#standing.facts, event).facts)) {
        await this.#session?.end();
        this.#session = undefined;
      }
      this.#apply(event);
      return waitMs;
    }
  }

  #startSession(): ClusterSession {
    return ClusterSession.start({
      ...this.#options,
      readers: this.#readers,
      served: this.#served,
      onStatus: (resource, status) =>
        this.#apply({ type: 'kind', resource, status }),
      onHeard: () => this.#heard(),
      onDoubt: () => this.#wake.abort(),
    });
  }

  #heard(): void {
    this.#standing = heard(this.#standing, this.#now());
  }

  #now(inMs = 0): Instant {
    const at = this.#options.clock.now().getTime() + inMs;
    return new Date(at).toISOString();
  }

  /** Waits; a doubt while contact was made ends the wait early. */
  async #pause(waitMs: number, signal: AbortSignal): Promise<void> {
    this.#wake = new AbortController();
    const made = this.#standing.facts.contact.status === 'made';
    const ends = made ? [signal, this.#wake.signal] : [signal];
    try {
      await this.#options.clock.sleep(waitMs, AbortSignal.any(ends));
    } catch {
      signal.throwIfAborted();
    }
  }

  #apply(event: ClusterEvent): void {
    this.#standing = transition(this.#standing.facts, event);
    const { state } = this.#standing;
    const line = describeTransition(this.#options.cluster, this.#told, state);
    if (line) {
      this.#options.logger[line.level](line.message);
    }
    if (!isDeepStrictEqual(state, this.#told)) {
      this.#told = state;
      this.#options.sink.state(state);
    }
  }
}

function toFailure(cluster: string, error: unknown): ClusterRequestError {
  return error instanceof ClusterRequestError
    ? error
    : new ClusterRequestError(
        `Cluster '${cluster}' cannot be asked: ${error}`,
        {
          kind: 'other',
        },
      );
}
