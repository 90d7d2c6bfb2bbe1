// Runs the product on its demo fleet: simulated clusters and a git server, and
// Backstage with the built app on one port. Ctrl-C stops all of it.
//
//   npm start            the product, as a visitor sees it
//   npm start -- --dev   the same with hot reload, app and backend on two ports
//   npm start -- --real  on real control planes, see docs/real-clusters.md
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { buildApp } from './build-app.mjs';
import { ProcessGroup } from './processes.mjs';
import { portFrom, requireFreePorts } from './ports.mjs';
import { main, nodeTransform, root, setup, yarn } from './setup.mjs';

const CLUSTERS = ['cloud-eu', 'cloud-us', 'edge-plant', 'cloud-amd'];

/** The ports of a run; app and backend share one unless they are developed. */
function readPorts(dev) {
  const app = portFrom('MODELFLEET_APP_PORT', 3000);
  const backend = dev ? portFrom('MODELFLEET_BACKEND_PORT', 7007) : app;
  return { app, backend, demo: portFrom('MODELFLEET_DEMO_PORT', 7100) };
}

function listeners({ app, backend, demo }, real) {
  const simulated = real ? [] : CLUSTERS.map(name => `the cluster ${name}`);
  return [
    { number: app, what: 'the app', variable: 'MODELFLEET_APP_PORT' },
    ...(backend === app
      ? []
      : [
          {
            number: backend,
            what: 'the backend',
            variable: 'MODELFLEET_BACKEND_PORT',
          },
        ]),
    ...['the git server', ...simulated].map((what, offset) => ({
      number: demo + offset,
      what,
      variable: 'MODELFLEET_DEMO_PORT',
    })),
  ];
}

function environment(ports) {
  const env = {
    ...setup(),
    NODE_ENV: 'development',
    MODELFLEET_APP_PORT: String(ports.app),
    MODELFLEET_BACKEND_PORT: String(ports.backend),
    MODELFLEET_DEMO_PORT: String(ports.demo),
  };
  CLUSTERS.forEach((name, index) => {
    const part = name.toUpperCase().replaceAll('-', '_');
    env[`MODELFLEET_DEMO_${part}_PORT`] = String(ports.demo + index + 1);
  });
  return env;
}

/** Starts real control planes until this run ends; says how that went. */
function startRealClusters(env, { config, git }) {
  const clusters = (...args) =>
    spawnSync(
      'node',
      [
        '--require',
        nodeTransform,
        path.join(root, 'packages/real-clusters/src/cli.ts'),
        ...args,
        '--app-config',
        config,
      ],
      { cwd: root, env, stdio: 'inherit' },
    ).status ?? 1;
  process.on('exit', () => clusters('down'));
  return clusters('up', '--controllers', '--git', git);
}

await main(async () => {
  const dev = process.argv.includes('--dev');
  const real = process.argv.includes('--real');
  const ports = readPorts(dev);
  await requireFreePorts(listeners(ports, real));
  const env = environment(ports);
  if (!dev) buildApp(env);

  const group = new ProcessGroup(env, { logs: `.cache/logs/${ports.app}` });
  group.stopOnSignals();
  group.launch('fleet', [
    '--require',
    nodeTransform,
    path.join(root, 'packages/demo-fleet/src/cli.ts'),
    // Two instances side by side must not share a repository.
    '--data',
    path.join(root, 'packages/demo-fleet/.data', String(ports.demo)),
    ...(real ? ['--git-only'] : []),
  ]);
  const git = `http://127.0.0.1:${ports.demo}/git/fleet.git`;
  await (real
    ? group.waitFor(
        'the git server',
        `${git}/info/refs?service=git-upload-pack`,
      )
    : group.waitFor(
        'the demo fleet',
        `http://127.0.0.1:${ports.demo}/control/state`,
      ));
  const config = [];
  if (real) {
    const file = path.join(
      root,
      `.cache/clusters/app-config-${ports.app}.yaml`,
    );
    const status = startRealClusters(env, { config: file, git });
    if (status !== 0) {
      group.stop(status);
      return group.ended();
    }
    for (const each of [path.join(root, 'app-config.yaml'), file]) {
      config.push('--config', each);
    }
  }
  if (dev) {
    group.launch('backend', [yarn, 'workspace', 'backend', 'start', ...config]);
    group.launch('app', [yarn, 'workspace', 'app', 'start']);
  } else {
    group.launch(
      'backend',
      ['--require', nodeTransform, 'src/index.ts', ...config],
      {
        // Catalog locations are relative to the working directory.
        cwd: path.join(root, 'packages/backend'),
      },
    );
  }
  await group.waitFor(
    'Backstage',
    `http://127.0.0.1:${ports.backend}/.backstage/health/v1/readiness`,
  );
  await group.waitFor('the app', `http://127.0.0.1:${ports.app}/`);
  console.log(
    `\n  Modelfleet runs on ${
      real ? 'real control planes' : 'simulated clusters'
    }: http://localhost:${
      ports.app
    }\n  Sign in as guest. Ctrl-C stops everything.\n`,
  );
  return group.ended();
});
