import { createPermission } from '@backstage/plugin-permission-common';

/**
 * The resource type of a cluster; its resource ref is the cluster's name.
 *
 * @public
 */
export const RESOURCE_TYPE_MODEL_SERVING_CLUSTER = 'model-serving-cluster';

/**
 * The resource type of what runs in a namespace of a cluster; its resource ref
 * is `<cluster>/<namespace>`.
 *
 * @public
 */
export const RESOURCE_TYPE_MODEL_SERVING_WORKLOAD = 'model-serving-workload';

/**
 * The resource type of an inference service that is to be changed; its
 * resource ref names the Component, the clusters and the namespace.
 *
 * @public
 */
export const RESOURCE_TYPE_MODEL_SERVING_SERVICE = 'model-serving-service';

/**
 * Whether a person may see the fleet at all. What they see of it is narrowed
 * by {@link modelServingClusterReadPermission} and by the catalog's own
 * permission on the entity that a view is about.
 *
 * @public
 */
export const modelServingFleetReadPermission = createPermission({
  name: 'model-serving.fleet.read',
  attributes: { action: 'read' },
});

/**
 * Whether a person may see one cluster: its state, its GPUs and what runs in it.
 *
 * @public
 */
export const modelServingClusterReadPermission = createPermission({
  name: 'model-serving.cluster.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_MODEL_SERVING_CLUSTER,
});

/**
 * Whether a person may see the serving objects in one namespace of a cluster
 * that they may see. Counts of the cluster's GPUs are whole either way.
 *
 * @public
 */
export const modelServingWorkloadReadPermission = createPermission({
  name: 'model-serving.workload.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_MODEL_SERVING_WORKLOAD,
});

/**
 * Whether a person may see how Backstage's access to clusters is configured,
 * and which rights would have to be given: for those who operate it.
 *
 * @public
 */
export const modelServingDoctorReadPermission = createPermission({
  name: 'model-serving.doctor.read',
  attributes: { action: 'read' },
});

/**
 * Whether a person may change one inference service in the clusters and the
 * namespace that a request names.
 *
 * @public
 */
export const modelServingServiceChangePermission = createPermission({
  name: 'model-serving.service.change',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_MODEL_SERVING_SERVICE,
});

/** Every permission of the plugin, for registration. @public */
export const modelServingPermissions = [
  modelServingFleetReadPermission,
  modelServingClusterReadPermission,
  modelServingWorkloadReadPermission,
  modelServingDoctorReadPermission,
  modelServingServiceChangePermission,
];
