import type { GpuTotals } from '../api';
import { assessPlacement } from './assessPlacement';
import { cluster, h100, placed } from './placement.fixture';
import { gpuResourceOf } from './room';

const mi300: GpuTotals = {
  ...h100,
  resourceName: 'amd.com/gpu',
  product: 'AMD_Instinct_MI300X_OAM',
};
const claimed: GpuTotals = {
  ...h100,
  resourceName: 'gpu.nvidia.com',
  byClaim: true,
};

describe('the resource that a placement asks for', () => {
  it.each<[string, GpuTotals[], string | undefined]>([
    ['the only one there is', [mi300], 'amd.com/gpu'],
    ['none of several', [h100, mi300], undefined],
    ['none that only claims get', [claimed], undefined],
    ['the one beside it', [claimed, h100], 'nvidia.com/gpu'],
    ['none of nothing', [], undefined],
  ])('is %s', (_name, gpus, expected) => {
    expect(gpuResourceOf(gpus)).toBe(expected);
  });

  it.each<[string, GpuTotals[], { product?: string }, string]>([
    ['of the vendor of the product', [h100, mi300], mi300, 'fits'],
    ['of the only vendor there is', [mi300], {}, 'fits'],
    ['of NVIDIA where there are several', [h100, mi300], {}, 'fits'],
    ['never one that only claims get', [claimed], h100, 'never'],
  ])('is %s', (_name, gpus, { product }, fit) => {
    const placement = placed({ ...(product !== undefined && { product }) });
    expect(assessPlacement(cluster({ gpus }), placement).room).toBe(fit);
  });
});
