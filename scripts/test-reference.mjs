// Runs the domain over facts about the outside world that are not part of this
// repository: Argo CD's samples with its own verdicts, the CRDs that we read,
// and published figures of GPU memory.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { main, root, setup } from './setup.mjs';

await main(() => {
  const folder = path.resolve(
    process.env.MODELFLEET_REFERENCE ?? path.join(root, '../shared/reference'),
  );
  if (!fs.existsSync(folder)) {
    console.log(
      `There is no reference folder at ${folder}, so nothing was compared. Set MODELFLEET_REFERENCE to one that has argocd-health/, crds/ and gpu-fit-vectors.json.`,
    );
    return 0;
  }
  // The domain is TypeScript: the CLI's loader reads it as it is.
  const { status } = spawnSync(
    'node',
    [
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      path.join(root, 'scripts/reference/run.mjs'),
      folder,
    ],
    { cwd: root, env: setup(), stdio: 'inherit' },
  );
  return status ?? 1;
});
