// `npm run demo -- …`: switches faults of the running demo fleet.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { main, nodeTransform, root, setup } from './setup.mjs';

await main(() => {
  const { status } = spawnSync(
    'node',
    [
      '--require',
      nodeTransform,
      path.join(root, 'packages/demo-fleet/src/command.ts'),
      ...process.argv.slice(2),
    ],
    { cwd: process.cwd(), env: setup(), stdio: 'inherit' },
  );
  return status ?? 1;
});
