import type {
  IdleRule,
  NamesTable,
  PodSample,
  SetSeries,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  AccessibleCluster,
  ClusterAccess,
  MetricsNowRequest,
  MetricsPastRequest,
  MetricsResult,
  MetricsSource,
} from '@modelfleet/backstage-plugin-model-serving-node';
import type { Clock } from '../../observe';
import type { ClusterTransport } from '../../transport';
import type { ScrapeConfig } from '../config';
import { ClusterScraper } from './ClusterScraper';

export interface ScrapeSourceOptions {
  readonly config: ScrapeConfig;
  readonly names: NamesTable;
  readonly idle: IdleRule;
  readonly access: ClusterAccess;
  readonly clock: Clock;
  createTransport(cluster: AccessibleCluster): ClusterTransport;
}

/**
 * The pods themselves, read through the API server of their cluster. For
 * clusters without a metrics store: what is known goes back to when this
 * process began to read, and some hours at most.
 *
 * Each replica of Backstage reads for itself, and keeps nothing in the
 * database.
 */
export class ScrapeSource implements MetricsSource {
  readonly type = 'scrape';
  readonly keepsHistory = false;
  readonly #options: ScrapeSourceOptions;
  readonly #scrapers: ReadonlyMap<string, ClusterScraper>;
  readonly #since: string;

  static create(options: ScrapeSourceOptions): ScrapeSource {
    return new ScrapeSource(options);
  }

  private constructor(options: ScrapeSourceOptions) {
    this.#options = options;
    const { config, names, idle, clock } = options;
    this.#since = clock.now().toISOString();
    this.#scrapers = new Map(
      config.clusters.map(cluster => [
        cluster,
        ClusterScraper.create({
          cluster,
          config,
          rules: { names, labels: config.labels },
          idle,
          clock,
          connect: signal => this.#connect(cluster, signal),
        }),
      ]),
    );
  }

  get id(): string {
    return this.#options.config.id;
  }

  get title(): string {
    return this.#options.config.title;
  }

  covers(cluster: string): boolean {
    return this.#scrapers.has(cluster);
  }

  async now(request: MetricsNowRequest): Promise<MetricsResult<PodSample>> {
    const { measure, windowSeconds, at } = request;
    return this.#result(request.clusters, ({ memory }) =>
      memory.now(measure, windowSeconds, at.getTime() / 1000),
    );
  }

  async past(request: MetricsPastRequest): Promise<MetricsResult<SetSeries>> {
    const { measure, grid, sets } = request;
    const wanted = sets && new Set(sets);
    return this.#result(request.clusters, ({ memory }) =>
      memory.past(measure, grid, wanted),
    );
  }

  async run({ signal }: { readonly signal: AbortSignal }): Promise<void> {
    await Promise.all(
      [...this.#scrapers.values()].map(scraper => scraper.run(signal)),
    );
  }

  #result<T>(
    clusters: readonly string[],
    read: (scraper: ClusterScraper) => readonly T[],
  ): MetricsResult<T> {
    const items: T[] = [];
    const warnings: string[] = [];
    const failed = new Map<string, string>();
    for (const cluster of clusters) {
      const scraper = this.#scrapers.get(cluster);
      if (!scraper) continue;
      const { last } = scraper;
      if (last.status === 'failed') failed.set(cluster, last.message);
      else items.push(...read(scraper));
      if (last.status === 'done' && last.warning) warnings.push(last.warning);
    }
    return {
      items,
      warnings,
      since: this.#since,
      ...(failed.size > 0 && { failed }),
    };
  }

  async #connect(name: string, signal: AbortSignal): Promise<ClusterTransport> {
    const { access, createTransport, config } = this.#options;
    const clusters = await access.list({ signal });
    const cluster = clusters.find(candidate => candidate.name === name);
    if (!cluster) {
      throw new Error(
        `The Kubernetes plugin has no cluster '${name}', which metrics source '${config.id}' names`,
      );
    }
    if (cluster.unsupported) throw new Error(cluster.unsupported);
    return createTransport(cluster);
  }
}
