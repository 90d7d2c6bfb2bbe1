// `npm run bootstrap -- …`: writes the platform's part of a GitOps repository.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { main, nodeTransform, root, setup } from './setup.mjs';

await main(() => {
  const { status } = spawnSync(
    'node',
    [
      '--require',
      nodeTransform,
      path.join(root, 'plugins/model-serving-node/src/bootstrap/cli.ts'),
      ...process.argv.slice(2),
    ],
    { cwd: process.cwd(), env: setup(), stdio: 'inherit' },
  );
  return status ?? 1;
});
