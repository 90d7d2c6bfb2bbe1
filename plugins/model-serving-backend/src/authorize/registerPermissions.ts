import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  modelServingClusterReadPermission,
  modelServingDoctorReadPermission,
  modelServingFleetReadPermission,
  modelServingServiceChangePermission,
  modelServingWorkloadReadPermission,
  TenantsOfPlaces,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  ClusterRef,
  GitOpsRepository,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { FleetReader } from '../state';
import {
  clusterResourceRef,
  clusterRules,
  workloadResourceRef,
  workloadRules,
  serviceResourceRef,
  serviceRules,
} from './rules';
import type { ClusterResource, ServiceResource } from './rules';

/** Makes the plugin's permissions, resources and rules known to policies. */
export function registerPermissions(
  registry: PermissionsRegistryService,
  deps: {
    readonly reader: FleetReader;
    readonly repositories: readonly GitOpsRepository[];
  },
): void {
  registry.addPermissions([
    modelServingFleetReadPermission,
    modelServingDoctorReadPermission,
  ]);
  registry.addResourceType({
    resourceRef: clusterResourceRef,
    permissions: [modelServingClusterReadPermission],
    rules: clusterRules,
    getResources: async refs => {
      const { clusters } = deps.reader.snapshot();
      return refs.map(ref => {
        const found = clusters.find(({ cluster }) => cluster.name === ref);
        return found && clusterResource(found.cluster, deps.repositories);
      });
    },
  });
  const tenants = TenantsOfPlaces.create(deps.repositories);
  registry.addResourceType({
    resourceRef: workloadResourceRef,
    permissions: [modelServingWorkloadReadPermission],
    rules: workloadRules,
    getResources: async refs =>
      refs.map(ref => {
        const [, cluster, namespace] = /^([^/]+)\/([^/]+)$/.exec(ref) ?? [];
        return cluster && namespace
          ? {
              cluster,
              namespace,
              owners: tenants.of(cluster, namespace).map(({ owner }) => owner),
            }
          : undefined;
      }),
  });
  registry.addResourceType({
    resourceRef: serviceResourceRef,
    permissions: [modelServingServiceChangePermission],
    rules: serviceRules,
    getResources: async refs =>
      refs.map(ref => parseServiceResourceRef(ref, deps.repositories)),
  });
}

/** A cluster with whose tenants it has. */
export function clusterResource(
  { name, simulated }: ClusterRef,
  repositories: readonly GitOpsRepository[],
): ClusterResource {
  const tenants = repositories
    .flatMap(repository => repository.tenants)
    .filter(({ clusters }) => clusters.includes(name));
  return {
    name,
    simulated,
    owners: [...new Set(tenants.map(({ owner }) => owner))],
  };
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
