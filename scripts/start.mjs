// Runs the product on its demo fleet: simulated clusters and a git server,
// the backend and the app. Ctrl-C stops all of them.
import { spawn } from 'node:child_process';
import net from 'node:net';
import path from 'node:path';
import { main, root, setup, yarn } from './setup.mjs';

const CLUSTERS = ['cloud-eu', 'cloud-us', 'edge-plant'];
const READY_WITHIN_MS = 300_000;

function port(name, fallback) {
  const text = process.env[name] ?? String(fallback);
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 65_530) {
    throw new Error(
      `${name} must be a port between 1 and 65530, not "${text}"`,
    );
  }
  return value;
}

function portIsFree(number) {
  return new Promise(resolve => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(number, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

async function requirePorts(wanted) {
  for (const { number, what, variable } of wanted) {
    if (!(await portIsFree(number))) {
      throw new Error(
        `Port ${number} for ${what} is taken. Stop what listens there, or choose another port, for example:\n  ${variable}=${
          number + 100
        } npm start`,
      );
    }
  }
}

const children = [];
let stopping = false;

function launch(name, args, env) {
  const child = spawn('node', args, {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that what a child starts stops with it.
    detached: true,
  });
  const prefix = `[${name}] `;
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream.setEncoding('utf8');
    stream.on('data', text => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (line.trim()) console.log(prefix + line);
      }
    });
  }
  child.once('exit', code => {
    if (stopping) return;
    console.error(`\n${name} ended (code ${code}); stopping the rest.`);
    stop(1);
  });
  children.push(child);
}

function stop(code) {
  if (stopping) return;
  stopping = true;
  const running = children.filter(child => child.exitCode === null);
  const signal = name => {
    for (const child of running) {
      try {
        process.kill(-child.pid, name);
      } catch {
        // It has ended already.
      }
    }
  };
  signal('SIGTERM');
  const hard = setTimeout(() => signal('SIGKILL'), 8_000);
  Promise.all(
    running.map(child => new Promise(resolve => child.once('exit', resolve))),
  ).then(() => {
    clearTimeout(hard);
    process.exit(code);
  });
  if (running.length === 0) process.exit(code);
}

async function answers(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    return response.ok;
  } catch {
    return false;
  }
}

async function waitFor(what, url) {
  const started = Date.now();
  while (!(await answers(url))) {
    if (stopping) return;
    if (Date.now() - started > READY_WITHIN_MS) {
      throw new Error(`${what} did not answer at ${url} within five minutes.`);
    }
    await new Promise(resolve => setTimeout(resolve, 500));
  }
  console.log(
    `[start] ${what} is ready after ${Math.round(
      (Date.now() - started) / 1000,
    )} s`,
  );
}

await main(async () => {
  const app = port('MODELFLEET_APP_PORT', 3000);
  const backend = port('MODELFLEET_BACKEND_PORT', 7007);
  const demo = port('MODELFLEET_DEMO_PORT', 7100);
  await requirePorts([
    { number: app, what: 'the app', variable: 'MODELFLEET_APP_PORT' },
    {
      number: backend,
      what: 'the backend',
      variable: 'MODELFLEET_BACKEND_PORT',
    },
    ...[0, 1, 2, 3].map(offset => ({
      number: demo + offset,
      what: offset
        ? `the simulated cluster ${CLUSTERS[offset - 1]}`
        : 'the git server',
      variable: 'MODELFLEET_DEMO_PORT',
    })),
  ]);
  const env = { ...setup(), BACKSTAGE_ENV: 'development' };
  CLUSTERS.forEach((name, index) => {
    const variable = `MODELFLEET_DEMO_${name
      .toUpperCase()
      .replace('-', '_')}_PORT`;
    env[variable] = String(demo + index + 1);
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      console.log('\n[start] stopping');
      stop(0);
    });
  }

  launch(
    'fleet',
    [
      '--require',
      path.join(root, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      path.join(root, 'packages/demo-fleet/src/cli.ts'),
      // Two instances side by side must not share a repository.
      '--data',
      path.join(root, 'packages/demo-fleet/.data', String(demo)),
    ],
    env,
  );
  await waitFor('the demo fleet', `http://127.0.0.1:${demo}/control/state`);
  launch('backend', [yarn, 'workspace', 'backend', 'start'], env);
  launch('app', [yarn, 'workspace', 'app', 'start'], env);
  await waitFor(
    'the backend',
    `http://127.0.0.1:${backend}/.backstage/health/v1/readiness`,
  );
  await waitFor('the app', `http://127.0.0.1:${app}/`);
  if (!stopping) {
    console.log(
      `\n  Modelfleet runs on simulated clusters: http://localhost:${app}\n  Sign in as guest. Ctrl-C stops everything.\n`,
    );
    await new Promise(() => {});
  }
});
