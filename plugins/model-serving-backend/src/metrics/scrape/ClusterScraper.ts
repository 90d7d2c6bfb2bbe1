import { isError } from '@backstage/errors';
import {
  readScrape,
  ScrapeMemory,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  IdleRule,
  ScrapeRules,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { ListGate } from '../../observe';
import type { Clock } from '../../observe';
import { ClusterRequestError } from '../../transport';
import type { ClusterTransport } from '../../transport';
import type { ScrapeConfig } from '../config';
import { listTargets, proxyPath, type ScrapedPod } from './listTargets';

/** Exporters show some hundred kilobytes; a log would be no metrics. */
const MAX_BYTES = 8 * 1024 * 1024;
const PODS_AT_ONCE = 8;
const LIST_MS = 60_000;

export interface ClusterScraperOptions {
  readonly cluster: string;
  readonly config: ScrapeConfig;
  readonly rules: ScrapeRules;
  readonly idle: IdleRule;
  readonly clock: Clock;
  /** @throws when the cluster cannot be dialled from here. */
  connect(signal: AbortSignal): Promise<ClusterTransport>;
}

/** How the last round went. */
export type RoundResult =
  | { readonly status: 'none' }
  | {
      readonly status: 'done';
      readonly pods: number;
      /** For a person; absent when all went well. */
      readonly warning?: string;
    }
  | { readonly status: 'failed'; readonly message: string };

/** Reads the pods of one cluster again and again, and remembers what they said. */
export class ClusterScraper {
  readonly #options: ClusterScraperOptions;
  readonly #memory: ScrapeMemory;
  readonly #gate = ListGate.create(PODS_AT_ONCE);
  #targets: readonly ScrapedPod[] = [];
  #listedAt = -Infinity;
  #last: RoundResult = { status: 'none' };

  static create(options: ClusterScraperOptions): ClusterScraper {
    return new ClusterScraper(options);
  }

  private constructor(options: ClusterScraperOptions) {
    this.#options = options;
    const { cluster, config, idle } = options;
    this.#memory = ScrapeMemory.create({
      cluster,
      idle,
      interval: config.intervalMs / 1000,
      // Those that exporters speak of, besides those that are read.
      mostSubjects: 4 * config.mostPods,
    });
  }

  get memory(): ScrapeMemory {
    return this.#memory;
  }

  get last(): RoundResult {
    return this.#last;
  }

  async run(signal: AbortSignal): Promise<void> {
    const { clock, config } = this.#options;
    let transport: ClusterTransport | undefined;
    while (!signal.aborted) {
      const started = clock.now().getTime();
      try {
        transport ??= await this.#options.connect(signal);
        this.#last = await this.#round(transport, started, signal);
      } catch (error) {
        if (signal.aborted) break;
        this.#last = { status: 'failed', message: this.#words(error) };
        this.#listedAt = -Infinity;
        await transport?.close().catch(() => undefined);
        transport = undefined;
      }
      const took = clock.now().getTime() - started;
      await clock
        .sleep(Math.max(0, config.intervalMs - took), signal)
        .catch(() => undefined);
    }
    await transport?.close().catch(() => undefined);
  }

  /** All that is read in one round is of its beginning. */
  async #round(
    transport: ClusterTransport,
    started: number,
    signal: AbortSignal,
  ): Promise<RoundResult> {
    const { config } = this.#options;
    if (started - this.#listedAt >= LIST_MS) {
      this.#targets = await listTargets(
        transport,
        config.targets,
        config.mostPods,
        signal,
      );
      this.#listedAt = started;
    }
    const pods = this.#targets.slice(0, config.mostPods);
    const at = started / 1000;
    this.#memory.tidy(new Set(pods.map(proxyPath)), at);
    const problems: string[] = [];
    await Promise.all(
      pods.map(async pod => {
        try {
          await this.#gate.run(signal, () =>
            this.#scrape(transport, pod, at, signal),
          );
        } catch (error) {
          signal.throwIfAborted();
          problems.push(this.#words(error));
        }
      }),
    );
    const [first] = problems;
    if (first && problems.length === pods.length) {
      // They may have gone: asked for again in the next round.
      this.#listedAt = -Infinity;
      return { status: 'failed', message: first };
    }
    if (problems.length > 0) this.#listedAt = -Infinity;
    const warning = this.#warning(problems, pods.length);
    return {
      status: 'done',
      pods: pods.length,
      ...(warning && { warning }),
    };
  }

  async #scrape(
    transport: ClusterTransport,
    pod: ScrapedPod,
    at: number,
    signal: AbortSignal,
  ): Promise<void> {
    const path = proxyPath(pod);
    const text = await this.#read(transport, pod, signal);
    try {
      this.#memory.record(path, readScrape(text, pod, this.#options.rules), at);
    } catch (error) {
      throw new Error(
        `${pod.namespace}/${pod.pod} does not show metrics at port ${
          pod.port
        }: ${isError(error) ? error.message : error}`,
      );
    }
  }

  async #read(
    transport: ClusterTransport,
    pod: ScrapedPod,
    signal: AbortSignal,
  ): Promise<string> {
    try {
      return await transport.getText(proxyPath(pod), {
        signal,
        timeoutMs: this.#options.config.timeoutMs,
        maxBytes: MAX_BYTES,
      });
    } catch (error) {
      if (!(error instanceof ClusterRequestError)) {
        throw error;
      }
      const where = `Pod ${pod.namespace}/${pod.pod}`;
      // What the API server says of a pod that it cannot reach is its own path.
      if ((error.status ?? 0) >= 500) {
        throw new Error(
          `${where} does not answer at port ${pod.port}; it may be starting or ending`,
        );
      }
      // Whether the whole cluster is away is known, and told, without this.
      if (error.kind === 'timeout') {
        throw new Error(
          `${where} did not show its metrics at port ${pod.port} in time`,
        );
      }
      throw error;
    }
  }

  #warning(problems: readonly string[], pods: number): string | undefined {
    const { cluster, config } = this.#options;
    const words: string[] = [];
    const [first] = problems;
    if (first) {
      words.push(
        `${problems.length} of ${pods} pods did not answer: ${first}.`,
      );
    }
    if (this.#targets.length > config.mostPods || this.#memory.refused > 0) {
      words.push(
        `More pods than 'maxPods' (${config.mostPods}) allows; some are left out.`,
      );
    }
    return words.length > 0 ? `${cluster}: ${words.join(' ')}` : undefined;
  }

  #words(error: unknown): string {
    const { cluster } = this.#options;
    if (error instanceof ClusterRequestError && error.kind === 'forbidden') {
      return `Cluster '${cluster}' does not let Backstage read metrics of pods. The ClusterRole modelfleet-metrics of docs/rbac-metrics.yaml allows it.`;
    }
    return isError(error) ? error.message : String(error);
  }
}
