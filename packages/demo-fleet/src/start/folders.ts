import { dirname, resolve } from 'node:path';

/** This package, wherever it is checked out. */
const PACKAGE_FOLDER = dirname(
  require.resolve('@modelfleet/demo-fleet/package.json'),
);

/** Content of the repository that a fleet starts with. */
export const SEED_FOLDER = resolve(PACKAGE_FOLDER, '../../examples/gitops');

/** Where a fleet that listens on a port keeps its repository. */
export function dataFolder(port: number): string {
  // One folder for each port: two fleets on a machine never share a repository.
  return resolve(PACKAGE_FOLDER, '.data', String(port));
}
