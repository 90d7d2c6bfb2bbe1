import { node, pod } from '../fleet/__fixtures__/objects';
import { AWAY, CONFIRMED, LIVE } from '../fleet/__fixtures__/staticFleet';
import { clustersView } from './clustersView';
import { gpusView } from './gpusView';
import { MODEL, requestFor, served, service } from './request.fixture';

const LABELS = { 'serving.kserve.io/inferenceservice': 'assistant' };

const EAST = {
  name: 'east',
  objects: [
    node('n1', { product: 'NVIDIA-H100', gpus: 8 }),
    ...served('assistant', { replicas: 2, ready: 1 }),
    pod('a', { node: 'n1', gpus: 2, ready: true, labels: LABELS }),
    pod('b', { gpus: 2, labels: LABELS }),
    pod('other', { node: 'n1', gpus: 4, ready: true }),
  ],
};

describe('gpusView', () => {
  it('shows what a service takes of its clusters', () => {
    const view = gpusView(
      requestFor(service('assistant', ['east', 'west']), [
        EAST,
        {
          name: 'west',
          knowledge: { nodes: { status: 'forbidden', message: '403' } },
        },
        { name: 'hub', objects: [node('n9')] },
      ]),
    );
    expect(view.items).toEqual([
      {
        cluster: { name: 'east', title: 'east', simulated: false, state: LIVE },
        totals: [
          expect.objectContaining({
            product: 'NVIDIA-H100',
            capacity: 8,
            used: 6,
            free: 2,
            pending: 2,
          }),
        ],
        entity: [
          {
            resourceName: 'nvidia.com/gpu',
            product: 'NVIDIA-H100',
            used: 2,
            pending: 2,
          },
        ],
        physical: {
          devices: 8,
          products: [{ product: 'NVIDIA-H100', devices: 8 }],
          silentNodes: 0,
        },
        confirmedAt: CONFIRMED,
      },
      // Nodes are hidden: no figures, which is not the same as zero.
      { cluster: expect.objectContaining({ name: 'west' }) },
    ]);
  });

  it('shows a Model every cluster, and what its services take', () => {
    const view = gpusView(
      requestFor(
        MODEL,
        [EAST, { name: 'hub', objects: [node('n9', { gpus: 1 })] }],
        {
          services: [service('assistant', ['east'])],
        },
      ),
    );
    expect(view.items).toMatchObject([
      { cluster: { name: 'east' }, entity: [{ used: 2, pending: 2 }] },
      { cluster: { name: 'hub' }, totals: [{ free: 1 }], entity: [] },
    ]);
  });

  it('says that what it may not read is not counted', () => {
    const view = gpusView(
      requestFor(service('assistant', ['east']), [
        {
          ...EAST,
          knowledge: {
            'resourceclaims.resource.k8s.io': {
              status: 'forbidden',
              message: '403',
            },
          },
        },
      ]),
    );
    expect(view.items[0]).toMatchObject({
      totals: [{ capacity: 8 }],
      notes: [
        'Backstage may not read resourceclaims: GPUs that are given out by claims are not counted.',
      ],
    });
  });

  it('keeps the last known figures of a cluster that is away, under its state', () => {
    const view = gpusView(
      requestFor(service('assistant', ['east']), [{ ...EAST, state: AWAY }]),
    );
    expect(view.items).toMatchObject([
      {
        cluster: { state: { status: 'unreachable' } },
        totals: [{ capacity: 8 }],
      },
    ]);
  });
});

describe('clustersView', () => {
  it('lists clusters by name, with GPUs where they are known', () => {
    const { fleet } = requestFor(MODEL, [
      { name: 'west', knowledge: { pods: { status: 'never' } } },
      EAST,
    ]);
    expect(clustersView(fleet)).toMatchObject({
      version: '1',
      items: [{ name: 'east', gpus: [{ free: 2 }] }, { name: 'west' }],
    });
    expect(clustersView(fleet).items[1]).not.toHaveProperty('gpus');
  });
});
