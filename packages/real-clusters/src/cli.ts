import path from 'node:path';
import { parseArgs } from 'node:util';
import { MissingPartsError } from './binaries/MissingPartsError';
import { obtain } from './binaries/obtain';
import { CONTROL_PLANE_PARTS, METRICS_PARTS } from './binaries/parts';
import { Environment, stopEnvironment } from './environment/Environment';
import { savedRecords } from './environment/record';
import { writeAppConfig } from './product/appConfig';

const USAGE = `Usage: clusters <command>
  up [--clusters 1|2|3] [--app-config <file>]
                          start real control planes, and leave them running;
                          the file then tells Backstage to observe them
  down                    stop all that was started
  build                   only make what "up" needs
  list                    what runs`;

const CANNOT_RUN = 2;

function say(line: string): void {
  console.log(`[clusters] ${line}`);
}

async function up(
  count: number,
  appConfig: string | undefined,
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
  if (appConfig) {
    await writeAppConfig(path.resolve(appConfig), environment.clusters);
    say(`Backstage observes them with: --config ${appConfig}`);
  }
  say('stop them with: npm run clusters:down');
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
      'app-config': { type: 'string' },
    },
  });
  switch (positionals[0]) {
    case 'up':
      return up(countOfClusters(values.clusters), values['app-config'], signal);
    case 'down':
      return down();
    case 'list':
      return list();
    case 'build':
      await obtain([...CONTROL_PLANE_PARTS, ...METRICS_PARTS], {
        env: process.env,
        say,
        signal,
      });
      return undefined;
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
