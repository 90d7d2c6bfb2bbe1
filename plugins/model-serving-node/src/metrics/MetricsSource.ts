import type {
  Instant,
  MeasureName,
  MetricsSourceState,
  PodSample,
  SetSeries,
  TimeGrid,
} from '@modelfleet/backstage-plugin-model-serving-common';

/**
 * Something that knows measures of pods: a metrics store, or the pods
 * themselves.
 *
 * It is asked for all pods at once, whoever looks, save for histograms: answers
 * are kept for some seconds and shared. What a viewer may not see is left out
 * afterwards.
 *
 * @public
 */
export interface MetricsSource {
  /** Unique among the sources. */
  readonly id: string;
  /** For a person. */
  readonly title: string;
  readonly type: MetricsSourceState['type'];
  /** False: it knows nothing of before it was asked first. */
  readonly keepsHistory: boolean;
  covers(cluster: string): boolean;
  /**
   * One measure of now.
   *
   * @throws with a message for a person, which names the source; never with a
   * secret in it.
   */
  now(request: MetricsNowRequest): Promise<MetricsResult<PodSample>>;
  /** One measure of the past, on a grid. Throws as `now` does. */
  past(request: MetricsPastRequest): Promise<MetricsResult<SetSeries>>;
  /**
   * For a source that must watch to know. Settles when the signal is aborted;
   * never throws for one cluster's sake.
   */
  run?(options: { readonly signal: AbortSignal }): Promise<void>;
}

/** @public */
export interface MetricsRequest {
  readonly measure: MeasureName;
  /** Of those that the source covers. */
  readonly clusters: readonly string[];
  /** Where engines run; a source may look elsewhere too. */
  readonly namespaces: readonly string[];
  readonly idle: {
    readonly belowShare: number;
    readonly afterSeconds: number;
  };
  readonly signal: AbortSignal;
}

/** @public */
export interface MetricsNowRequest extends MetricsRequest {
  readonly at: Date;
  /** Of rates. */
  readonly windowSeconds: number;
  /**
   * Beginnings of the names of pods, where more would be a waste; a source may
   * give more all the same. Absent: all.
   */
  readonly sets?: readonly string[];
}

/** @public */
export interface MetricsPastRequest extends MetricsRequest {
  readonly grid: TimeGrid;
  /** Beginnings of the names of pods; absent: by product of accelerators. */
  readonly sets?: readonly string[];
}

/** @public */
export interface MetricsResult<T> {
  readonly items: readonly T[];
  /** In the source's own words; shown to viewers. */
  readonly warnings: readonly string[];
  /** Of a source that keeps no history: when it was asked first. */
  readonly since?: Instant;
  /** Clusters that it could not ask, each with why, for a person. */
  readonly failed?: ReadonlyMap<string, string>;
}
