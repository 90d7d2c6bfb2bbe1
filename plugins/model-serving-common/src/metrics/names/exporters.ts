import type { MetricNames } from './types';

const MIB = 1_048_576;

/**
 * NVIDIA's dcgm-exporter 4.x. `GPU_UTIL` is not there for MIG slices, and says
 * less: it is 100 % as soon as one kernel runs.
 */
export const DCGM: MetricNames = {
  gpuBusy: [
    { metric: 'DCGM_FI_PROF_GR_ENGINE_ACTIVE' },
    { metric: 'DCGM_FI_DEV_GPU_UTIL', scale: 0.01 },
  ],
  gpuMemoryUsed: [{ metric: 'DCGM_FI_DEV_FB_USED', scale: MIB }],
  gpuMemoryFree: [{ metric: 'DCGM_FI_DEV_FB_FREE', scale: MIB }],
  gpuMemoryReserved: [{ metric: 'DCGM_FI_DEV_FB_RESERVED', scale: MIB }],
  gpuPower: [{ metric: 'DCGM_FI_DEV_POWER_USAGE' }],
  // Millijoules since the driver was loaded.
  gpuEnergy: [{ metric: 'DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION', scale: 1e-3 }],
};

/** AMD's device-metrics-exporter v1.5; a prefix of its own can be configured. */
export const AMD: MetricNames = {
  gpuBusy: [{ metric: 'gpu_gfx_activity', scale: 0.01 }],
  gpuMemoryUsed: [{ metric: 'gpu_used_vram', scale: MIB }],
  gpuMemoryFree: [{ metric: 'gpu_free_vram', scale: MIB }],
  gpuPower: [
    { metric: 'gpu_package_power' },
    { metric: 'gpu_average_package_power' },
    { metric: 'gpu_power_usage' },
  ],
  // Microjoules.
  gpuEnergy: [{ metric: 'gpu_energy_consumed', scale: 1e-6 }],
};
