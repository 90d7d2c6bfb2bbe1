import type { ServedCluster } from '../fleet/simulatedCluster';
import { deviceKinds } from '../fleet/devices';
import { podDemand } from '../scheduler/demand';
import { findCondition } from '../resources/conditions';
import type { ClusterSummary } from './actions';

/** A cluster at a glance, for `/control/state`. */
export function summarize(served: ServedCluster): ClusterSummary {
  const { api, cluster, faults } = served;
  const { nodes } = cluster.definition;
  const [first] = nodes;
  const whole = nodes.filter(({ gpu }) => !gpu.slices);
  const resource = first && deviceKinds(first.gpu)[0]?.resource;
  const used = cluster.pods
    .list()
    .filter(
      pod =>
        pod.spec.nodeName &&
        !['Succeeded', 'Failed'].includes(pod.status?.phase ?? ''),
    )
    .reduce((sum, pod) => sum + (podDemand(pod).get(resource ?? '') ?? 0), 0);
  return {
    name: cluster.name,
    url: api.url,
    resourceVersion: cluster.log.version,
    openWatches: api.openWatches,
    faults: faults.list(),
    gpus: {
      product: first?.gpu.product ?? '',
      total: whole.reduce((sum, { count, gpu }) => sum + count * gpu.count, 0),
      used,
    },
    services: cluster.inferenceServices.list().map(service => {
      const { name, namespace } = service.metadata;
      const deployment = cluster.deployments.get({
        namespace,
        name: `${name}-predictor`,
      });
      return {
        namespace: namespace ?? '',
        name,
        ready:
          findCondition(service.status?.conditions, 'Ready')?.status ??
          'Unknown',
        readyReplicas: deployment?.status?.readyReplicas ?? 0,
        replicas: deployment?.spec.replicas ?? 0,
      };
    }),
  };
}
