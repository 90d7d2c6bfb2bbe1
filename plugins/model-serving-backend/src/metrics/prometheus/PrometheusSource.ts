import {
  measureQuery,
  readMatrix,
  readVector,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  ClusterOf,
  NamesTable,
  PodSample,
  QueryScope,
  SetSeries,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  MetricsNowRequest,
  MetricsPastRequest,
  MetricsRequest,
  MetricsResult,
  MetricsSource,
} from '@modelfleet/backstage-plugin-model-serving-node';
import type { PrometheusConfig } from '../config';
import { MetricsSourceError } from '../MetricsSourceError';
import { PrometheusClient } from './PrometheusClient';

/** A store with the HTTP API of Prometheus, of one cluster or of many. */
export class PrometheusSource implements MetricsSource {
  readonly type = 'prometheus';
  readonly keepsHistory = true;
  readonly #config: PrometheusConfig;
  readonly #names: NamesTable;
  readonly #client: PrometheusClient;

  static create(config: PrometheusConfig, names: NamesTable): PrometheusSource {
    return new PrometheusSource(config, names);
  }

  private constructor(config: PrometheusConfig, names: NamesTable) {
    this.#config = config;
    this.#names = names;
    this.#client = PrometheusClient.create(config);
  }

  get id(): string {
    return this.#config.id;
  }

  get title(): string {
    return this.#config.title;
  }

  covers(cluster: string): boolean {
    return this.#config.clusters?.includes(cluster) ?? true;
  }

  async now(request: MetricsNowRequest): Promise<MetricsResult<PodSample>> {
    const { measure, at, windowSeconds, sets, signal } = request;
    const query = measureQuery(measure, this.#scope(request), {
      of: 'now',
      windowSeconds,
      ...(sets && { sets }),
    });
    const answer = await this.#client.query(
      'query',
      { query, time: String(at.getTime() / 1000) },
      signal,
    );
    return {
      items: this.#understood(() =>
        readVector(answer, this.#config.clusterLabel, this.#clusters(request)),
      ),
      warnings: answer.warnings,
    };
  }

  async past(request: MetricsPastRequest): Promise<MetricsResult<SetSeries>> {
    const { measure, grid, sets, signal } = request;
    const query = measureQuery(measure, this.#scope(request), {
      of: 'past',
      stepSeconds: grid.step,
      ...(sets && { sets }),
    });
    const answer = await this.#client.query(
      'query_range',
      {
        query,
        start: String(grid.from),
        end: String(grid.from + (grid.count - 1) * grid.step),
        step: String(grid.step),
      },
      signal,
    );
    return {
      items: this.#understood(() =>
        readMatrix(
          answer,
          grid,
          this.#config.clusterLabel,
          this.#clusters(request),
        ),
      ),
      warnings: answer.warnings,
    };
  }

  async run({ signal }: { readonly signal: AbortSignal }): Promise<void> {
    if (!signal.aborted) {
      await new Promise(resolve => signal.addEventListener('abort', resolve));
    }
    await this.#client.close();
  }

  #scope({ clusters, namespaces, idle }: MetricsRequest): QueryScope {
    const { labels, clusterLabel } = this.#config;
    return {
      names: this.#names,
      labels,
      ...(clusterLabel && { clusterLabel }),
      clusters: clusters.map(name => this.#called(name)),
      namespaces,
      idle,
    };
  }

  #called(cluster: string): string {
    return this.#config.clusterNames.get(cluster) ?? cluster;
  }

  #clusters({ clusters }: MetricsRequest): ClusterOf {
    if (!this.#config.clusterLabel) return () => clusters[0];
    const known = new Map(clusters.map(name => [this.#called(name), name]));
    return label => (label === undefined ? undefined : known.get(label));
  }

  #understood<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      throw new MetricsSourceError(
        `Metrics source '${this.title}' gave an answer that cannot be used: ${error}`,
        { isAway: false },
      );
    }
  }
}
