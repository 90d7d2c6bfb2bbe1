import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  modelServingClusterReadPermission,
  modelServingFleetReadPermission,
  modelServingServiceChangePermission,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { GitOpsRepository } from '@modelfleet/backstage-plugin-model-serving-common';
import type { FleetReader } from '../state';
import {
  clusterResourceRef,
  clusterRules,
  serviceResourceRef,
  serviceRules,
} from './rules';
import type { ServiceResource } from './rules';

/** Makes the plugin's permissions, resources and rules known to policies. */
export function registerPermissions(
  registry: PermissionsRegistryService,
  deps: {
    readonly reader: FleetReader;
    readonly repositories: readonly GitOpsRepository[];
  },
): void {
  registry.addPermissions([modelServingFleetReadPermission]);
  registry.addResourceType({
    resourceRef: clusterResourceRef,
    permissions: [modelServingClusterReadPermission],
    rules: clusterRules,
    getResources: async refs => {
      const { clusters } = deps.reader.snapshot();
      return refs.map(
        ref => clusters.find(({ cluster }) => cluster.name === ref)?.cluster,
      );
    },
  });
  registry.addResourceType({
    resourceRef: serviceResourceRef,
    permissions: [modelServingServiceChangePermission],
    rules: serviceRules,
    getResources: async refs =>
      refs.map(ref => parseServiceResourceRef(ref, deps.repositories)),
  });
}

/** `<tenant>/<service>@<cluster>/<namespace>`; the service may be empty. */
export function parseServiceResourceRef(
  ref: string,
  repositories: readonly GitOpsRepository[],
): ServiceResource | undefined {
  const match = /^([^/@]+)\/([^/@]*)@([^/@]+)\/([^/@]+)$/.exec(ref);
  const [, name, service, cluster, namespace] = match ?? [];
  const tenant = repositories
    .flatMap(({ tenants }) => tenants)
    .find(
      candidate =>
        candidate.name === name &&
        cluster !== undefined &&
        candidate.clusters.includes(cluster),
    );
  if (!tenant || !cluster || !namespace) {
    return undefined;
  }
  return {
    tenant: tenant.name,
    owner: tenant.owner,
    cluster,
    namespace,
    ...(service && { service }),
  };
}
