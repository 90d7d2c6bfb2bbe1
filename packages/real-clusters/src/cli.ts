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
import {
  startBuiltControllers,
  type StartedControllers,
} from './controllers/start';
import { deliverByArgoCd, deliverByFlux } from './delivery/platform';
import { Environment, stopEnvironment } from './environment/Environment';
import { savedRecords } from './environment/record';
import { startMetrics, type StartedMetrics } from './metrics/start';
import { writeAppConfig } from './product/appConfig';

const USAGE = `Usage: clusters <command>
  up [--clusters 1|2|3] [--controllers] [--git <url>] [--app-config <file>]
                          start real control planes, and leave them running,
                          with the controllers that were built if so wished;
                          those then deliver the demo's repository at that
                          address, and the file tells Backstage to observe them
  down [--app-config <file>]
                          stop all that was started, or what that file is for
  build [--controllers]   only make what "up" needs, or the controllers: Flux,
                          Argo CD and KServe
  list                    what runs`;

const CANNOT_RUN = 2;

function say(line: string): void {
  console.log(`[clusters] ${line}`);
}

interface UpOptions {
  readonly controllers: boolean;
  /** Where the repository is that is to be delivered. */
  readonly git: string | undefined;
  readonly appConfig: string | undefined;
}

async function up(
  count: number,
  options: UpOptions,
  signal: AbortSignal,
): Promise<void> {
  const { appConfig } = options;
  const environment = await Environment.start({
    clusters: count,
    env: process.env,
    say,
    appConfig,
    signal,
  });
  for (const { record } of environment.clusters) {
    say(`${record.name}: export KUBECONFIG=${record.kubeconfig}`);
  }
  const { metrics, delivery } = await startAddOns(environment, options);
  if (appConfig) {
    await writeAppConfig(appConfig, environment.clusters, {
      metrics,
      delivery,
    });
    say(`Backstage observes them with: --config ${appConfig}`);
  }
  say('stop them with: npm run clusters:down');
}

interface AddOns {
  readonly metrics: StartedMetrics | undefined;
  /** What brings commits to the clusters, if anything does. */
  readonly delivery: 'argocd' | 'flux' | undefined;
}

/** Starts what was built besides the control planes; says what was not. */
async function startAddOns(
  environment: Environment,
  { controllers, git }: UpOptions,
): Promise<AddOns> {
  try {
    const delivery = controllers
      ? await startControllers(environment, git)
      : undefined;
    const commands = await findParts(METRICS_PARTS, process.env);
    if (!commands) {
      say(
        'nothing is measured: npm run clusters -- build makes what that needs',
      );
      return { metrics: undefined, delivery };
    }
    const metrics = await startMetrics(environment.clusters, {
      commands,
      directory: path.join(environment.directory, 'metrics'),
      started: process => environment.adopt(process),
    });
    say(`Prometheus is ready at ${metrics.prometheus}`);
    return { metrics, delivery };
  } catch (error) {
    await environment.stop();
    throw error;
  }
}

/** Starts the controllers that were built; says what the lack of others means. */
async function startControllers(
  environment: Environment,
  git: string | undefined,
): Promise<AddOns['delivery']> {
  const started = await startBuiltControllers(environment, {
    env: process.env,
    say,
  });
  const delivery = git ? await deliver(environment, started, git) : undefined;
  if (!started.kserve) {
    say('KServe is not built: an InferenceService is stored, and nothing runs');
  }
  if (Object.values(started).includes(false)) {
    say('npm run clusters -- build --controllers builds what is missing');
  }
  return delivery;
}

/** Lets Argo CD deliver what is committed, or Flux where that is not built. */
async function deliver(
  { clusters, directory }: Environment,
  started: StartedControllers,
  url: string,
): Promise<AddOns['delivery']> {
  const [hub] = clusters;
  const options = { url, directory: path.join(directory, 'checkout') };
  if (started.argocd && hub) {
    await deliverByArgoCd(hub, clusters, options);
    say(`Argo CD delivers what is committed to ${url}`);
    return 'argocd';
  }
  if (started.flux) {
    await deliverByFlux(clusters, options);
    say(`Argo CD is not built; Flux delivers what is committed to ${url}`);
    return 'flux';
  }
  say('Argo CD and Flux are not built: what is committed reaches no cluster');
  return undefined;
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

async function down(appConfig: string | undefined): Promise<void> {
  const all = await savedRecords();
  const records = new Map(
    [...all].filter(
      ([, record]) => appConfig === undefined || record.appConfig === appConfig,
    ),
  );
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
      git: { type: 'string' },
      'app-config': { type: 'string' },
    },
  });
  const named = values['app-config'];
  const appConfig = named === undefined ? undefined : path.resolve(named);
  switch (positionals[0]) {
    case 'up':
      return up(
        countOfClusters(values.clusters),
        { controllers: values.controllers, git: values.git, appConfig },
        signal,
      );
    case 'down':
      return down(appConfig);
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
