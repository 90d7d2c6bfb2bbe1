import type { z as zod } from 'zod/v3';

type Zod = typeof zod;

/** Outputs of both actions that move a plan, for what commits it. */
export const stepOutput = {
  path: (z: Zod) =>
    z.string({
      description: 'Folder of the service, in workspace and repository',
    }),
  changed: (z: Zod) =>
    z.array(z.string(), { description: 'Files that are new or different' }),
  removed: (z: Zod) =>
    z.array(z.string(), {
      description:
        'Files that go; model-serving:git:push and pull request actions delete them',
    }),
  basedOn: (z: Zod) =>
    z.record(z.string(), {
      description: 'Fingerprints of the files as they were',
    }),
  clusters: (z: Zod) =>
    z.array(z.string(), {
      description: 'Clusters that get something else by this commit',
    }),
  directPush: (z: Zod) =>
    z.boolean({
      description:
        'Whether the repository takes the commit, or wants a pull request',
    }),
  message: (z: Zod) =>
    z.string({ description: 'For the commit or the pull request' }),
  entityRef: (z: Zod) =>
    z.string({ description: 'Entity reference of the Component' }),
};
