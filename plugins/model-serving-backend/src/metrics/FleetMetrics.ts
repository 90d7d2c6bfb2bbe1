import {
  MEASURES,
  podProjection,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  IdleRule,
  MeasureAnswer,
  MeasureName,
  MetricsAnswers,
  MetricsSourceState,
  PodRecord,
  SeriesAnswer,
  TimeGrid,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { MetricsSource } from '@modelfleet/backstage-plugin-model-serving-node';
import type { FleetReader } from '../state';
import { SourceCache, type SourceScope } from './SourceCache';

export interface FleetMetricsOptions {
  readonly sources: () => readonly MetricsSource[];
  /** Of the whole fleet: what is asked does not depend on who looks. */
  readonly reader: FleetReader;
  readonly refreshMs: number;
  readonly idle: IdleRule;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

/** What one view needs. */
export interface MetricsQuestion {
  /** Those that the viewer may see, and that the view is about. */
  readonly clusters: readonly string[];
  readonly measures: readonly MeasureName[];
  /**
   * The pods that the view is of. Histograms, which have a series for each of
   * their bounds, and the past are asked for these only. Absent: no pods, but
   * accelerators by product.
   */
  readonly pods?: {
    readonly namespaces: readonly string[];
    readonly sets: readonly string[];
  };
  readonly past?: {
    readonly measures: readonly MeasureName[];
    readonly grid: TimeGrid;
  };
}

const NO_PAST = { measures: [], grid: { from: 0, step: 1, count: 0 } };

/**
 * The measures of the fleet from all sources. A source is asked for all
 * clusters that it covers, so that viewers share what it says; of the past it
 * is asked for what a page shows.
 */
export class FleetMetrics {
  readonly #options: FleetMetricsOptions;
  readonly #caches = new Map<MetricsSource, SourceCache>();
  readonly #namespaces = new WeakMap<object, readonly string[]>();

  static create(options: FleetMetricsOptions): FleetMetrics {
    return new FleetMetrics(options);
  }

  private constructor(options: FleetMetricsOptions) {
    this.#options = options;
  }

  async ask(question: MetricsQuestion): Promise<MetricsAnswers> {
    const caches = this.#options
      .sources()
      .map(source => this.#cacheOf(source))
      .filter(({ source }) =>
        question.clusters.some(cluster => source.covers(cluster)),
      );
    const { measures: pastMeasures, grid } = question.past ?? NO_PAST;
    const now = new Map<string, MeasureAnswer>();
    const past = new Map<string, SeriesAnswer>();
    await Promise.all(
      caches.flatMap(cache => {
        const all = () => this.#scopeOf(cache.source);
        const some = scopeOfView(cache.source, question);
        return [
          ...question.measures.map(async measure => {
            const isLarge = MEASURES[measure].read === 'histogram';
            now.set(
              `${cache.source.id} ${measure}`,
              await cache.now(measure, isLarge ? some : all),
            );
          }),
          ...pastMeasures.map(async measure => {
            past.set(
              `${cache.source.id} ${measure}`,
              await cache.past(measure, some, grid),
            );
          }),
        ];
      }),
    );
    return this.#answers(caches, now, past);
  }

  /** How the sources of a cluster did when they were asked last. Asks nothing. */
  sourcesOf(cluster: string): readonly MetricsSourceState[] {
    return this.#options
      .sources()
      .filter(source => source.covers(cluster))
      .map(source => this.#cacheOf(source).state);
  }

  #answers(
    caches: readonly SourceCache[],
    now: ReadonlyMap<string, MeasureAnswer>,
    past: ReadonlyMap<string, SeriesAnswer>,
  ): MetricsAnswers {
    const covering = (cluster: string) =>
      caches.filter(({ source }) => source.covers(cluster));
    const find = <T>(
      answers: ReadonlyMap<string, T>,
      cluster: string,
      measure: MeasureName,
    ) =>
      covering(cluster)
        .map(({ source }) => answers.get(`${source.id} ${measure}`))
        .filter(answer => answer !== undefined);
    return {
      now: (cluster, measure) =>
        find(now, cluster, measure).map(answer => orFailure(answer, cluster)),
      past: (cluster, measure) =>
        find(past, cluster, measure).map(answer => orFailure(answer, cluster)),
      sources: cluster => covering(cluster).map(({ state }) => state),
    };
  }

  #cacheOf(source: MetricsSource): SourceCache {
    const known =
      this.#caches.get(source) ??
      SourceCache.create({ ...this.#options, source });
    this.#caches.set(source, known);
    return known;
  }

  #scopeOf(source: MetricsSource): SourceScope {
    const clusters = this.#options.reader
      .snapshot()
      .clusters.filter(({ cluster }) => source.covers(cluster.name));
    const namespaces = new Set(
      clusters.flatMap(cluster =>
        this.#namespacesIn(cluster.records(podProjection)),
      ),
    );
    return {
      clusters: clusters.map(({ cluster }) => cluster.name),
      namespaces: [...namespaces].sort(),
    };
  }

  /** Records of a snapshot never change. */
  #namespacesIn(pods: ReadonlyMap<string, PodRecord>): readonly string[] {
    const known = this.#namespaces.get(pods);
    if (known) return known;
    const found = [...pods.values()].map(({ meta }) => meta.namespace ?? '');
    const namespaces = [...new Set(found)].filter(Boolean);
    this.#namespaces.set(pods, namespaces);
    return namespaces;
  }
}

function scopeOfView(
  source: MetricsSource,
  { clusters, pods }: MetricsQuestion,
): SourceScope {
  return {
    clusters: clusters.filter(cluster => source.covers(cluster)),
    namespaces: pods?.namespaces ?? [],
    ...(pods && { sets: pods.sets }),
  };
}

/** What a source says of many clusters may be no answer for one of them. */
function orFailure<T extends MeasureAnswer | SeriesAnswer>(
  answer: T,
  cluster: string,
): T | Extract<MeasureAnswer, { status: 'error' }> {
  const message =
    answer.status === 'ok' ? answer.failed?.get(cluster) : undefined;
  return message === undefined
    ? answer
    : { status: 'error', source: answer.source, message };
}
