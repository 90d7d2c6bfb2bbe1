import type { ApiServer } from '../apiserver/server';
import { startAutoscalers } from '../autoscaling/horizontal';
import { startKeda } from '../autoscaling/keda';
import { Cluster } from '../cluster/cluster';
import type { ErrorSink } from '../cluster/errorSink';
import type { SimulationClock } from '../clock/clock';
import { startDaemonSets } from '../controllers/daemonSet';
import { startDeployments } from '../controllers/deployment';
import { startGarbageCollector } from '../controllers/garbageCollector';
import { startJobs } from '../controllers/job';
import { startNamespaces } from '../controllers/namespace';
import { startReplicaSets } from '../controllers/replicaSet';
import { startResourceQuotas } from '../controllers/resourceQuota';
import { FaultBoard } from '../faults/faultBoard';
import { startKserve } from '../kserve/controller';
import { Kubelets } from '../kubelet/kubelet';
import { ClusterLoad } from '../load/clusterLoad';
import { DeviceBoard } from '../load/deviceBoard';
import { startExternalSecrets } from '../platform/externalSecrets';
import { startGateways } from '../platform/gateways';
import type { SeededRandom } from '../random/random';
import { startScheduler } from '../scheduler/scheduler';
import { addBackground } from './background';
import type { ClusterDefinition } from './hardware';
import { addNodes } from './nodes';
import { addPlatform } from './platform';

/** By how much more a service is called while people rush to it. */
const RUSH = 8;

/** A cluster with what works in it. */
export interface SimulatedCluster {
  readonly cluster: Cluster;
  readonly load: ClusterLoad;
  readonly devices: DeviceBoard;
  readonly faults: FaultBoard;
  readonly kubelets: Kubelets;
}

/** A cluster together with the endpoint that serves it. */
export interface ServedCluster extends SimulatedCluster {
  readonly api: ApiServer;
}

/** Builds a cluster, its controllers running and its nodes filled. */
export function simulateCluster(
  definition: ClusterDefinition,
  clock: SimulationClock,
  random: SeededRandom,
  onError: ErrorSink,
): SimulatedCluster {
  const cluster = Cluster.create(definition, clock, random);
  const faults = FaultBoard.create(clock);
  const report: ErrorSink = (error, context) =>
    onError(error, `${definition.name}: ${context}`);
  startScheduler(cluster, report);
  const kubelets = Kubelets.start(cluster, {
    imagePull: pod => faults.hits('image-pull', pod),
    gpuMemory: pod => faults.hits('gpu-oom', pod),
  });
  const load = ClusterLoad.start(cluster, service => {
    if (faults.hitsService('no-callers', service)) return 0;
    return faults.hitsService('rush', service) ? RUSH : 1;
  });
  const devices = DeviceBoard.start(cluster, load);
  startReplicaSets(cluster, report);
  startDeployments(cluster, report);
  startDaemonSets(cluster, report);
  startJobs(cluster, report);
  startGarbageCollector(cluster, report);
  startNamespaces(cluster, report);
  startKserve(cluster, report);
  startResourceQuotas(cluster, faults, report);
  startGateways(cluster, faults, report);
  startExternalSecrets(cluster, faults, report);
  startKeda(cluster, load, report);
  startAutoscalers(cluster, load, report);
  addNodes(cluster);
  addBackground(cluster);
  addPlatform(cluster);
  return { cluster, devices, faults, kubelets, load };
}
