import type { Cluster } from '../cluster/cluster';
import type { ClusterLoad } from '../load/clusterLoad';
import type { DeviceBoard } from '../load/deviceBoard';
import { isTrue } from '../resources/conditions';
import type { Pod } from '../resources/pod';
import { MODEL_CONTAINER } from './behaviour';
import { amdMetrics, dcgmMetrics } from './gpuMetrics';
import { vllmMetrics } from './vllmMetrics';

const SERVICE_LABEL = 'serving.kserve.io/inferenceservice';

/** What metrics are read from: requests, and the GPUs that they keep busy. */
export interface MeasuredCluster {
  readonly cluster: Cluster;
  readonly load: ClusterLoad;
  readonly devices: DeviceBoard;
}

/**
 * What a pod shows at `/metrics` of a port: vLLM's figures for a model server,
 * its vendor's for the exporter of a node. `undefined` when nothing listens.
 */
export function metricsText(
  { cluster, load, devices }: MeasuredCluster,
  pod: Pod,
  port: number | undefined,
): string | undefined {
  const [container] = pod.spec.containers;
  const listens = container?.ports?.some(
    ({ containerPort }) => containerPort === (port ?? containerPort),
  );
  if (!container || !listens || !isTrue(pod.status?.conditions, 'Ready')) {
    return undefined;
  }
  const node = pod.spec.nodeName ?? '';
  switch (container.name) {
    case 'dcgm-exporter':
      return dcgmMetrics(devices, node);
    case 'device-metrics-exporter':
      return amdMetrics(devices, node);
    case MODEL_CONTAINER: {
      const server = load.serverOf(pod);
      const model = {
        name: pod.metadata.labels?.[SERVICE_LABEL] ?? '',
        oldNames: (container.image ?? '').startsWith('rocm/'),
      };
      return server && vllmMetrics(server, model, cluster.clock.now());
    }
    default:
      return undefined;
  }
}
