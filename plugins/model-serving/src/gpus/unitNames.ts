import type { GpuTotals } from '@modelfleet/backstage-plugin-model-serving-common';

const NAMES: Readonly<Record<GpuTotals['unit'], readonly [string, string]>> = {
  gpu: ['GPU', 'GPUs'],
  slice: ['GPU slice', 'GPU slices'],
  core: ['core', 'cores'],
  chip: ['chip', 'chips'],
};

/** `GPUs`, or `GPU` for one. */
export function unitName(unit: GpuTotals['unit'], count: number = 2): string {
  const [one, many] = NAMES[unit];
  return count === 1 ? one : many;
}
