import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { FleetOptions } from './fleet/messages';
import { accounting } from './measure/accounting';
import { metrics, type MetricsStore } from './measure/metrics';
import { scaleAtRest, scaleChanging } from './measure/scale';
import { sideBySide } from './measure/sideBySide';
import { World } from './measure/World';
import { readOptions, type BenchOptions } from './options';
import { clusterName } from './portal/configuration';
import { Child } from './processes/Child';
import { describeMachine } from './results/machine';
import type { Row } from './results/rows';
import { table } from './results/table';

const RESULTS = path.resolve(__dirname, '../../../bench/results.json');
const PATIENCE_MS = 120_000;
const QUICK_PATIENCE_MS = 30_000;
const DEAD_SHARE = 0.1;

async function run(options: BenchOptions): Promise<void> {
  const directory = await fs.mkdtemp(path.join(os.tmpdir(), 'bench-'));
  console.log(`[bench] logs are in ${directory}`);
  const machine = describeMachine();
  const startedAt = new Date().toISOString();
  const rows: Row[] = [];

  /** After each part, so that a part that fails takes no other with it. */
  async function report(measured: readonly Row[]): Promise<void> {
    rows.push(...measured);
    console.log(table(measured, machine));
    const output = options.output ?? RESULTS;
    await fs.mkdir(path.dirname(output), { recursive: true });
    const results = { startedAt, machine, options, rows };
    await fs.writeFile(output, `${JSON.stringify(results, undefined, 2)}\n`);
    const readable = output.replace(/\.json$/, '.md');
    await fs.writeFile(readable, table(rows, machine));
    console.log(`[bench] written: ${output} and ${readable}`);
  }

  async function within<T>(
    name: string,
    fleet: FleetOptions,
    measure: (world: World) => Promise<T>,
    storeUrl?: string,
  ): Promise<T> {
    console.log(`[bench] ${name}`);
    const folder = path.join(directory, name.replaceAll(/\W+/g, '-'));
    const world = await World.start(fleet, folder, options.profile, storeUrl);
    try {
      return await measure(world);
    } finally {
      await world.stop();
    }
  }

  console.log('[bench] counting the GPUs of one large cluster');
  await report(
    accounting({ nodes: 1_000, pods: 10_000, quick: options.quick }),
  );

  for (const clusters of options.clusters) {
    for (const dead of deadOf(clusters)) {
      const measured = await within(
        `${clusters} clusters, ${dead} of them dead`,
        { clusters, dead, tls: false },
        world =>
          sideBySide(world, {
            clusters,
            dead,
            quick: options.quick,
            patienceMs: options.quick ? QUICK_PATIENCE_MS : PATIENCE_MS,
          }),
      );
      await report(measured);
    }
  }

  if (options.metrics > 0) {
    const clusters = options.metrics;
    const store: MetricsStore = Child.start({
      script: path.join(__dirname, 'metricsStore/process.ts'),
      args: [
        JSON.stringify({
          clusters: Array.from({ length: clusters }, (_, index) =>
            clusterName(index),
          ),
        }),
      ],
      logFile: path.join(directory, 'store.log'),
    });
    try {
      const { url } = await store.ready;
      const measured = await within(
        `${clusters} clusters and a metrics store of all`,
        { clusters, dead: 0, tls: false },
        world => metrics(world, store, { clusters, quick: options.quick }),
        url,
      );
      await report(measured);
    } finally {
      await store.stop();
    }
  }

  if (options.scale > 1) {
    const emptyHeapBytes = await within(
      'one cluster, for the memory of a portal without a fleet',
      { clusters: 1, dead: 0, tls: true },
      async world => {
        await world.complete();
        return (await world.portal.ask({ ask: 'sampleLive' })).heapBytes;
      },
    );
    const scaled = { ...options, clusters: options.scale, emptyHeapBytes };
    await within(
      `${options.scale} clusters, ours alone`,
      { clusters: options.scale, dead: 0, tls: true },
      async world => {
        // What is known is written before what may be too much is tried.
        await report(await scaleAtRest(world, scaled));
        await report(await scaleChanging(world, scaled));
      },
    );
  }
}

function deadOf(clusters: number): number[] {
  const dead = Math.floor(clusters * DEAD_SHARE);
  return dead > 0 ? [0, dead] : [0];
}

async function main() {
  await run(readOptions(process.argv.slice(2)));
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
