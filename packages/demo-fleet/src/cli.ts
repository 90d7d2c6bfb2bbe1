import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { dataFolder } from './start/folders';
import { readEnvironment } from './start/environment';
import type { DemoFleet } from './start/options';
import { startDemoFleet } from './start/startDemoFleet';

const USAGE = `Starts the simulated fleet: Git server, control endpoint and four clusters.

  --data <folder>  where the Git repository lies (default: .data/<port> in this package)
  --keep           go on with the repository that is there; clusters follow it
  --help           this text

Environment: MODELFLEET_DEMO_PORT (7100), MODELFLEET_DEMO_TOKEN (demo-token),
MODELFLEET_DEMO_SEED (modelfleet), MODELFLEET_DEMO_SPEED (1)
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      keep: { type: 'boolean' },
      fresh: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const environment = readEnvironment(process.env);
  const fleet = await startDemoFleet({
    ...environment,
    dataDirectory: values.data
      ? resolve(values.data)
      : dataFolder(environment.port),
    fresh: values.fresh ?? !values.keep,
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
  const stop = stopOnce(fleet);
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

/** The first signal stops the fleet; more of them change nothing. */
function stopOnce(fleet: DemoFleet): () => void {
  let stopping: Promise<void> | undefined;
  return () => {
    stopping ??= fleet.stop().then(() => process.exit(0));
  };
}

main().catch((error: unknown) => {
  process.stderr.write(
    `demo fleet: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
});
