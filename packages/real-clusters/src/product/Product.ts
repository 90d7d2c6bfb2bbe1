import fs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import {
  cacheDirectory,
  packageRoot,
  repositoryRoot,
} from '../binaries/repository';
import type { Cluster } from '../environment/Cluster';
import { ask } from '../kubernetes/connection';
import { freePorts } from '../processes/ports';
import {
  startProcess,
  stopProcesses,
  waitUntilReady,
  type ProcessRecord,
} from '../processes/processes';
import { metricsConfiguration, type StartedMetrics } from '../metrics/start';
import { writeConfiguration } from './configuration';
import { createObserver, type Observer } from './observer';

const READY_WITHIN_MS = 180_000;
const POLL_MS = 100;

const clustersSchema = z.object({
  items: z.array(
    z.looseObject({
      name: z.string(),
      simulated: z.boolean(),
      kubernetesVersion: z.string().optional(),
      state: z.looseObject({
        status: z.string(),
        forbidden: z
          .array(z.object({ group: z.string(), kind: z.string() }))
          .optional(),
        error: z
          .looseObject({ kind: z.string(), message: z.string() })
          .optional(),
      }),
      gpus: z
        .array(
          z.looseObject({
            resourceName: z.string(),
            product: z.string(),
            allocatable: z.number(),
            used: z.number(),
            free: z.number(),
            largestFreeBlock: z.number(),
            pending: z.number(),
          }),
        )
        .optional(),
    }),
  ),
});

const rolloutsSchema = z.object({
  items: z.array(
    z.looseObject({
      cluster: z.looseObject({ name: z.string() }),
      workload: z
        .looseObject({
          ref: z.looseObject({ kind: z.string(), name: z.string() }),
          replicas: z.looseObject({
            desired: z.number(),
            ready: z.number().optional(),
          }),
        })
        .optional(),
      delivery: z
        .looseObject({
          tool: z.string(),
          status: z.string(),
          cluster: z.looseObject({ name: z.string() }),
          wantedRevision: z.string().optional(),
          appliedRevision: z.string().optional(),
          message: z.string().optional(),
        })
        .optional(),
      judgement: z.looseObject({
        verdict: z.string(),
        reason: z.string(),
        message: z.string(),
      }),
    }),
  ),
});

const figuresSchema = z.object({
  items: z.array(
    z.looseObject({
      cluster: z.looseObject({ name: z.string() }),
      workload: z.looseObject({ name: z.string() }).optional(),
      figures: z.record(
        z.string(),
        z.looseObject({
          status: z.string(),
          value: z.number().optional(),
          unit: z.string().optional(),
        }),
      ),
    }),
  ),
});

export type SeenFigures = z.infer<typeof figuresSchema>['items'][number];
export type SeenCluster = z.infer<typeof clustersSchema>['items'][number];
export type SeenRollout = z.infer<typeof rolloutsSchema>['items'][number];

/** The product's backend in a process of its own, observing real clusters. */
export class Product {
  static async start(
    clusters: readonly Cluster[],
    started: (process: ProcessRecord) => void,
    directory: string,
    metrics?: StartedMetrics,
  ): Promise<Product> {
    await fs.mkdir(directory, { recursive: true });
    const observers = new Map<string, Observer>();
    const configured = await Promise.all(
      clusters.map(async cluster => {
        observers.set(cluster.name, await createObserver(cluster));
        const { name, url, caFile } = cluster.record;
        const tokenFile = path.join(directory, `${name}.token`);
        return { name, url, caFile, tokenFile };
      }),
    );
    const [port = 0] = await freePorts(1);
    const config = await writeConfiguration(
      directory,
      port,
      configured,
      metrics && metricsConfiguration(metrics),
    );
    const product = new Product(
      `http://127.0.0.1:${port}`,
      new Map(configured.map(({ name, tokenFile }) => [name, tokenFile])),
      observers,
    );
    await Promise.all(clusters.map(cluster => product.renewToken(cluster)));
    // Outlives the clusters: it says why a case failed.
    const logFile = path.join(cacheDirectory, 'product.log');
    await fs.rm(logFile, { force: true });
    const process = await startProcess({
      name: 'product',
      command: globalThis.process.execPath,
      args: [
        '--require',
        path.join(
          repositoryRoot,
          'node_modules/@backstage/cli/config/nodeTransform.cjs',
        ),
        path.join(packageRoot, 'src/product/backend.ts'),
        '--config',
        config,
      ],
      env: { NODE_ENV: 'development', NODE_TEST_CONTEXT: undefined },
      logFile,
    });
    started(process);
    product.#process = process;
    await waitUntilReady(
      process,
      async signal => {
        const path_ = '/.backstage/health/v1/readiness';
        const answer = await ask({ url: product.url }, { path: path_, signal });
        return answer.status === 200;
      },
      { withinMs: READY_WITHIN_MS },
    );
    return product;
  }

