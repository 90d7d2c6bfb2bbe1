import fs from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
import { demoRepository } from '../delivery/demoRepository';
import type { Cluster } from '../environment/Cluster';
import { metricsConfiguration, type StartedMetrics } from '../metrics/start';
import { NAMESPACE } from './case';
import { createObserver } from './observer';

const WEEK_SECONDS = 7 * 24 * 3600;

/**
 * Writes configuration that makes Backstage observe these clusters in place
 * of others of the same names, with the documented rights.
 */
export async function writeAppConfig(
  file: string,
  clusters: readonly Cluster[],
  options: {
    readonly metrics: StartedMetrics | undefined;
    /** What delivers to them, where it is not what the demo has. */
    readonly delivery: 'argocd' | 'flux' | undefined;
  },
): Promise<void> {
  const { metrics } = options;
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
          repositories: [
            {
              ...(await demoRepository(clusters.map(({ name }) => name))),
              ...(options.delivery && { delivery: options.delivery }),
            },
          ],
        },
        // Engines and exporters of the demo are not in these clusters.
        metrics: metrics ? metricsConfiguration(metrics) : { sources: [] },
      },
    }),
    { mode: 0o600 },
  );
}
