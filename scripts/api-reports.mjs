// Writes the API reports; with --ci it writes nothing and fails where a report
// is not what the code says. The types must be compiled first.
import { spawnSync } from 'node:child_process';
import { main, root, setup, yarn } from './setup.mjs';

await main(() => {
  const env = setup();
  const run = args =>
    spawnSync('node', [yarn, ...args], { cwd: root, env, stdio: 'inherit' })
      .status ?? 1;
  // The reports are made from declarations. Upstream's own declarations do
  // not all hold under exactOptionalPropertyTypes, so they are not checked.
  // All at once: what an incremental compilation infers, it writes in another
  // order than one that begins with nothing, and reports have that order.
  return (
    run(['tsc', '--incremental', 'false']) ||
    run([
      'backstage-repo-tools',
      'api-reports',
      // The packages resolve each other by their sources; a name that says it
      // all needs no sentence.
      '--omit-messages',
      'ae-wrong-input-file-type,ae-undocumented',
      '--validate-release-tags',
      ...process.argv.slice(2),
      'plugins/*',
    ])
  );
});
