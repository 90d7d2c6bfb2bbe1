import type { GpuTotals } from '@modelfleet/backstage-plugin-model-serving-common';
import { describeShares } from './GpuMeter';
import { gpuShares } from './gpuShares';

const base: GpuTotals = {
  resourceName: 'nvidia.com/gpu',
  product: 'NVIDIA-L4',
  unit: 'gpu',
  nodes: 2,
  capacity: 16,
  allocatable: 16,
  used: 10,
  free: 6,
  largestFreeBlock: 4,
  pending: 0,
  unavailable: 0,
};

const use = {
  resourceName: 'nvidia.com/gpu',
  product: 'NVIDIA-L4',
  used: 4,
  pending: 2,
};

describe('gpuShares', () => {
  it.each([
    {
      name: 'an entity that takes some',
      totals: base,
      uses: [use],
      parts: { entity: 4, others: 6, free: 6, unavailable: 0, total: 16 },
    },
    {
      name: 'another product or resource of the entity',
      totals: base,
      uses: [
        { ...use, product: 'NVIDIA-H100' },
        { ...use, resourceName: 'nvidia.com/mig-1g.10gb' },
      ],
      parts: { entity: 0, others: 10, free: 6, unavailable: 0, total: 16 },
    },
    {
      name: 'a cordoned node with idle GPUs',
      totals: { ...base, free: 2, unavailable: 4 },
      uses: [],
      parts: { entity: 0, others: 10, free: 2, unavailable: 4, total: 16 },
    },
    {
      name: 'a cordoned node whose GPUs are in use: they are not counted twice',
      totals: { ...base, free: 2, unavailable: 8 },
      uses: [],
      parts: { entity: 0, others: 10, free: 2, unavailable: 4, total: 16 },
    },
    {
      name: 'pods that hold more than the nodes have left',
      totals: { ...base, used: 18, free: 0, unavailable: 8 },
      uses: [{ ...use, used: 20 }],
      parts: { entity: 18, others: 0, free: 0, unavailable: 0, total: 18 },
    },
  ])('divides $name', ({ totals, uses, parts }) => {
    const shares = gpuShares(totals, uses);
    expect(shares).toMatchObject(parts);
    const { entity, others, free, unavailable, total } = shares;
    expect(entity + others + free + unavailable).toBe(total);
  });

  it('keeps what waits outside the whole', () => {
    const shares = gpuShares({ ...base, pending: 6 }, [use]);
    expect(shares).toMatchObject({ total: 16, pending: 6, entityPending: 2 });
    expect(describeShares(shares, 'this model')).toBe(
      'Of 16 GPUs: 4 used by this model, 6 used by others, 6 free; 6 more asked for and waiting',
    );
  });
});
