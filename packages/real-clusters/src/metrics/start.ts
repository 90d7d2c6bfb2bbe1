import fs from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
import { packageRoot, repositoryRoot } from '../binaries/repository';
import type { Cluster } from '../environment/Cluster';
import { ask } from '../kubernetes/connection';
import { freePorts } from '../processes/ports';
import {
  startProcess,
  waitUntilReady,
  type ProcessRecord,
} from '../processes/processes';

const READY_WITHIN_MS = 60_000;

/** What the simulated model server says of itself; it has no real load. */
const FIGURES = {
  'running-requests': 3,
  'waiting-requests': 2,
  'kv-cache-usage': 0.4,
};

/** What measures in an environment, each by its address. */
export interface StartedMetrics {
  /** One Prometheus; the label `cluster` tells the clusters apart. */
  readonly prometheus: string;
  /** The model server that every pod with GPUs is said to be. */
  readonly engine: string;
  /** `/gpus/<cluster>` says what dcgm-exporters would. */
  readonly exporter: string;
}

interface MetricsOptions {
  readonly commands: Readonly<
    Record<'prometheus' | 'llm-d-inference-sim', string>
  >;
  readonly directory: string;
  readonly started: (process: ProcessRecord) => void;
}

async function responds(
  url: string,
  target: string,
  signal: AbortSignal,
): Promise<boolean> {
  return (await ask({ url }, { path: target, signal })).status === 200;
}

/** Starts a Prometheus that scrapes a model server and GPU exporters. */
export async function startMetrics(
  clusters: readonly Cluster[],
  { commands, directory, started }: MetricsOptions,
): Promise<StartedMetrics> {
  await fs.mkdir(directory, { recursive: true });
  const [engine = 0, exporter = 0, prometheus = 0] = await freePorts(3);
  const url = (port: number) => `http://127.0.0.1:${port}`;
  const start = async (
    name: string,
    target: string,
    port: number,
    command: string,
    args: readonly string[],
  ) => {
    const process = await startProcess({
      name: `metrics/${name}`,
      command,
      args,
      env: { NODE_TEST_CONTEXT: undefined },
      logFile: path.join(directory, 'logs', `${name}.log`),
    });
    started(process);
    await waitUntilReady(
      process,
      signal => responds(url(port), target, signal),
      { withinMs: READY_WITHIN_MS },
    );
  };
  await start(
    'llm-d-inference-sim',
    '/metrics',
    engine,
    commands['llm-d-inference-sim'],
    [
      `--port=${engine}`,
      '--model=example/tested',
      '--force-dummy-tokenizer',
      `--fake-metrics=${JSON.stringify(FIGURES)}`,
    ],
  );
  const exporterFile = path.join(directory, 'exporter.json');
  await fs.writeFile(
    exporterFile,
    JSON.stringify({
      port: exporter,
      engine: `127.0.0.1:${engine}`,
      clusters: clusters.map(({ record }) => ({
        name: record.name,
        url: record.url,
        caFile: record.caFile,
        token: record.credentials.adminToken,
      })),
    }),
    { mode: 0o600 },
  );
  await start('exporter', '/targets', exporter, process.execPath, [
    '--require',
    path.join(
      repositoryRoot,
      'node_modules/@backstage/cli/config/nodeTransform.cjs',
    ),
    path.join(packageRoot, 'src/metrics/exporterProcess.ts'),
    exporterFile,
  ]);
  const configFile = path.join(directory, 'prometheus.yaml');
  await fs.writeFile(
    configFile,
    stringify({
      global: { scrape_interval: '5s' },
      scrape_configs: [
        {
          job_name: 'clusters',
          // Pods are those that hold the GPUs, not the exporter's own.
          honor_labels: true,
          http_sd_configs: [
            { url: `${url(exporter)}/targets`, refresh_interval: '5s' },
          ],
        },
      ],
    }),
  );
  await start('prometheus', '/-/ready', prometheus, commands.prometheus, [
    `--config.file=${configFile}`,
    `--web.listen-address=127.0.0.1:${prometheus}`,
    `--storage.tsdb.path=${path.join(directory, 'prometheus')}`,
    '--storage.tsdb.retention.time=6h',
  ]);
  return {
    prometheus: url(prometheus),
    engine: url(engine),
    exporter: url(exporter),
  };
}

/** How Backstage is told of that Prometheus (`modelServing.metrics`). */
export function metricsConfiguration({ prometheus }: StartedMetrics) {
  return {
    refresh: { seconds: 5 },
    sources: [
      {
        id: 'prometheus',
        title: 'Prometheus of the real clusters',
        type: 'prometheus',
        url: prometheus,
        clusterLabel: 'cluster',
      },
    ],
  };
}
