import { podProjection } from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  IdleRule,
  MeasureAnswer,
  MeasureName,
  MetricsAnswers,
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
  readonly past?: {
    readonly measures: readonly MeasureName[];
    readonly grid: TimeGrid;
    readonly namespaces: readonly string[];
    readonly sets?: readonly string[];
  };
}

/** Answers, and what tells them from later ones. */
export interface FleetAnswers extends MetricsAnswers {
  readonly version: string;
}

/**
 * The measures of the fleet from all sources. A source is asked for all
 * clusters that it covers, so that viewers share what it says; of the past it
 * is asked for what a page shows.
 */
export class FleetMetrics {
  readonly #options: FleetMetricsOptions;
  readonly #caches = new Map<MetricsSource, SourceCache>();

  static create(options: FleetMetricsOptions): FleetMetrics {
    return new FleetMetrics(options);
  }

  private constructor(options: FleetMetricsOptions) {
    this.#options = options;
  }

  async ask(question: MetricsQuestion): Promise<FleetAnswers> {
    const caches = this.#options
      .sources()
      .map(source => this.#cacheOf(source))
      .filter(({ source }) =>
        question.clusters.some(cluster => source.covers(cluster)),
      );
    const now = new Map<string, MeasureAnswer>();
    const past = new Map<string, SeriesAnswer>();
    await Promise.all(
      caches.flatMap(cache => {
        const scope = this.#scopeOf(cache.source);
        return [
          ...question.measures.map(async measure => {
            now.set(
              `${cache.source.id} ${measure}`,
              await cache.now(measure, scope),
            );
          }),
          ...this.#askPast(cache, question, past),
        ];
      }),
    );
    return this.#answers(caches, now, past);
  }

  #askPast(
    cache: SourceCache,
    { clusters, past }: MetricsQuestion,
    into: Map<string, SeriesAnswer>,
  ): Promise<void>[] {
    if (!past) return [];
    const scope = {
      clusters: clusters.filter(cluster => cache.source.covers(cluster)),
      namespaces: past.namespaces,
    };
    return past.measures.map(async measure => {
      into.set(
        `${cache.source.id} ${measure}`,
        await cache.past(measure, scope, past.grid, past.sets),
      );
    });
  }

  #answers(
    caches: readonly SourceCache[],
    now: ReadonlyMap<string, MeasureAnswer>,
    past: ReadonlyMap<string, SeriesAnswer>,
  ): FleetAnswers {
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
      version: caches
        .map(({ source, version }) => `${source.id}:${version}`)
        .join(),
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
    const namespaces = new Set<string>();
    for (const cluster of clusters) {
      for (const { meta } of cluster.records(podProjection).values()) {
        if (meta.namespace) namespaces.add(meta.namespace);
      }
    }
    return {
      clusters: clusters.map(({ cluster }) => cluster.name),
      namespaces: [...namespaces].sort(),
    };
  }
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
