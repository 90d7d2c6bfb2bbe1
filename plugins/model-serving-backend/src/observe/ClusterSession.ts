import type {
  ObservedRecord,
  Projection,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { ClusterFacts, KindStatus } from './clusterStateOf';
import { createDiscovery } from './discovery';
import type { ObjectReader } from './ObjectReader';
import { observeKind } from './observeKind';
import type { KindObserverOptions } from './observeKind';
import { Rechecks } from './Rechecks';

interface SessionOptions
  extends Omit<
    KindObserverOptions,
    'projection' | 'reader' | 'discovery' | 'rechecks' | 'onStatus'
  > {
  /** Readers outlive sessions, so that what they told once stays told. */
  readonly readers: ReadonlyMap<Projection<ObservedRecord>, ObjectReader>;
  onChange(): void;
}

/**
 * The time from a cluster's answer to its loss: all kinds are followed side by
 * side, and none of them waits for another.
 */
export class ClusterSession {
  readonly #controller = new AbortController();
  readonly #statuses = new Map<Projection<ObservedRecord>, KindStatus>();
  readonly #done: Promise<unknown>;

  static start(options: SessionOptions): ClusterSession {
    return new ClusterSession(options);
  }

  private constructor(options: SessionOptions) {
    const { signal } = this.#controller;
    const discovery = createDiscovery(
      options.cluster,
      options.transport,
      signal,
    );
    const rechecks = Rechecks.create({
      ...options,
      everyMs: options.settings.recheckMs,
      signal,
    });
    const projections = [...options.readers];
    for (const [projection] of projections) {
      this.#statuses.set(projection, { status: 'pending' });
    }
    this.#done = Promise.allSettled(
      projections.map(([projection, reader]) =>
        observeKind(
          {
            ...options,
            projection,
            reader,
            discovery,
            rechecks,
            onStatus: status => {
              if (!signal.aborted) {
                this.#statuses.set(projection, status);
                options.onChange();
              }
            },
          },
          signal,
        ),
      ),
    );
  }

  get kinds(): ClusterFacts['kinds'] {
    return [...this.#statuses].map(([{ resource }, status]) => ({
      resource,
      status,
    }));
  }

  async end(): Promise<void> {
    this.#controller.abort(new Error('The session with the cluster ended'));
    await this.#done;
  }
}
