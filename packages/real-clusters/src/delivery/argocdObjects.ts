import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import type { Cluster } from '../environment/Cluster';
import type { KubernetesObject } from '../kubernetes/objects';

export const ARGO_CD_NAMESPACE = 'argocd';

/** What Argo CD's own manifests put beside its controllers. */
export async function argoCdObjects(
  hub: Cluster,
  clusters: readonly Cluster[],
): Promise<KubernetesObject[]> {
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: ARGO_CD_NAMESPACE },
    },
    settings('ConfigMap', 'argocd-cm', {
      data: { 'application.resourceTrackingMethod': 'annotation' },
    }),
    settings('ConfigMap', 'argocd-rbac-cm', {}),
    settings('Secret', 'argocd-secret', {
      stringData: { 'server.secretkey': randomBytes(24).toString('hex') },
    }),
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name: 'default', namespace: ARGO_CD_NAMESPACE },
      spec: {
        sourceRepos: ['*'],
        destinations: [{ server: '*', namespace: '*' }],
        clusterResourceWhitelist: [{ group: '*', kind: '*' }],
      },
    },
    ...(await Promise.all(
      clusters.filter(cluster => cluster !== hub).map(registration),
    )),
  ];
}

function settings(
  kind: string,
  name: string,
  content: Readonly<Record<string, unknown>>,
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind,
    metadata: {
      name,
      namespace: ARGO_CD_NAMESPACE,
      labels: { 'app.kubernetes.io/part-of': 'argocd' },
    },
    ...content,
  };
}

/** How Argo CD is told of another cluster. */
async function registration(cluster: Cluster): Promise<KubernetesObject> {
  const { name, url, caFile, credentials } = cluster.record;
  const ca = await fs.readFile(caFile);
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: `cluster-${name}`,
      namespace: ARGO_CD_NAMESPACE,
      labels: { 'argocd.argoproj.io/secret-type': 'cluster' },
    },
    stringData: {
      name,
      server: url,
      config: JSON.stringify({
        bearerToken: credentials.adminToken,
        tlsClientConfig: { caData: ca.toString('base64') },
      }),
    },
  };
}
