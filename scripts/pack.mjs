// Builds and packs every plugin package into one folder, and prints what makes
// another Backstage app use them from there: for trying them before a release.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { main, root, setup, yarn } from './setup.mjs';

await main(() => {
  const target = path.resolve(process.argv[2] ?? path.join(root, 'dist/packs'));
  const env = setup();
  fs.mkdirSync(target, { recursive: true });

  const run = (args, cwd) => {
    const { status, stdout, stderr } = spawnSync('node', [yarn, ...args], {
      cwd,
      env,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    if (status !== 0) {
      throw new Error(
        `yarn ${args.join(' ')} failed in ${cwd}:\n${stdout}${stderr}`,
      );
    }
  };

  console.log('[pack] types');
  run(['tsc'], root);
  const resolutions = {};
  for (const folder of fs.readdirSync(path.join(root, 'plugins')).sort()) {
    const directory = path.join(root, 'plugins', folder);
    const { name } = JSON.parse(
      fs.readFileSync(path.join(directory, 'package.json'), 'utf8'),
    );
    console.log(`[pack] ${name}`);
    run(['build'], directory);
    const file = path.join(target, `${folder}.tgz`);
    run(['pack', '--out', file], directory);
    resolutions[name] = `file:${file}`;
  }
  console.log(
    `\nPut this into the package.json of the other app, then add the packages as the README says:\n\n${JSON.stringify(
      { resolutions },
      undefined,
      2,
    )}`,
  );
});
