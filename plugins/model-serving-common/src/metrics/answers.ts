import type { Instant, MetricsSourceState } from '../api/types';
import type { MeasureName } from './measures';
import type { PodSample, SetSeries, TimeGrid } from './samples';

/** What one source says of one measure, now. @public */
export type MeasureAnswer =
  | {
      readonly status: 'ok';
      readonly source: string;
      readonly confirmedAt: Instant;
      /** Of rates. */
      readonly windowSeconds: number;
      /** Of a source that keeps no past: when it was asked first. */
      readonly since?: Instant;
      /** Clusters that the source could not ask, each with why. */
      readonly failed?: ReadonlyMap<string, string>;
      readonly samples: SampleIndex;
    }
  | {
      readonly status: 'error';
      readonly source: string;
      readonly message: string;
    };

/** What one source says of the past of one measure. @public */
export type SeriesAnswer =
  | {
      readonly status: 'ok';
      readonly source: string;
      readonly grid: TimeGrid;
      readonly since?: Instant;
      /** Clusters that the source could not ask, each with why. */
      readonly failed?: ReadonlyMap<string, string>;
      readonly series: readonly SetSeries[];
    }
  | {
      readonly status: 'error';
      readonly source: string;
      readonly message: string;
    };

/** What was asked of metrics for one view. @public */
export interface MetricsAnswers {
  /** Of the sources that cover the cluster, in the order of configuration. */
  now(cluster: string, measure: MeasureName): readonly MeasureAnswer[];
  past(cluster: string, measure: MeasureName): readonly SeriesAnswer[];
  /** Empty: no source covers the cluster. */
  sources(cluster: string): readonly MetricsSourceState[];
}

const NONE: readonly PodSample[] = [];

/** The samples of one measure, by cluster and pod. @public */
export class SampleIndex {
  readonly #clusters = new Map<string, Map<string, PodSample[]>>();

  static create(samples: Iterable<PodSample>): SampleIndex {
    const index = new SampleIndex();
    for (const sample of samples) {
      // A store says NaN or Inf where it has nothing to say.
      if (!Number.isFinite(sample.value)) continue;
      const pods = index.#clusters.get(sample.cluster) ?? new Map();
      index.#clusters.set(sample.cluster, pods);
      const key = podKey(sample.namespace, sample.pod);
      const own = pods.get(key);
      if (own) own.push(sample);
      else pods.set(key, [sample]);
    }
    return index;
  }

  private constructor() {}

  of(cluster: string, namespace: string, pod: string): readonly PodSample[] {
    return this.#clusters.get(cluster)?.get(podKey(namespace, pod)) ?? NONE;
  }

  in(cluster: string): readonly PodSample[] {
    return [...(this.#clusters.get(cluster)?.values() ?? [])].flat();
  }
}

function podKey(namespace: string, pod: string): string {
  return `${namespace}/${pod}`;
}
