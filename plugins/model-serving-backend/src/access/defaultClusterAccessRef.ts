import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import {
  clusterAccessServiceRef,
  kubernetesClusterSourceServiceRef,
} from '@modelfleet/backstage-plugin-model-serving-node';
import type { ClusterAccess } from '@modelfleet/backstage-plugin-model-serving-node';
import { KubernetesPluginClusterAccess } from './KubernetesPluginClusterAccess';

/**
 * The published ref with our default. Services are found by id, so a factory
 * that an adopter gives for the published ref comes before this default; and
 * the library that publishes the ref need not depend on the Kubernetes plugin.
 */
export const defaultClusterAccessRef = createServiceRef<ClusterAccess>({
  id: clusterAccessServiceRef.id,
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        handOver: kubernetesClusterSourceServiceRef,
      },
      factory: deps => KubernetesPluginClusterAccess.create(deps),
    }),
});
