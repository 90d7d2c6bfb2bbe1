import {
  deviceClass,
  gpuDevice,
  resourceClaim,
  resourceSlice,
} from '../../fleet/__fixtures__/devices';
import { node, pod } from '../../fleet/__fixtures__/objects';
import { accountOf } from '../account.fixture';

const ON_NODE = { node: 'n' };

describe('extended resources that DRA backs', () => {
  const backed = [
    node('n', { resource: 'rdma/hca' }),
    resourceSlice('slice', {
      ...ON_NODE,
      devices: [0, 1, 2, 3].map(index => gpuDevice(`gpu-${index}`)),
    }),
    deviceClass('gpu.nvidia.com', { extendedResourceName: 'nvidia.com/gpu' }),
  ];
  const holder = pod('holder', {
    ...ON_NODE,
    gpus: 2,
    status: {
      extendedResourceClaimStatus: {
        resourceClaimName: 'made',
        requestMappings: [
          {
            containerName: 'kserve-container',
            resourceName: 'nvidia.com/gpu',
            requestName: 'r',
          },
        ],
      },
    },
  });

  it('are counted by the claim and not by the request', () => {
    const account = accountOf(
      ...backed,
      holder,
      resourceClaim('made', { devices: ['n/gpu-0', 'n/gpu-1'] }),
      pod('waits', { gpus: 3 }),
    );
    expect(account.totals).toMatchObject([
      {
        resourceName: 'nvidia.com/gpu',
        product: 'NVIDIA-H100-80GB-HBM3',
        capacity: 4,
        used: 2,
        free: 2,
        pending: 3,
      },
    ]);
    expect(account.totals[0]).not.toHaveProperty('byClaim');
    expect(account.useOf(account.pods)).toMatchObject([
      { used: 2, pending: 3 },
    ]);
  });

  it('can be named after their class', () => {
    const { totals } = accountOf(
      ...backed,
      pod('waits', {
        gpus: 2,
        resource: 'deviceclass.resource.kubernetes.io/gpu.nvidia.com',
      }),
      pod('for-a-network-card', {
        resource: 'deviceclass.resource.kubernetes.io/rdma.example.com',
      }),
    );
    expect(totals).toMatchObject([
      { resourceName: 'nvidia.com/gpu', pending: 2 },
    ]);
  });
});
