import {
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { z } from 'zod';
import {
  RESOURCE_TYPE_MODEL_SERVING_CLUSTER,
  RESOURCE_TYPE_MODEL_SERVING_SERVICE,
} from '@modelfleet/backstage-plugin-model-serving-common';

/** A cluster, as permission policies see it. */
export interface ClusterResource {
  readonly name: string;
  readonly simulated: boolean;
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

export const clusterRules = [isCluster, isSimulated];
export const serviceRules = [isTenantOwnedBy, isInCluster, isInNamespace];
