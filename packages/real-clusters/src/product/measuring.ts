import assert from 'node:assert/strict';
import { ask } from '../kubernetes/connection';
import { NAMESPACE, RECHECKED_WITHIN_MS, type ProductCase } from './case';
import { modelDeployment } from './objects';
import { podsOf } from './pods';

const NAME = 'measured';
const MEBIBYTE = 2 ** 20;

/** The values of a metric in the text format, of series with every label. */
function valuesOf(
  text: string,
  metric: string,
  labels: Readonly<Record<string, string>> = {},
): number[] {
  return text
    .split('\n')
    .filter(
      line =>
        line.startsWith(`${metric}{`) &&
        Object.entries(labels).every(([name, value]) =>
          line.includes(`${name}="${value}"`),
        ),
    )
    .map(line => Number(line.slice(line.lastIndexOf(' ') + 1)));
}

const sum = (values: readonly number[]) =>
  values.reduce((total, value) => total + value, 0);

async function scrape(url: string, path: string): Promise<string> {
  return (await ask({ url }, { path })).text;
}

/** That figures come through a real Prometheus as the exporters say them. */
export const measuringCases: readonly ProductCase[] = [
  {
    name: 'metrics: figures through Prometheus are those that model server and GPU exporter say themselves',
    needs: 'metrics',
    async run({ product, eu, metrics }) {
      assert.ok(metrics);
      const server = modelDeployment({ name: NAME, replicas: 1, gpus: 2 });
      await eu.admin.create(server);
      const row = await product.until(
        'figures of the engine and of its GPUs',
        async () =>
          (
            await product.figures('component', 'chat')
          ).find(({ workload }) => workload?.name === NAME),
        found =>
          found?.figures.running?.status === 'value' &&
          found.figures.gpuUtilization?.status === 'value' &&
          found.figures.power?.status === 'value',
        RECHECKED_WITHIN_MS,
      );
      const pod = (await podsOf(eu)).find(({ metadata }) =>
        metadata.name.startsWith(`${NAME}-`),
      );
      const engine = await scrape(metrics.engine, '/metrics');
      const gpus = await scrape(metrics.exporter, `/gpus/${eu.name}`);
      const held = (metric: string) =>
        valuesOf(gpus, metric, {
          namespace: NAMESPACE,
          pod: pod?.metadata.name ?? '',
        });
      const shown = (figure: string) => row?.figures[figure]?.value;

      assert.equal(held('DCGM_FI_DEV_POWER_USAGE').length, 2);
      assert.deepEqual(
        {
          running: shown('running'),
          queued: shown('queued'),
          kvCacheUsage: shown('kvCacheUsage'),
          gpuUtilization: shown('gpuUtilization'),
          gpuMemoryUsed: shown('gpuMemoryUsed'),
          power: shown('power'),
        },
        {
          running: sum(valuesOf(engine, 'vllm:num_requests_running')),
          queued: sum(valuesOf(engine, 'vllm:num_requests_waiting')),
          kvCacheUsage: sum(valuesOf(engine, 'vllm:kv_cache_usage_perc')),
          gpuUtilization: sum(held('DCGM_FI_PROF_GR_ENGINE_ACTIVE')) / 2,
          gpuMemoryUsed: sum(held('DCGM_FI_DEV_FB_USED')) * MEBIBYTE,
          power: sum(held('DCGM_FI_DEV_POWER_USAGE')),
        },
      );
      await eu.admin.remove(server);
    },
  },
];
