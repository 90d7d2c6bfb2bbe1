import type { Cluster } from '../cluster/cluster';
import { GPU_QUOTAS } from './backgroundApps';

/** What the platform team set up in every cluster for services to use. */
export function addPlatform(cluster: Cluster): void {
  cluster.gateways.create({
    metadata: { name: 'models', namespace: 'gateways' },
    spec: {
      gatewayClassName: 'envoy',
      listeners: [
        {
          name: 'https',
          hostname: '*.models.example.com',
          port: 443,
          protocol: 'HTTPS',
          tls: {
            mode: 'Terminate',
            certificateRefs: [{ name: 'models-tls' }],
          },
          allowedRoutes: { namespaces: { from: 'All' } },
        },
      ],
    },
  });
  cluster.secretStores.create({
    metadata: { name: 'vault' },
    spec: {
      provider: {
        vault: { server: 'https://vault.example.com', version: 'v2' },
      },
    },
    status: {
      conditions: [
        {
          type: 'Ready',
          status: 'True',
          reason: 'Valid',
          message: 'store validated',
          lastTransitionTime: cluster.clock.timestamp(),
        },
      ],
    },
  });
  for (const quota of GPU_QUOTAS[cluster.name] ?? []) {
    cluster.resourceQuotas.create({
      metadata: { name: 'gpus', namespace: quota.namespace },
      spec: { hard: { [`requests.${quota.resource}`]: String(quota.gpus) } },
    });
  }
}
