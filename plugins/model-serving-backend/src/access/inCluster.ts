import { readFile } from 'node:fs/promises';

const AUTHORITY_FILE = '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt';

/** How to reach the API server of the cluster that Backstage runs in. */
export interface InCluster {
  readonly serverUrl: string;
  readonly certificateAuthority: string;
}

/** What Kubernetes gives each pod; `undefined` outside of a cluster. */
export async function readInCluster(
  environment: NodeJS.ProcessEnv,
): Promise<InCluster | undefined> {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } =
    environment;
  if (!host || !port) {
    return undefined;
  }
  try {
    const authority = host.includes(':') ? `[${host}]` : host;
    return {
      serverUrl: `https://${authority}:${port}`,
      certificateAuthority: await readFile(AUTHORITY_FILE, 'utf8'),
    };
  } catch {
    // A pod without a mounted service account.
    return undefined;
  }
}
