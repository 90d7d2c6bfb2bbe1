import type { Cluster } from '../cluster/cluster';
import type { Node } from '../resources/core';
import { deviceKinds } from './devices';
import { gpuLabels } from './gpuLabels';
import type { NodeGroup } from './hardware';

/** Kubelets report a change at once, and otherwise every five minutes. */
const HEARTBEAT_MS = 300_000;

/** Adds the nodes of a cluster, labelled as the GPUs' vendor does. */
export function addNodes(cluster: Cluster): void {
  const machines = cluster.definition.nodes.flatMap(group =>
    Array.from({ length: group.count }, (_, place) => ({ group, place })),
  );
  for (const [index, { group, place }] of machines.entries()) {
    addNode(cluster, group, place, index);
  }
  beat(cluster);
}

function addNode(
  cluster: Cluster,
  group: NodeGroup,
  place: number,
  index: number,
): void {
  const { gitVersion, platform, region } = cluster.definition;
  const name = `${group.namePrefix}-${place + 1}`;
  const zone = group.zones[place % group.zones.length] ?? region;
  const address = `10.0.${index}.10`;
  const capacity = {
    cpu: String(group.cpu),
    memory: `${group.memoryGi}Gi`,
    pods: '110',
    'ephemeral-storage': '1843Gi',
    ...Object.fromEntries(
      deviceKinds(group.gpu).map(kind => [kind.resource, String(kind.count)]),
    ),
  };
  cluster.nodes.create({
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': platform.split('/')[0] ?? 'linux',
        'kubernetes.io/arch': platform.split('/')[1] ?? 'amd64',
        'node.kubernetes.io/instance-type': group.instanceType,
        'topology.kubernetes.io/region': region,
        'topology.kubernetes.io/zone': zone,
        ...gpuLabels(group.gpu),
      },
    },
    spec: { podCIDR: `10.244.${index}.0/24` },
    status: {
      capacity,
      allocatable: {
        ...capacity,
        cpu: `${group.cpu * 1000 - 230}m`,
        memory: `${group.memoryGi - 4}Gi`,
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
