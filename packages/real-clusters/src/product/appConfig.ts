import fs from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
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
      ...(metrics && {
        modelServing: { metrics: metricsConfiguration(metrics) },
      }),
    }),
    { mode: 0o600 },
  );
}
