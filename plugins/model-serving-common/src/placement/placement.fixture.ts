import type { ClusterSummary, GpuTotals } from '../api';
import type { Placement } from '../rendering';
import { gpuMemoryFromLabel } from '../sizing';
import type { PlacedModel } from './placedModel';

// nvidia.com/gpu.memory, as GPU feature discovery labels these nodes.
export const h100: GpuTotals = {
  resourceName: 'nvidia.com/gpu',
  product: 'NVIDIA-H100-80GB-HBM3',
  unit: 'gpu',
  memoryBytes: gpuMemoryFromLabel(81559),
  nodes: 2,
  capacity: 16,
  allocatable: 16,
  used: 6,
  free: 10,
  largestFreeBlock: 6,
  pending: 0,
  unavailable: 0,
};

export const a100: GpuTotals = {
  ...h100,
  product: 'NVIDIA-A100-SXM4-80GB',
  memoryBytes: gpuMemoryFromLabel(81920),
};

export const l4: GpuTotals = {
  ...h100,
  product: 'NVIDIA-L4',
  memoryBytes: gpuMemoryFromLabel(23034),
  nodes: 3,
  capacity: 3,
  allocatable: 3,
  used: 1,
  free: 2,
  largestFreeBlock: 1,
};

export function cluster(change: Partial<ClusterSummary> = {}): ClusterSummary {
  return {
    name: 'cloud-eu',
    title: 'Cloud EU',
    simulated: false,
    state: {
      status: 'live',
      confirmedAt: '2026-01-01T00:00:00Z',
      forbidden: [],
    },
    gpus: [h100],
    ...change,
  };
}

export const edge = cluster({ name: 'edge-plant', gpus: [l4] });

export function placed(change: Partial<Placement> = {}): Placement {
  return { cluster: 'cloud-eu', replicas: 1, gpusPerReplica: 1, ...change };
}

export const onEdge = placed({ cluster: 'edge-plant', product: 'NVIDIA-L4' });

/** Llama 3.1 8B Instruct, from its config.json. */
export const llama8b: PlacedModel = {
  attention: 'decoder',
  artifact: { name: 'bf16', dtype: 'bfloat16', sizeBytes: 16_060_522_496 },
  architecture: {
    parameters: 8_030_261_248,
    hiddenSize: 4096,
    numHiddenLayers: 32,
    numAttentionHeads: 32,
    numKeyValueHeads: 8,
    headDim: 128,
    maxPositionEmbeddings: 131_072,
  },
};

/** Llama 3.3 70B Instruct, from its config.json. */
export const llama70b: PlacedModel = {
  attention: 'decoder',
  artifact: { name: 'bf16', dtype: 'bfloat16', sizeBytes: 141_107_412_992 },
  architecture: {
    parameters: 70_553_706_496,
    hiddenSize: 8192,
    numHiddenLayers: 80,
    numAttentionHeads: 64,
    numKeyValueHeads: 8,
    headDim: 128,
    maxPositionEmbeddings: 131_072,
  },
};