  readonly url: string;
  readonly #tokenFiles: ReadonlyMap<string, string>;
  readonly #observers: ReadonlyMap<string, Observer>;
  #process: ProcessRecord | undefined;
  #userToken: string | undefined;

  private constructor(
    url: string,
    tokenFiles: ReadonlyMap<string, string>,
    observers: ReadonlyMap<string, Observer>,
  ) {
    this.url = url;
    this.#tokenFiles = tokenFiles;
    this.#observers = observers;
  }

  /** The account that a cluster is observed with. */
  observer(cluster: string): Observer {
    const observer = this.#observers.get(cluster);
    if (!observer) throw new Error(`${cluster} is not observed`);
    return observer;
  }

  /** Puts a new token of the observing account where the product reads it. */
  async renewToken(cluster: Cluster): Promise<void> {
    const { namespace, name } = this.observer(cluster.name);
    await fs.writeFile(
      this.#tokenFiles.get(cluster.name) ?? '',
      await cluster.serviceAccountToken(namespace, name),
      { mode: 0o600 },
    );
  }

  async cluster(name: string): Promise<SeenCluster | undefined> {
    const { items } = clustersSchema.parse(await this.#get('clusters'));
    return items.find(cluster => cluster.name === name);
  }

  /** The rows of an entity's rollout card. */
  async rollouts(kind: string, name: string): Promise<SeenRollout[]> {
    return rolloutsSchema.parse(
      await this.#get(`entities/${kind}/default/${name}/rollouts`),
    ).items;
  }

  /** What an entity's performance card shows. */
  async figures(kind: string, name: string): Promise<SeenFigures[]> {
    return figuresSchema.parse(
      await this.#get(`entities/${kind}/default/${name}/figures`),
    ).items;
  }

  /**
   * Waits until what is seen is as wanted.
   *
   * @throws with what was seen last.
   */
  async until<T>(
    what: string,
    look: () => Promise<T>,
    wanted: (seen: T) => boolean,
    withinMs: number = 30_000,
  ): Promise<T> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const seen = await look();
      if (wanted(seen)) return seen;
      if (Date.now() > deadline) {
        throw new Error(
          `Not within ${
            withinMs / 1000
          } s: ${what}. Seen last: ${JSON.stringify(seen)}`,
        );
      }
      await sleep(POLL_MS);
    }
  }

  async stop(): Promise<void> {
    if (this.#process) await stopProcesses([this.#process]);
  }

  async #get(target: string): Promise<unknown> {
    this.#userToken ??= await this.#signIn();
    const answer = await ask(
      { url: this.url },
      { path: `/api/model-serving/${target}`, token: this.#userToken },
    );
    if (answer.status !== 200) {
      throw new Error(`GET ${target}: ${answer.status} ${answer.text}`);
    }
    return answer.json();
  }

  async #signIn(): Promise<string> {
    const answer = await ask(
      { url: this.url },
      { method: 'POST', path: '/api/auth/guest/refresh' },
    );
    return z
      .object({ backstageIdentity: z.object({ token: z.string() }) })
      .parse(answer.json()).backstageIdentity.token;
  }
}
