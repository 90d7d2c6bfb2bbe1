import {
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { z } from 'zod';
import {
  RESOURCE_TYPE_MODEL_SERVING_CLUSTER,
  RESOURCE_TYPE_MODEL_SERVING_SERVICE,
  RESOURCE_TYPE_MODEL_SERVING_WORKLOAD,
} from '@modelfleet/backstage-plugin-model-serving-common';

/** A cluster, as permission policies see it. */
export interface ClusterResource {
  readonly name: string;
  readonly simulated: boolean;
  /** Full entity refs of the tenants' owners that configuration has there. */
  readonly owners: readonly string[];
}

/** What runs in a namespace of a cluster, as permission policies see it. */
export interface WorkloadResource {
  readonly cluster: string;
  readonly namespace: string;
  /** Full entity refs of the owners of the tenants that have the namespace. */
  readonly owners: readonly string[];
}

/** A service in one cluster, as permission policies see it. */
export interface ServiceResource {
  readonly tenant: string;
  /** Full entity ref of the tenant's owner. */
  readonly owner: string;
  readonly cluster: string;
  readonly namespace: string;
  /** Absent where the question is about a tenant as a whole. */
  readonly service?: string;
}

/** Nothing is kept in a database that could be queried by conditions. */
type NoQuery = Record<string, never>;

export const clusterResourceRef = createPermissionResourceRef<
  ClusterResource,
  NoQuery
>().with({
  pluginId: 'model-serving',
  resourceType: RESOURCE_TYPE_MODEL_SERVING_CLUSTER,
});

export const workloadResourceRef = createPermissionResourceRef<
  WorkloadResource,
  NoQuery
>().with({
  pluginId: 'model-serving',
  resourceType: RESOURCE_TYPE_MODEL_SERVING_WORKLOAD,
});

export const serviceResourceRef = createPermissionResourceRef<
  ServiceResource,
  NoQuery
>().with({
  pluginId: 'model-serving',
  resourceType: RESOURCE_TYPE_MODEL_SERVING_SERVICE,
});

const names = (what: string) => z.array(z.string()).describe(what);

const isCluster = createPermissionRule({
  name: 'IS_CLUSTER',
  description: 'Allow the clusters of these names',
  resourceRef: clusterResourceRef,
  paramsSchema: z.object({
    names: names('Clusters, as the Kubernetes plugin names them'),
  }),
  apply: (cluster, params) => params.names.includes(cluster.name),
  toQuery: () => ({}),
});

const isSimulated = createPermissionRule({
  name: 'IS_SIMULATED',
  description: 'Allow clusters that say of themselves that they are simulated',
  resourceRef: clusterResourceRef,
  apply: cluster => cluster.simulated,
  toQuery: () => ({}),
});

const hasTenantOwnedBy = createPermissionRule({
  name: 'HAS_TENANT_OWNED_BY',
  description: 'Allow clusters where these groups have a tenant',
  resourceRef: clusterResourceRef,
  paramsSchema: z.object({
    owners: names('Full entity references, like group:default/vision-team'),
  }),
  apply: (cluster, params) =>
    params.owners.some(owner => cluster.owners.includes(owner)),
  toQuery: () => ({}),
});

const isWorkloadInCluster = createPermissionRule({
  name: 'IS_IN_CLUSTER',
  description: 'Allow what runs in these clusters',
  resourceRef: workloadResourceRef,
  paramsSchema: z.object({
    clusters: names('Clusters, as the Kubernetes plugin names them'),
  }),
  apply: (workload, params) => params.clusters.includes(workload.cluster),
  toQuery: () => ({}),
});

const isWorkloadInNamespace = createPermissionRule({
  name: 'IS_IN_NAMESPACE',
  description: 'Allow what runs in these namespaces of the clusters',
  resourceRef: workloadResourceRef,
  paramsSchema: z.object({ namespaces: names('Namespaces of clusters') }),
  apply: (workload, params) => params.namespaces.includes(workload.namespace),
  toQuery: () => ({}),
});

const isWorkloadOfTenantOwnedBy = createPermissionRule({
  name: 'IS_TENANT_OWNED_BY',
  description: 'Allow what runs in the namespaces of tenants of these groups',
  resourceRef: workloadResourceRef,
  paramsSchema: z.object({
    owners: names('Full entity references, like group:default/vision-team'),
  }),
  apply: (workload, params) =>
    params.owners.some(owner => workload.owners.includes(owner)),
  toQuery: () => ({}),
});

const isTenantOwnedBy = createPermissionRule({
  name: 'IS_TENANT_OWNED_BY',
  description: 'Allow services of tenants that these groups own',
  resourceRef: serviceResourceRef,
  paramsSchema: z.object({
    owners: names('Full entity references, like group:default/vision-team'),
  }),
  apply: (service, params) => params.owners.includes(service.owner),
  toQuery: () => ({}),
});

const isInCluster = createPermissionRule({
  name: 'IS_IN_CLUSTER',
  description: 'Allow services in these clusters',
  resourceRef: serviceResourceRef,
  paramsSchema: z.object({
    clusters: names('Clusters, as the Kubernetes plugin names them'),
  }),
  apply: (service, params) => params.clusters.includes(service.cluster),
  toQuery: () => ({}),
});

const isInNamespace = createPermissionRule({
  name: 'IS_IN_NAMESPACE',
  description: 'Allow services in these namespaces of the clusters',
  resourceRef: serviceResourceRef,
  paramsSchema: z.object({ namespaces: names('Namespaces of clusters') }),
  apply: (service, params) => params.namespaces.includes(service.namespace),
  toQuery: () => ({}),
});

export const clusterRules = [isCluster, isSimulated, hasTenantOwnedBy];
export const workloadRules = [
  isWorkloadInCluster,
  isWorkloadInNamespace,
  isWorkloadOfTenantOwnedBy,
];
export const serviceRules = [isTenantOwnedBy, isInCluster, isInNamespace];
