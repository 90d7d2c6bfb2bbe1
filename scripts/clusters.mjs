// `npm run clusters:up`, `clusters:down` …: real control planes for trying the
// product against them.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { main, root, setup } from './setup.mjs';

await main(
  () =>
    new Promise((resolve, reject) => {
      const child = spawn(
        'node',
        [
          '--require',
          path.join(
            root,
            'node_modules/@backstage/cli/config/nodeTransform.cjs',
          ),
          path.join(root, 'packages/real-clusters/src/cli.ts'),
          ...process.argv.slice(2),
        ],
        { cwd: root, env: setup(), stdio: 'inherit' },
      );
      // Ctrl-C reaches the child as well; it stops what it started.
      for (const signal of ['SIGINT', 'SIGTERM']) {
        process.on(signal, () => child.kill(signal));
      }
      child.once('error', reject);
      child.once('close', code => resolve(code ?? 1));
    }),
);
