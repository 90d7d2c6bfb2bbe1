import path from 'node:path';
import { parseArgs } from 'node:util';
import { MissingPartsError } from './binaries/MissingPartsError';
import { findParts, obtain } from './binaries/obtain';
import {
  ARGO_CD_PARTS,
  CONTROL_PLANE_PARTS,
  FLUX_PARTS,
  KSERVE_PARTS,
  METRICS_PARTS,
  type Part,
} from './binaries/parts';
import { startBuiltControllers } from './delivery/start';
import { Environment, stopEnvironment } from './environment/Environment';
import { savedRecords } from './environment/record';
import { startMetrics, type StartedMetrics } from './metrics/start';
import { writeAppConfig } from './product/appConfig';

const USAGE = `Usage: clusters <command>
  up [--clusters 1|2|3] [--controllers] [--app-config <file>]
                          start real control planes, and leave them running,
                          with the controllers that were built if so wished;
                          the file then tells Backstage to observe them
  down                    stop all that was started
  build [--controllers]   only make what "up" needs, or the controllers: Flux,
                          Argo CD and KServe
  list                    what runs`;

const CANNOT_RUN = 2;

function say(line: string): void {
  console.log(`[clusters] ${line}`);
}

async function up(
  count: number,
  options: {
    readonly controllers: boolean;
    readonly appConfig: string | undefined;
  },
  signal: AbortSignal,
): Promise<void> {
  const environment = await Environment.start({
    clusters: count,
    env: process.env,
    say,
    signal,
  });
  for (const { record } of environment.clusters) {
    say(`${record.name}: export KUBECONFIG=${record.kubeconfig}`);
  }
  const { controllers, appConfig } = options;
  const metrics = await startAddOns(environment, controllers);
  if (appConfig) {
    await writeAppConfig(
      path.resolve(appConfig),
      environment.clusters,
      metrics,
    );
    say(`Backstage observes them with: --config ${appConfig}`);
  }
  say('stop them with: npm run clusters:down');
}

/** Starts what was built besides the control planes; says what was not. */
async function startAddOns(
  environment: Environment,
  controllers: boolean,
): Promise<StartedMetrics | undefined> {
  try {
    if (controllers) {
      await startBuiltControllers(environment, { env: process.env, say });
    }
    const commands = await findParts(METRICS_PARTS, process.env);
    if (!commands) {
      say(
        'nothing is measured: npm run clusters -- build makes what that needs',
      );
      return undefined;
    }
    const metrics = await startMetrics(environment.clusters, {
      commands,
      directory: path.join(environment.directory, 'metrics'),
      started: process => environment.adopt(process),
    });
    say(`Prometheus is ready at ${metrics.prometheus}`);
    return metrics;
  } catch (error) {
    await environment.stop();
    throw error;
  }
}

/** Makes parts in groups of which each is of use by itself. */
async function build(
  groups: readonly (readonly Part[])[],
  signal: AbortSignal,
): Promise<void> {
  const missing: unknown[] = [];
  for (const parts of groups) {
    await obtain(parts, { env: process.env, say, signal }).catch(error =>
      missing.push(error),
    );
  }
  signal.throwIfAborted();
  for (const error of missing.slice(0, -1)) say(String(error));
  if (missing.length > 0) throw missing.at(-1);
}

async function down(): Promise<void> {
  const records = await savedRecords();
  for (const [id, record] of records) {
    await stopEnvironment(id, record);
    say(
      `stopped ${
        record.clusters.map(cluster => cluster.name).join(', ') || id
      }`,
    );
  }
  if (records.size === 0) say('nothing runs');
}

async function list(): Promise<void> {
  for (const record of (await savedRecords()).values()) {
    for (const cluster of record.clusters) {
      say(`${cluster.name}: ${cluster.url}, KUBECONFIG=${cluster.kubeconfig}`);
    }
  }
}

function countOfClusters(text: string): number {
  const count = Number(text);
  if (![1, 2, 3].includes(count)) {
    throw new Error(`--clusters must be 1, 2 or 3, not "${text}"`);
  }
  return count;
}

async function main(signal: AbortSignal): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      clusters: { type: 'string', default: '3' },
      controllers: { type: 'boolean', default: false },
      'app-config': { type: 'string' },
    },
  });
  switch (positionals[0]) {
    case 'up':
      return up(
        countOfClusters(values.clusters),
        {
          controllers: values.controllers,
          appConfig: values['app-config'],
        },
        signal,
      );
    case 'down':
      return down();
    case 'list':
      return list();
    case 'build':
      return build(
        values.controllers
          ? [FLUX_PARTS, ARGO_CD_PARTS, KSERVE_PARTS]
          : [CONTROL_PLANE_PARTS, METRICS_PARTS],
        signal,
      );
    default:
      throw new Error(USAGE);
  }
}

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => interruption.abort(new Error('interrupted')));
}
main(interruption.signal).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof MissingPartsError ? CANNOT_RUN : 1;
});
