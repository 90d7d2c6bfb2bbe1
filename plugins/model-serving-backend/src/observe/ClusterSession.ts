import type {
  ObservedRecord,
  Projection,
  ResourceType,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { KindStatus } from './clusterStateOf';
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
  /** No more once the session ended. */
  onStatus(resource: ResourceType, status: KindStatus): void;
}

/**
 * The time from a cluster's answer to its loss: all kinds are followed side by
 * side, and none of them waits for another.
 */
export class ClusterSession {
  readonly #controller = new AbortController();
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
                options.onStatus(projection.resource, status);
              }
            },
          },
          signal,
        ),
      ),
    );
  }

  async end(): Promise<void> {
    this.#controller.abort(new Error('The session with the cluster ended'));
    await this.#done;
  }
}
