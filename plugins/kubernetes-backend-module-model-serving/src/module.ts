import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { kubernetesObjectsProviderExtensionPoint } from '@backstage/plugin-kubernetes-node';
import { kubernetesClusterSourceServiceRef } from '@modelfleet/backstage-plugin-model-serving-node';
import { handOverClusters } from './handOverClusters';

/**
 * Takes the live cluster supplier and authentication strategies of the
 * Kubernetes plugin and gives them to the `model-serving` plugin of the same
 * backend. Changes nothing about the Kubernetes plugin itself.
 *
 * @public
 */
export const kubernetesModuleModelServing = createBackendModule({
  pluginId: 'kubernetes',
  moduleId: 'model-serving',
  register(env) {
    env.registerInit({
      deps: {
        objectsProvider: kubernetesObjectsProviderExtensionPoint,
        handOver: kubernetesClusterSourceServiceRef,
        config: coreServices.rootConfig,
        auth: coreServices.auth,
        logger: coreServices.logger,
      },
      async init(deps) {
        await handOverClusters(deps);
      },
    });
  },
});
