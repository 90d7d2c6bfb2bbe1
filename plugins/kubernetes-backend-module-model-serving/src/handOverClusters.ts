import { setImmediate } from 'node:timers/promises';
import type {
  AuthService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type {
  KubernetesObjectsProviderExtensionPoint,
  KubernetesObjectsProviderFactory,
} from '@backstage/plugin-kubernetes-node';
import type {
  KubernetesClusterHandOver,
  KubernetesClusterSource,
} from '@modelfleet/backstage-plugin-model-serving-node';

interface HandOverOptions {
  readonly objectsProvider: KubernetesObjectsProviderExtensionPoint;
  readonly handOver: KubernetesClusterHandOver;
  readonly config: RootConfigService;
  readonly auth: AuthService;
  readonly logger: LoggerService;
}

/**
 * Puts a factory into the Kubernetes plugin's slot for an objects provider,
 * which is the one place where it shows its cluster supplier and its
 * authentication strategies, and answers with the plugin's own default.
 */
export async function handOverClusters(
  options: HandOverOptions,
): Promise<void> {
  const { objectsProvider, handOver, config, auth, logger } = options;
  if (!config.has('kubernetes')) {
    // The plugin then starts nothing, and never calls the factory.
    handOver.decline('the Kubernetes plugin has no configuration');
    return;
  }
  const factory: KubernetesObjectsProviderFactory = async plugin => {
    handOver.provide(
      createSource(auth, plugin.clusterSupplier, plugin.authStrategy),
    );
    return plugin.getDefault();
  };
  // The slot holds one provider and throws at the second. Modules start side
  // by side; one turn later, an adopter's own provider was there first and is
  // the one that stays.
  await setImmediate();
  try {
    objectsProvider.addObjectsProvider(factory);
  } catch (error) {
    const reason =
      'another module already gave the Kubernetes plugin its objects provider';
    handOver.decline(reason);
    logger.warn(
      `Modelfleet reads only the clusters of the 'config' locator, because ${reason}. ` +
        `To observe the clusters of other locators too, let that module wrap getDefault() and provide ` +
        `kubernetesClusterSourceServiceRef itself (see the README of this module). The slot said: ${error}`,
    );
  }
}

type Plugin = Parameters<KubernetesObjectsProviderFactory>[0];

function createSource(
  auth: AuthService,
  clusterSupplier: Plugin['clusterSupplier'],
  authStrategy: Plugin['authStrategy'],
): KubernetesClusterSource {
  return {
    async getClusters() {
      const credentials = await auth.getOwnServiceCredentials();
      return clusterSupplier.getClusters({ credentials });
    },
    getCredential: async cluster => authStrategy.getCredential(cluster, {}),
  };
}
