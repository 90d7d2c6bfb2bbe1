import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { dataFolder } from './start/folders';
import { readEnvironment } from './start/environment';
import { startGitHost } from './start/gitHost';
import { startDemoFleet } from './start/startDemoFleet';

const USAGE = `Starts the simulated fleet: Git server, control endpoint and four clusters.

  --data <folder>  where the Git repository lies (default: .data/<port> in this package)
  --keep           go on with the repository that is there; clusters follow it
  --git-only       the Git server alone, for clusters that are somewhere else
  --help           this text

Environment: MODELFLEET_DEMO_PORT (7100), MODELFLEET_DEMO_TOKEN (demo-token),
MODELFLEET_DEMO_SEED (modelfleet), MODELFLEET_DEMO_SPEED (1)
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      keep: { type: 'boolean' },
      'git-only': { type: 'boolean' },
      fresh: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const environment = readEnvironment(process.env);
  const repository = {
    dataDirectory: values.data
      ? resolve(values.data)
      : dataFolder(environment.port),
    fresh: values.fresh ?? !values.keep,
  };
  if (values['git-only']) {
    const host = await startGitHost({
      ...repository,
      port: environment.port,
      onError: (error, context) =>
        process.stderr.write(`demo fleet: ${context}: ${String(error)}\n`),
    });
    process.stdout.write(`demo fleet: git ${host.gitUrl}\n`);
    stopOnSignals(host);
    return;
  }
  const fleet = await startDemoFleet({
    ...environment,
    ...repository,
    flakyLink: true,
  });
  process.stdout.write(
    [
      `demo fleet: git         ${fleet.gitUrl}`,
      `demo fleet: control     ${fleet.controlUrl}/state`,
      ...fleet.clusters.map(
        ({ name, url }) =>
          `demo fleet: ${name.padEnd(11)} ${url} (simulated Kubernetes API)`,
      ),
      '',
    ].join('\n'),
  );
  stopOnSignals(fleet);
}

/** The first signal stops what runs; more of them change nothing. */
function stopOnSignals(running: { stop(): Promise<void> }): void {
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= running.stop().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(
    `demo fleet: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
});
