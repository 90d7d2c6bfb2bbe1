import type { ServiceFacts } from '../facts';
import { BASE_PATHS } from '../paths';
import { fillIn } from './fillIn';
import type { ServiceObject } from './types';

/** The key under which KServe and Hugging Face's library look for a token. */
export const HUB_TOKEN_KEY = 'HF_TOKEN';

/** The Secret that External Secrets makes; Git never holds it. */
export function hubSecretName(service: string): string {
  return `${service}-hub-token`;
}

/** Fetches the token of the model hub from the platform's store. */
export function externalSecret(facts: ServiceFacts): ServiceObject {
  const { request, platform, labels } = facts;
  const store = platform.secretStore;
  return {
    path: BASE_PATHS.externalSecret,
    content: {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: hubSecretName(request.service), labels },
      spec: {
        refreshInterval: '1h',
        secretStoreRef: { kind: store?.kind, name: store?.name },
        target: {
          name: hubSecretName(request.service),
          creationPolicy: 'Owner',
        },
        data: [
          {
            secretKey: HUB_TOKEN_KEY,
            remoteRef: {
              key: fillIn(store?.key ?? '', {
                tenant: request.tenant,
                namespace: request.namespace,
              }),
              ...(store?.property ? { property: store.property } : {}),
            },
          },
        ],
      },
    },
    defaults: [['spec', 'refreshInterval']],
  };
}

/**
 * KServe gives its downloader the secrets that are listed in the pod's service
 * account (KServe v0.20, pkg/credentials).
 */
export function serviceAccount(facts: ServiceFacts): ServiceObject {
  const { request, labels } = facts;
  return {
    path: BASE_PATHS.serviceAccount,
    content: {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: request.service, labels },
      automountServiceAccountToken: false,
      secrets: [{ name: hubSecretName(request.service) }],
    },
    comments: [
      {
        at: ['secrets'],
        text: 'KServe gives these to whoever downloads the weights.',
      },
    ],
  };
}
