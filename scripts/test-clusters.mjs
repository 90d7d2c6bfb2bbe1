// `npm run test:clusters`: the tests that need real control planes. Ends with
// `N passed, N failed`, or with exit code 2 where they cannot run at all.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { main, root, setup } from './setup.mjs';

const inPackage = name => path.join(root, 'packages/real-clusters', name);

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
          `--test-reporter=${inPackage('reporter.mjs')}`,
          '--test-reporter-destination=stdout',
          ...process.argv.slice(2),
          inPackage('src/testClusters.ts'),
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
