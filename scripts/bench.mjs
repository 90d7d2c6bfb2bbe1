// `npm run bench`: measures the product beside the Backstage Kubernetes plugin,
// on the same simulated fleet and in the same run. `-- --help` tells how.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { main, nodeTransform, root, setup } from './setup.mjs';

await main(() => {
  const { status } = spawnSync(
    'node',
    [
      '--require',
      nodeTransform,
      path.join(root, 'packages/bench/src/cli.ts'),
      ...process.argv.slice(2),
    ],
    { cwd: root, env: setup(), stdio: 'inherit' },
  );
  return status ?? 1;
});
