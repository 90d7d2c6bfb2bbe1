import type { GitOpsRepository } from '@modelfleet/backstage-plugin-model-serving-common';
import fs from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { repositoryRoot } from '../binaries/repository';

const repositorySchema = z.looseObject({
  id: z.string(),
  branch: z.string(),
  root: z.string(),
  clusters: z.array(z.string()),
  tenants: z.array(
    z.object({
      name: z.string(),
      owner: z.string(),
      namespaces: z.array(z.string()),
      clusters: z.array(z.string()).optional(),
    }),
  ),
});

const configurationSchema = z.object({
  modelServing: z.object({
    gitops: z.object({ repositories: z.tuple([repositorySchema]) }),
  }),
});

/** The demo's repository as it is configured, for those of its clusters that there are. */
export async function demoRepository(
  names: readonly string[],
): Promise<z.infer<typeof repositorySchema>> {
  const file = path.join(repositoryRoot, 'app-config.yaml');
  const { modelServing } = configurationSchema.parse(
    parse(await fs.readFile(file, 'utf8')),
  );
  const [repository] = modelServing.gitops.repositories;
  const there = (name: string) => names.includes(name);
  return {
    ...repository,
    clusters: repository.clusters.filter(there),
    tenants: repository.tenants.map(({ clusters, ...tenant }) => ({
      ...tenant,
      ...(clusters && { clusters: clusters.filter(there) }),
    })),
  };
}

/** The same as what is rendered for Flux is made from. */
export async function fluxRepository(
  names: readonly string[],
  url: string,
): Promise<GitOpsRepository> {
  const { id, branch, root, clusters, tenants } = await demoRepository(names);
  return {
    ...{ id, url, branch, root, clusters, directPush: true },
    delivery: 'flux',
    // A tenant that names none has them all.
    tenants: tenants.map(tenant => ({
      ...tenant,
      clusters: tenant.clusters ?? clusters,
    })),
  };
}
