import type { Cluster } from '../cluster/cluster';
import type { Node } from '../resources/core';

/** Kubelets report a change at once, and otherwise every five minutes. */
const HEARTBEAT_MS = 300_000;

/** Adds the nodes of a cluster, labelled as GPU feature discovery does. */
export function addNodes(cluster: Cluster): void {
  const { nodes } = cluster.definition;
  for (let index = 0; index < nodes.count; index += 1) {
    addNode(cluster, index);
  }
  beat(cluster);
}

function addNode(cluster: Cluster, index: number): void {
  const { gitVersion, nodes, platform } = cluster.definition;
  const name = `${nodes.namePrefix}-${index + 1}`;
  const zone = nodes.zones[index % nodes.zones.length] ?? nodes.region;
  const address = `10.0.${index}.10`;
  const capacity = {
    cpu: String(nodes.cpu),
    memory: `${nodes.memoryGi}Gi`,
    pods: '110',
    'ephemeral-storage': '1843Gi',
    'nvidia.com/gpu': String(nodes.gpu.count),
  };
  cluster.nodes.create({
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': platform.split('/')[0] ?? 'linux',
        'kubernetes.io/arch': platform.split('/')[1] ?? 'amd64',
        'node.kubernetes.io/instance-type': nodes.instanceType,
        'topology.kubernetes.io/region': nodes.region,
        'topology.kubernetes.io/zone': zone,
        ...gpuLabels(cluster),
      },
    },
    spec: { podCIDR: `10.244.${index}.0/24` },
    status: {
      capacity,
      allocatable: {
        ...capacity,
        cpu: `${nodes.cpu * 1000 - 230}m`,
        memory: `${nodes.memoryGi - 4}Gi`,
      },
      addresses: [
        { type: 'InternalIP', address },
        { type: 'Hostname', address: name },
      ],
      nodeInfo: {
        kubeletVersion: gitVersion,
        containerRuntimeVersion: 'containerd://2.1.4',
        osImage: 'Simulated Linux',
        kernelVersion: '6.8.0',
        architecture: platform.split('/')[1] ?? 'amd64',
        operatingSystem: 'linux',
      },
      conditions: nodeConditions(cluster),
    },
  });
}

function gpuLabels(cluster: Cluster): Record<string, string> {
  const { gpu } = cluster.definition.nodes;
  return {
    'nvidia.com/gpu.present': 'true',
    'nvidia.com/gpu.product': gpu.product,
    'nvidia.com/gpu.family': gpu.family,
    'nvidia.com/gpu.count': String(gpu.count),
    'nvidia.com/gpu.memory': String(gpu.memoryMiB),
    'nvidia.com/gpu.replicas': '1',
    'nvidia.com/gpu.sharing-strategy': 'none',
    'nvidia.com/gpu.compute.major': String(gpu.computeMajor),
    'nvidia.com/gpu.compute.minor': String(gpu.computeMinor),
    'nvidia.com/mig.capable': gpu.family === 'ada-lovelace' ? 'false' : 'true',
    'nvidia.com/mig.strategy': 'single',
  };
}

function nodeConditions(cluster: Cluster) {
  const now = cluster.clock.timestamp();
  const times = { lastHeartbeatTime: now, lastTransitionTime: now };
  return [
    ['MemoryPressure', 'KubeletHasSufficientMemory', 'memory available'],
    ['DiskPressure', 'KubeletHasNoDiskPressure', 'no disk pressure'],
    ['PIDPressure', 'KubeletHasSufficientPID', 'sufficient PID available'],
  ]
    .map(([type = '', reason = '', what]) => ({
      type,
      status: 'False',
      reason,
      message: `kubelet has ${what}`,
      ...times,
    }))
    .concat({
      type: 'Ready',
      status: 'True',
      reason: 'KubeletReady',
      message: 'kubelet is posting ready status',
      ...times,
    });
}

function beat(cluster: Cluster): void {
  cluster.clock.afterWall(HEARTBEAT_MS, () => {
    const now = cluster.clock.timestamp();
    for (const node of cluster.nodes.list()) {
      cluster.nodes.modify({ name: node.metadata.name }, current =>
        withHeartbeat(current, now),
      );
    }
    beat(cluster);
  });
}

function withHeartbeat(node: Node, now: string): Node {
  const { status } = node;
  return status
    ? {
        ...node,
        status: {
          ...status,
          conditions: (status.conditions ?? []).map(condition => ({
            ...condition,
            lastHeartbeatTime: now,
          })),
        },
      }
    : node;
}
