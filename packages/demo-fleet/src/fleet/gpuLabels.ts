import type { GpuShape, GpuSlice } from './hardware';

/**
 * The labels of a node with such GPUs: NVIDIA's GPU feature discovery
 * (k8s-device-plugin v0.20) or AMD's node labeller.
 */
export function gpuLabels(gpu: GpuShape): Record<string, string> {
  return gpu.vendor === 'amd' ? amdLabels(gpu) : nvidiaLabels(gpu);
}

function amdLabels(gpu: GpuShape): Record<string, string> {
  return {
    'amd.com/gpu.family': gpu.family,
    'amd.com/gpu.product-name': gpu.product,
    'amd.com/gpu.device-id': '74a1',
    'amd.com/gpu.driver-version': '6.14.14',
    'amd.com/gpu.vram': `${Math.round(gpu.memoryMiB / 1024)}G`,
    'amd.com/gpu.simd-count': '1216',
    'amd.com/gpu.cu-count': '304',
    'amd.com/gpu.compute-memory-partition': 'spx_nps1',
  };
}

function nvidiaLabels(gpu: GpuShape): Record<string, string> {
  const [major, minor] = gpu.compute ?? [0, 0];
  return {
    'nvidia.com/gpu.present': 'true',
    'nvidia.com/gpu.product': gpu.product,
    'nvidia.com/gpu.family': gpu.family,
    'nvidia.com/gpu.count': String(gpu.count),
    'nvidia.com/gpu.memory': String(gpu.memoryMiB),
    'nvidia.com/gpu.replicas': '1',
    'nvidia.com/gpu.sharing-strategy': 'none',
    'nvidia.com/gpu.compute.major': String(major),
    'nvidia.com/gpu.compute.minor': String(minor),
    'nvidia.com/mig.capable': gpu.family === 'ada-lovelace' ? 'false' : 'true',
    'nvidia.com/mig.strategy': gpu.slices ? 'mixed' : 'single',
    ...(gpu.slices && {
      'nvidia.com/mig.config': 'all-balanced',
      'nvidia.com/mig.config.state': 'success',
    }),
    ...Object.assign(
      {},
      ...(gpu.slices ?? []).map(item => sliceLabels(gpu, item)),
    ),
  };
}

/** With the strategy `mixed` every profile has labels of its own. */
function sliceLabels(gpu: GpuShape, slice: GpuSlice): Record<string, string> {
  const name = `nvidia.com/mig-${slice.profile}`;
  const sevenths = slice.profile.split('g')[0] ?? '1';
  return {
    [`${name}.count`]: String(slice.count * gpu.count),
    [`${name}.product`]: `${gpu.product}-MIG-${slice.profile}`,
    [`${name}.memory`]: String(slice.memoryMiB),
    [`${name}.replicas`]: '1',
    [`${name}.sharing-strategy`]: 'none',
    [`${name}.multiprocessors`]: String(slice.multiprocessors),
    [`${name}.slices.gi`]: sevenths,
    [`${name}.slices.ci`]: sevenths,
  };
}
