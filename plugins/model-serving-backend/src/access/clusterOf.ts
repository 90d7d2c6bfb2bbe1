import { readFile } from 'node:fs/promises';
import { InputError } from '@backstage/errors';
import {
  ANNOTATION_KUBERNETES_AUTH_PROVIDER,
  ANNOTATION_KUBERNETES_OIDC_TOKEN_PROVIDER,
} from '@backstage/plugin-kubernetes-common';
import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import type { AccessibleCluster } from '@modelfleet/backstage-plugin-model-serving-node';
import type { InCluster } from './inCluster';

/** The authentication providers whose credentials only a signed-in user has. */
const USER_SIDE: Readonly<Record<string, string>> = {
  google: 'googleServiceAccount',
  oidc: 'serviceAccount',
  aks: 'azure',
};

/** Translates a cluster of the Kubernetes plugin. */
export async function clusterOf(
  details: ClusterDetails,
  inCluster: InCluster | undefined,
): Promise<AccessibleCluster> {
  const identity = {
    name: details.name,
    title: details.title ?? details.name,
    serverUrl: details.url.replace(/\/+$/, ''),
    skipTlsVerify: details.skipTLSVerify ?? false,
  };
  const userSide = userSideReason(details);
  if (userSide) {
    return { ...identity, unsupported: userSide };
  }
  if (!URL.canParse(identity.serverUrl)) {
    return {
      ...identity,
      unsupported: `Its URL '${details.url}' is no URL. Correct it in the Kubernetes plugin's configuration.`,
    };
  }
  if (inCluster && isOwnCluster(details)) {
    return { ...identity, ...inCluster };
  }
  try {
    const certificateAuthority = await readAuthority(details);
    return {
      ...identity,
      ...(certificateAuthority && { certificateAuthority }),
    };
  } catch (error) {
    return { ...identity, unsupported: String(error) };
  }
}

/**
 * As the Kubernetes plugin does: a service account without a token means the
 * cluster that Backstage itself runs in.
 */
export function isOwnCluster({ authMetadata }: ClusterDetails): boolean {
  return (
    authMetadata[ANNOTATION_KUBERNETES_AUTH_PROVIDER] === 'serviceAccount' &&
    !authMetadata.serviceAccountToken
  );
}

function userSideReason({ authMetadata }: ClusterDetails): string | undefined {
  const provider = authMetadata[ANNOTATION_KUBERNETES_AUTH_PROVIDER] ?? '';
  const instead = USER_SIDE[provider];
  if (!instead) {
    return undefined;
  }
  const by = authMetadata[ANNOTATION_KUBERNETES_OIDC_TOKEN_PROVIDER];
  return (
    `Its authProvider '${provider}'${
      by ? ` (${by})` : ''
    } uses the credentials of the person who ` +
    `looks, so nothing can be read in the background. Give it credentials of its own, for ` +
    `example with authProvider '${instead}'.`
  );
}

async function readAuthority(
  details: ClusterDetails,
): Promise<string | undefined> {
  if (details.caData) {
    const pem = Buffer.from(details.caData, 'base64').toString('utf8');
    if (!pem.includes('-----BEGIN')) {
      throw new InputError(
        `caData of cluster '${details.name}' is no base64 of a PEM certificate. Correct it in the Kubernetes plugin's configuration.`,
      );
    }
    return pem;
  }
  if (details.caFile) {
    try {
      return await readFile(details.caFile, 'utf8');
    } catch {
      throw new InputError(
        `caFile '${details.caFile}' of cluster '${details.name}' cannot be read. Correct it in the Kubernetes plugin's configuration.`,
      );
    }
  }
  return undefined;
}
