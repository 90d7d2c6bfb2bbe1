import type { ClusterDefinition } from './hardware';

/**
 * The three clusters, in the order of their ports. Node shapes follow public
 * cloud instances with these GPUs; GPU memory is what the driver reports.
 * The build tag `simulated` is how a client knows that no machine is behind.
 */
export const CLUSTERS: readonly ClusterDefinition[] = [
  {
    name: 'cloud-eu',
    argocdName: 'in-cluster',
    gitVersion: 'v1.35.2+simulated',
    platform: 'linux/amd64',
    nodes: {
      count: 2,
      namePrefix: 'gpu-h100',
      instanceType: 'gpu-h100-8x80',
      region: 'eu-central',
      zones: ['eu-central-a', 'eu-central-b'],
      cpu: 192,
      memoryGi: 2048,
      gpu: {
        count: 8,
        product: 'NVIDIA-H100-80GB-HBM3',
        family: 'hopper',
        memoryMiB: 81559,
        computeMajor: 9,
        computeMinor: 0,
        powerWatts: 700,
      },
    },
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
    nodes: {
      count: 2,
      namePrefix: 'gpu-a100',
      instanceType: 'gpu-a100-8x80',
      region: 'us-east',
      zones: ['us-east-a', 'us-east-c'],
      cpu: 96,
      memoryGi: 1152,
      gpu: {
        count: 8,
        product: 'NVIDIA-A100-SXM4-80GB',
        family: 'ampere',
        memoryMiB: 81920,
        computeMajor: 8,
        computeMinor: 0,
        powerWatts: 400,
      },
    },
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
    nodes: {
      count: 3,
      namePrefix: 'line',
      instanceType: 'edge-server-l4',
      region: 'plant-7',
      zones: ['hall-a', 'hall-b', 'hall-c'],
      cpu: 16,
      memoryGi: 64,
      gpu: {
        count: 1,
        product: 'NVIDIA-L4',
        family: 'ada-lovelace',
        memoryMiB: 23034,
        computeMajor: 8,
        computeMinor: 9,
        powerWatts: 72,
      },
    },
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
];
