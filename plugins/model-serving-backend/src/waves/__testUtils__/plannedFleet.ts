import type { GitOpsRepository } from '@modelfleet/backstage-plugin-model-serving-common';

/** A repository of two tenants. */
export const repository: GitOpsRepository = {
  id: 'fleet',
  url: 'https://git.example.com/fleet.git',
  branch: 'main',
  root: 'fleet',
  delivery: 'argocd',
  directPush: true,
  clusters: ['eu', 'us'],
  tenants: ['chat', 'vision'].map(name => ({
    name,
    owner: `group:default/${name}-team`,
    namespaces: [name],
    clusters: ['eu', 'us'],
  })),
};
