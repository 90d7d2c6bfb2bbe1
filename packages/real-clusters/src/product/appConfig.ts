import fs from 'node:fs/promises';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { repositoryRoot } from '../binaries/repository';
import type { Cluster } from '../environment/Cluster';
import { metricsConfiguration, type StartedMetrics } from '../metrics/start';
import { NAMESPACE } from './case';
import { createObserver } from './observer';

const WEEK_SECONDS = 7 * 24 * 3600;

const demoSchema = z.object({
  modelServing: z.object({
    gitops: z.object({
      repositories: z.array(z.looseObject({ clusters: z.array(z.string()) })),
    }),
  }),
});

/** The demo's repositories, for those of its clusters that there are. */
async function demoRepositories(names: readonly string[]) {
  const file = path.join(repositoryRoot, 'app-config.yaml');
  const { modelServing } = demoSchema.parse(
    parse(await fs.readFile(file, 'utf8')),
  );
  return modelServing.gitops.repositories.map(repository => ({
    ...repository,
    clusters: repository.clusters.filter(name => names.includes(name)),
  }));
}

/**
 * Writes configuration that makes Backstage observe these clusters in place
 * of others of the same names, with the documented rights.
 */
export async function writeAppConfig(
  file: string,
  clusters: readonly Cluster[],
  metrics?: StartedMetrics,
): Promise<void> {
  const configured = await Promise.all(
    clusters.map(async cluster => {
      const { namespace, name } = await createObserver(cluster);
      await cluster.admin.apply({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: NAMESPACE },
      });
      return {
        name: cluster.name,
        title: `${cluster.name} (real control plane)`,
        url: cluster.endpoint.url,
        caFile: cluster.record.caFile,
        authProvider: 'serviceAccount',
        serviceAccountToken: await cluster.serviceAccountToken(
          namespace,
          name,
          WEEK_SECONDS,
        ),
      };
    }),
  );
  await fs.mkdir(path.dirname(file), { recursive: true });
  await fs.writeFile(
    file,
    stringify({
      kubernetes: {
        clusterLocatorMethods: [{ type: 'config', clusters: configured }],
      },
      modelServing: {
        gitops: {
          repositories: await demoRepositories(
            clusters.map(({ name }) => name),
          ),
        },
        // Engines and exporters of the demo are not in these clusters.
        metrics: metrics ? metricsConfiguration(metrics) : { sources: [] },
      },
    }),
    { mode: 0o600 },
  );
}
