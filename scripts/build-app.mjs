// Builds the app when what it is made of changed since the last build.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root, yarn } from './setup.mjs';

const stamp = path.join(root, 'packages/app/dist/.built-from');

// The parts of the checkout that end up in the browser.
const PARTS = [
  'packages/app/src',
  'packages/app/public',
  'packages/app/package.json',
  'plugins/model-serving',
  'plugins/model-serving-common',
  'plugins/model-serving-react',
  'plugins/scaffolder-frontend-module-model-serving',
  'yarn.lock',
];
const SKIPPED = new Set(['node_modules', 'dist', 'coverage']);

function fingerprint() {
  const hash = createHash('sha256');
  const add = file => {
    if (fs.statSync(file).isDirectory()) {
      for (const name of fs.readdirSync(file).sort()) {
        if (!SKIPPED.has(name)) add(path.join(file, name));
      }
    } else {
      hash.update(file).update(fs.readFileSync(file));
    }
  };
  for (const part of PARTS) add(path.join(root, part));
  return hash.digest('hex');
}

export function buildApp(env) {
  const wanted = fingerprint();
  const found = fs.existsSync(stamp) ? fs.readFileSync(stamp, 'utf8') : '';
  if (found === wanted) return;
  console.log('[setup] building the app, which takes about a minute');
  const started = Date.now();
  const { status, stdout } = spawnSync(
    'node',
    [yarn, 'workspace', 'app', 'build'],
    {
      cwd: root,
      env: { ...env, NODE_ENV: 'production' },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  if (status !== 0) throw new Error(`the app could not be built:\n${stdout}`);
  fs.writeFileSync(stamp, wanted);
  console.log(
    `[setup] app built in ${Math.round((Date.now() - started) / 1000)} s`,
  );
}
