import type { ClusterDefinition, GpuShape } from './hardware';

const A100: GpuShape = {
  vendor: 'nvidia',
  count: 8,
  product: 'NVIDIA-A100-SXM4-80GB',
  modelName: 'NVIDIA A100-SXM4-80GB',
  family: 'ampere',
  memoryMiB: 81920,
  memoryRate: 2.04e12,
  compute: [8, 0],
  powerWatts: 400,
};

/**
 * The clusters, in the order of their ports. Node shapes follow public
 * cloud instances with these GPUs; GPU memory is what the driver reports.
 * The build tag `simulated` is how a client knows that no machine is behind.
 */
export const CLUSTERS: readonly ClusterDefinition[] = [
  {
    name: 'cloud-eu',
    argocdName: 'in-cluster',
    gitVersion: 'v1.35.2+simulated',
    platform: 'linux/amd64',
    region: 'eu-central',
    nodes: [
      {
        count: 2,
        namePrefix: 'gpu-h100',
        instanceType: 'gpu-h100-8x80',
        zones: ['eu-central-a', 'eu-central-b'],
        cpu: 192,
        memoryGi: 2048,
        gpu: {
          count: 8,
          vendor: 'nvidia',
          product: 'NVIDIA-H100-80GB-HBM3',
          modelName: 'NVIDIA H100 80GB HBM3',
          family: 'hopper',
          memoryMiB: 81559,
          memoryRate: 3.35e12,
          compute: [9, 0],
          powerWatts: 700,
        },
      },
    ],
    pace: {
      imagePullMs: 3_000,
      downloadRate: 3.2e9,
      loadRate: 2.6e9,
      engineStartMs: 2_000,
    },
    ingressDomain: 'cloud-eu.models.example.com',
    hostsArgocd: true,
    flakyLink: false,
  },
  {
    name: 'cloud-us',
    argocdName: 'cloud-us',
    gitVersion: 'v1.34.5+simulated',
    platform: 'linux/amd64',
    region: 'us-east',
    nodes: [
      {
        count: 2,
        namePrefix: 'gpu-a100',
        instanceType: 'gpu-a100-8x80',
        zones: ['us-east-a', 'us-east-c'],
        cpu: 96,
        memoryGi: 1152,
        gpu: A100,
      },
      {
        // Cut for small models: nvidia-mig-parted's "all-balanced".
        count: 1,
        namePrefix: 'gpu-a100-mig',
        instanceType: 'gpu-a100-2x80',
        zones: ['us-east-a'],
        cpu: 24,
        memoryGi: 288,
        gpu: {
          ...A100,
          count: 2,
          slices: [
            {
              profile: '1g.10gb',
              count: 2,
              memoryMiB: 9728,
              multiprocessors: 14,
            },
            {
              profile: '2g.20gb',
              count: 1,
              memoryMiB: 19968,
              multiprocessors: 28,
            },
            {
              profile: '3g.40gb',
              count: 1,
              memoryMiB: 40192,
              multiprocessors: 42,
            },
          ],
        },
      },
    ],
    pace: {
      imagePullMs: 3_500,
      downloadRate: 2.8e9,
      loadRate: 2.2e9,
      engineStartMs: 2_500,
    },
    ingressDomain: 'cloud-us.models.example.com',
    hostsArgocd: false,
    flakyLink: false,
  },
  {
    name: 'edge-plant',
    argocdName: 'edge-plant',
    gitVersion: 'v1.34.3+simulated',
    platform: 'linux/amd64',
    region: 'plant-7',
    nodes: [
      {
        count: 3,
        namePrefix: 'line',
        instanceType: 'edge-server-l4',
        zones: ['hall-a', 'hall-b', 'hall-c'],
        cpu: 16,
        memoryGi: 64,
        gpu: {
          count: 1,
          vendor: 'nvidia',
          product: 'NVIDIA-L4',
          modelName: 'NVIDIA L4',
          family: 'ada-lovelace',
          memoryMiB: 23034,
          memoryRate: 3e11,
          compute: [8, 9],
          powerWatts: 72,
        },
      },
    ],
    pace: {
      imagePullMs: 6_000,
      downloadRate: 0.6e9,
      loadRate: 1.1e9,
      engineStartMs: 4_000,
    },
    ingressDomain: 'plant-7.models.example.com',
    hostsArgocd: false,
    flakyLink: true,
  },
  {
    name: 'cloud-amd',
    argocdName: 'cloud-amd',
    gitVersion: 'v1.35.1+simulated',
    platform: 'linux/amd64',
    region: 'eu-north',
    nodes: [
      {
        count: 2,
        namePrefix: 'gpu-mi300x',
        instanceType: 'gpu-mi300x-8x192',
        zones: ['eu-north-a', 'eu-north-b'],
        cpu: 192,
        memoryGi: 2048,
        gpu: {
          vendor: 'amd',
          count: 8,
          product: 'AMD_Instinct_MI300X_OAM',
          modelName: 'AMD Instinct MI300X OAM',
          family: 'AI',
          memoryMiB: 196592,
          memoryRate: 5.3e12,
          powerWatts: 750,
        },
      },
    ],
    pace: {
      imagePullMs: 4_000,
      downloadRate: 3.0e9,
      loadRate: 2.4e9,
      engineStartMs: 3_000,
    },
    ingressDomain: 'cloud-amd.models.example.com',
    hostsArgocd: false,
    flakyLink: false,
  },
];
