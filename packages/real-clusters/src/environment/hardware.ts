import type { KubernetesObject } from '../kubernetes/objects';

/** A machine as its device plugin and feature discovery describe it. */
interface Machine {
  readonly name: string;
  readonly zone: string;
  readonly instanceType: string;
  readonly cpu: string;
  readonly memory: string;
  /** Extended resources, as the device plugin advertises them. */
  readonly devices: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
}

/** A cluster of the environment: its name and its machines. */
export interface ClusterPlan {
  readonly name: string;
  readonly machines: readonly Machine[];
}

function nvidia(options: {
  product: string;
  family: string;
  memoryMiB: number;
  count: number;
  compute: readonly [number, number];
  migStrategy?: 'none' | 'mixed';
}): Record<string, string> {
  const [major, minor] = options.compute;
  const mig = options.migStrategy;
  return {
    'nvidia.com/gpu.present': 'true',
    'nvidia.com/gpu.product': options.product,
    'nvidia.com/gpu.family': options.family,
    'nvidia.com/gpu.memory': String(options.memoryMiB),
    'nvidia.com/gpu.count': String(options.count),
    'nvidia.com/gpu.replicas': '1',
    'nvidia.com/gpu.sharing-strategy': 'none',
    'nvidia.com/gpu.compute.major': String(major),
    'nvidia.com/gpu.compute.minor': String(minor),
    'nvidia.com/mig.capable': String(mig !== undefined),
    ...(mig && { 'nvidia.com/mig.strategy': mig }),
    'nvidia.com/cuda.driver-version.full': '580.65.06',
    'nvidia.com/cuda.runtime-version.full': '13.0',
  };
}

const H100 = nvidia({
  product: 'NVIDIA-H100-80GB-HBM3',
  family: 'hopper',
  memoryMiB: 81559,
  count: 8,
  compute: [9, 0],
  migStrategy: 'none',
});

function h100(name: string, zone: string): Machine {
  return {
    name,
    zone,
    instanceType: 'gpu-8xh100',
    cpu: '192',
    memory: '2048Gi',
    devices: { 'nvidia.com/gpu': '8' },
    labels: H100,
  };
}

/** Named as the example catalog names them; the first is the delivery hub. */
export const CLUSTER_PLANS: readonly ClusterPlan[] = [
  {
    name: 'cloud-eu',
    machines: [h100('eu-h100-1', 'eu-1a'), h100('eu-h100-2', 'eu-1b')],
  },
  {
    name: 'cloud-us',
    machines: [
      {
        name: 'us-a100-1',
        zone: 'us-1a',
        instanceType: 'gpu-8xa100',
        cpu: '96',
        memory: '1360Gi',
        devices: { 'nvidia.com/gpu': '8' },
        labels: nvidia({
          product: 'NVIDIA-A100-SXM4-80GB',
          family: 'ampere',
          memoryMiB: 81920,
          count: 8,
          compute: [8, 0],
          migStrategy: 'none',
        }),
      },
      {
        // Six whole GPUs, one cut in seven slices and one in three.
        name: 'us-mig-1',
        zone: 'us-1b',
        instanceType: 'gpu-8xa100',
        cpu: '96',
        memory: '1360Gi',
        devices: {
          'nvidia.com/gpu': '6',
          'nvidia.com/mig-1g.10gb': '7',
          'nvidia.com/mig-2g.20gb': '3',
        },
        labels: {
          ...nvidia({
            product: 'NVIDIA-A100-SXM4-80GB',
            family: 'ampere',
            memoryMiB: 81920,
            count: 6,
            compute: [8, 0],
            migStrategy: 'mixed',
          }),
          'nvidia.com/mig-1g.10gb.count': '7',
          'nvidia.com/mig-1g.10gb.memory': '9728',
          'nvidia.com/mig-1g.10gb.product': 'NVIDIA-A100-SXM4-80GB-MIG-1g.10gb',
          'nvidia.com/mig-2g.20gb.count': '3',
          'nvidia.com/mig-2g.20gb.memory': '19968',
          'nvidia.com/mig-2g.20gb.product': 'NVIDIA-A100-SXM4-80GB-MIG-2g.20gb',
        },
      },
    ],
  },
  {
    name: 'edge-plant',
    machines: [
      {
        name: 'plant-l4-1',
        zone: 'plant',
        instanceType: 'edge-1xl4',
        cpu: '16',
        memory: '64Gi',
        devices: { 'nvidia.com/gpu': '1' },
        labels: nvidia({
          product: 'NVIDIA-L4',
          family: 'ada-lovelace',
          memoryMiB: 23034,
          count: 1,
          compute: [8, 9],
        }),
      },
      {
        name: 'plant-mi300x-1',
        zone: 'plant',
        instanceType: 'gpu-8xmi300x',
        cpu: '192',
        memory: '2048Gi',
        devices: { 'amd.com/gpu': '8' },
        labels: {
          'amd.com/gpu.family': 'AI',
          'amd.com/gpu.product-name': 'AMD_Instinct_MI300X_OAM',
          'amd.com/gpu.vram': '192G',
          'amd.com/gpu.cu-count': '304',
        },
      },
    ],
  },
];

/** The Node objects of a machine: what is registered, and what it has. */
export function nodeObject(machine: Machine): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: machine.name,
      labels: {
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/os': 'linux',
        'kubernetes.io/hostname': machine.name,
        'topology.kubernetes.io/zone': machine.zone,
        'node.kubernetes.io/instance-type': machine.instanceType,
        ...machine.labels,
      },
    },
  };
}

/** What the kubelet of the machine reports of it. */
export function nodeStatus(machine: Machine): KubernetesObject {
  const resources = {
    cpu: machine.cpu,
    memory: machine.memory,
    'ephemeral-storage': '2Ti',
    pods: '110',
    ...machine.devices,
  };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: machine.name },
    status: { capacity: resources, allocatable: resources },
  };
}
