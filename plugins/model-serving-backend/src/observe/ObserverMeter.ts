import type {
  MetricsService,
  MetricsServiceCounter,
} from '@backstage/backend-plugin-api/alpha';
import type {
  ClusterError,
  ClusterState,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { FleetReader } from '../state';

/** Why a kind is listed. */
export type ListCause = 'first' | 'compacted' | 'disorder' | 'silent' | 'other';

/**
 * Counts what the observation does. Attributes come from closed lists, never
 * from clusters: a thousand clusters are not a thousand series.
 */
export interface ObserverMeter {
  /** @param times - default: once */
  watchEvent(
    type: 'put' | 'delete' | 'bookmark' | 'error' | 'other',
    times?: number,
  ): void;
  /** @returns to be called when the watch has ended. */
  watchOpened(): () => void;
  listed(cause: ListCause): void;
  /** A request for a kind failed. */
  failed(kind: ClusterError['kind']): void;
}

/** For where nobody counts. */
export const NO_METER: ObserverMeter = {
  watchEvent: () => {},
  watchOpened: () => () => {},
  listed: () => {},
  failed: () => {},
};

const STATES: readonly ClusterState['status'][] = [
  'connecting',
  'live',
  'stale',
  'unreachable',
  'unauthorized',
  'unsupported',
];

/** Counts in Backstage's metrics service. */
export class ServiceMeter implements ObserverMeter {
  readonly #events: MetricsServiceCounter;
  readonly #lists: MetricsServiceCounter;
  readonly #failures: MetricsServiceCounter;
  #openWatches = 0;

  /** @param reader - whose clusters are counted by state. */
  static create(options: {
    readonly metrics: MetricsService;
    readonly reader: FleetReader;
  }): ServiceMeter {
    return new ServiceMeter(options.metrics, options.reader);
  }

  private constructor(metrics: MetricsService, reader: FleetReader) {
    this.#events = metrics.createCounter('model_serving.watch.events', {
      description: 'Events that watches brought, by their type',
      unit: '{event}',
    });
    this.#lists = metrics.createCounter('model_serving.lists', {
      description: 'Kinds that were listed, by the cause',
      unit: '{list}',
    });
    this.#failures = metrics.createCounter('model_serving.request.failures', {
      description: 'Lists and watches that failed, by the kind of error',
      unit: '{failure}',
    });
    metrics
      .createObservableGauge('model_serving.watches', {
        description: 'Watches that this replica has open',
        unit: '{watch}',
      })
      .addCallback(result => result.observe(this.#openWatches));
    metrics
      .createObservableGauge<{ status: string }>('model_serving.clusters', {
        description: 'Clusters that are known, by state',
        unit: '{cluster}',
      })
      .addCallback(result => {
        const states = reader
          .snapshot()
          .clusters.map(({ cluster }) => cluster.state.status);
        for (const status of STATES) {
          const count = states.filter(state => state === status).length;
          result.observe(count, { status });
        }
      });
    metrics
      .createObservableGauge('model_serving.confirmation.age', {
        description:
          'Time since the live cluster that was heard least recently confirmed its state',
        unit: 's',
      })
      .addCallback(result => {
        const { clusters, now } = reader.snapshot();
        const ages = clusters.flatMap(({ cluster: { state } }) =>
          state.status === 'live'
            ? [(now.getTime() - Date.parse(state.confirmedAt)) / 1_000]
            : [],
        );
        if (ages.length > 0) {
          result.observe(Math.max(0, ...ages));
        }
      });
  }

  watchEvent(
    type: Parameters<ObserverMeter['watchEvent']>[0],
    times = 1,
  ): void {
    this.#events.add(times, { type });
  }

  watchOpened(): () => void {
    this.#openWatches += 1;
    let open = true;
    return () => {
      this.#openWatches -= open ? 1 : 0;
      open = false;
    };
  }

  listed(cause: ListCause): void {
    this.#lists.add(1, { cause });
  }

  failed(kind: ClusterError['kind']): void {
    this.#failures.add(1, { kind });
  }
}
