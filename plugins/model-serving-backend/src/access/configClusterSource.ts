import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import {
  AnonymousStrategy,
  AwsIamStrategy,
  AzureIdentityStrategy,
  DispatchStrategy,
  GoogleServiceAccountStrategy,
  ServiceAccountStrategy,
} from '@backstage/plugin-kubernetes-backend';
import {
  ANNOTATION_KUBERNETES_AUTH_PROVIDER,
  ANNOTATION_KUBERNETES_AWS_ASSUME_ROLE,
  ANNOTATION_KUBERNETES_AWS_EXTERNAL_ID,
  ANNOTATION_KUBERNETES_OIDC_TOKEN_PROVIDER,
} from '@backstage/plugin-kubernetes-common';
import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import type { KubernetesClusterSource } from '@modelfleet/backstage-plugin-model-serving-node';

const METHODS = 'kubernetes.clusterLocatorMethods';

/**
 * The clusters of the `config` locator, for backends where the Kubernetes
 * plugin cannot hand over its own.
 *
 * Only that locator: the catalog's decides which server URLs may be sent the
 * backend's cloud tokens, and that must not be decided twice.
 */
export function createConfigClusterSource(
  config: Config,
  logger: LoggerService,
): KubernetesClusterSource {
  const strategies = new DispatchStrategy({
    authStrategyMap: {
      aws: new AwsIamStrategy({ config }),
      azure: new AzureIdentityStrategy(logger),
      googleServiceAccount: new GoogleServiceAccountStrategy({ config }),
      localKubectlProxy: new AnonymousStrategy(),
      serviceAccount: new ServiceAccountStrategy(),
    },
  });
  return {
    getClusters: async () => readConfigClusters(config),
    getCredential: async cluster => strategies.getCredential(cluster, {}),
  };
}

/** The locators that are configured but cannot be read from here. */
export function otherLocators(config: Config): string[] {
  return (config.getOptionalConfigArray(METHODS) ?? [])
    .map(method => method.getString('type'))
    .filter(type => type !== 'config');
}

function readConfigClusters(config: Config): ClusterDetails[] {
  return (config.getOptionalConfigArray(METHODS) ?? [])
    .filter(method => method.getString('type') === 'config')
    .flatMap(method => method.getConfigArray('clusters'))
    .map(readCluster);
}

function readCluster(cluster: Config): ClusterDetails {
  const optional = (key: string) => cluster.getOptionalString(key);
  const title = optional('title');
  const metadata = cluster.getOptionalConfig('authMetadata');
  const authMetadata = withoutUndefined({
    [ANNOTATION_KUBERNETES_AUTH_PROVIDER]: optional('authProvider'),
    serviceAccountToken: optional('serviceAccountToken'),
    [ANNOTATION_KUBERNETES_AWS_ASSUME_ROLE]: optional('assumeRole'),
    [ANNOTATION_KUBERNETES_AWS_EXTERNAL_ID]: optional('externalId'),
    [ANNOTATION_KUBERNETES_OIDC_TOKEN_PROVIDER]: optional('oidcTokenProvider'),
  });
  for (const [key, value] of Object.entries(metadata?.get<object>() ?? {})) {
    authMetadata[key] = String(value);
  }
  return {
    name: cluster.getString('name'),
    url: cluster.getString('url'),
    ...(title && { title }),
    skipTLSVerify: cluster.getOptionalBoolean('skipTLSVerify') ?? false,
    caData: optional('caData'),
    caFile: optional('caFile'),
    authMetadata,
  };
}

function withoutUndefined(
  values: Record<string, string | undefined>,
): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined) {
      result[key] = value;
    }
  }
  return result;
}
