// Runs every check that is not a test. All of them, even after one failed, so
// that one run tells everything; `npm run check -- lint` runs one.
import { spawnSync } from 'node:child_process';
import { main, root, setup, yarn } from './setup.mjs';

const CHECKS = [
  {
    name: 'openapi',
    what: 'what is generated from openapi.yaml is current',
    args: ['scripts/generate-openapi.mjs', '--check'],
  },
  {
    name: 'format',
    what: 'format',
    args: [yarn, 'prettier', '--check', '--loglevel', 'warn', '.'],
  },
  { name: 'types', what: 'types', args: [yarn, 'tsc', '--pretty'] },
  {
    name: 'lint',
    what: 'lint',
    args: [yarn, 'backstage-cli', 'repo', 'lint', '--max-warnings', '0'],
  },
  {
    name: 'api-reports',
    what: 'API reports are current',
    args: ['scripts/api-reports.mjs', '--ci'],
  },
  {
    name: 'unused',
    what: 'no unused code',
    args: [yarn, 'knip', '--no-config-hints'],
  },
];

await main(() => {
  const asked = process.argv.slice(2);
  const unknown = asked.filter(
    name => !CHECKS.some(check => check.name === name),
  );
  if (unknown.length > 0) {
    throw new Error(
      `No check is called ${unknown.join(', ')}. There are: ${CHECKS.map(
        check => check.name,
      ).join(', ')}.`,
    );
  }
  const env = setup();
  const failed = [];
  for (const { name, what, args } of CHECKS) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    console.log(`[check] ${what}`);
    const started = Date.now();
    const { status } = spawnSync('node', args, {
      cwd: root,
      env,
      stdio: 'inherit',
    });
    const seconds = Math.round((Date.now() - started) / 1000);
    if (status !== 0) failed.push(name);
    console.log(
      `[check] ${what}: ${status === 0 ? 'good' : 'NOT GOOD'} (${seconds} s)`,
    );
  }
  console.log(
    failed.length > 0
      ? `\nNot good: ${failed.join(', ')}`
      : '\nEvery check is good.',
  );
  return failed.length > 0 ? 1 : 0;
});
