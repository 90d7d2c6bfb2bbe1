import type { Entity } from '@backstage/catalog-model';
import type {
  ClusterGpuHolders,
  EntityGpuUse,
  GpuHoldersView,
} from '../api/types';
import { node, pod } from '../fleet/__fixtures__/objects';
import {
  staticFleet,
  type StaticCluster,
} from '../fleet/__fixtures__/staticFleet';
import { gpuHoldersView } from './gpuHoldersView';
import { MODEL, REPOSITORY, served, service } from './request.fixture';

const LABELS = { 'serving.kserve.io/inferenceservice': 'assistant' };

const EAST: StaticCluster = {
  name: 'east',
  objects: [
    node('n1', { product: 'NVIDIA-H100', gpus: 16 }),
    ...served('assistant', { replicas: 2, ready: 1 }),
    pod('a', { node: 'n1', gpus: 2, ready: true, labels: LABELS }),
    pod('b', { gpus: 2, labels: LABELS }),
    pod('notebook', { node: 'n1', gpus: 1 }),
    pod('training', { node: 'n1', gpus: 5, namespace: 'research' }),
  ],
};

function holdersOf(
  cluster: StaticCluster,
  catalog: { services?: readonly Entity[]; models?: readonly Entity[] } = {},
): ClusterGpuHolders | undefined {
  const steps = gpuHoldersView({
    fleet: staticFleet(cluster),
    services: catalog.services ?? [service('assistant', ['east'])],
    models: catalog.models ?? [MODEL],
    repositories: [REPOSITORY],
  });
  return itemsOf(steps)[0];
}

function itemsOf(
  steps: Generator<void, GpuHoldersView>,
): GpuHoldersView['items'] {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value.items;
  }
}

const H100 = { resourceName: 'nvidia.com/gpu', product: 'NVIDIA-H100' };
const TENANT = 'group:default/chat-team';

describe('gpuHoldersView', () => {
  it('says who takes what: services, other pods of a tenant, and others', () => {
    expect(holdersOf(EAST)).toMatchObject({
      cluster: { name: 'east' },
      holders: [
        { namespace: 'research', uses: [{ ...H100, used: 5, pending: 0 }] },
        {
          namespace: 'chat',
          owner: TENANT,
          service: 'component:default/assistant',
          models: ['model:default/llama'],
          uses: [{ ...H100, used: 2, pending: 2 }],
        },
        { namespace: 'chat', owner: TENANT, uses: [{ ...H100, used: 1 }] },
      ],
      rest: { holders: 0, uses: [] },
      unattributed: [{ ...H100, used: 6, pending: 0 }],
    });
  });

  it('names nothing that the viewer may not see, and loses nothing of it', () => {
    const hidden = holdersOf(EAST, { services: [], models: [] });
    expect(hidden?.holders).toEqual([
      {
        namespace: 'chat',
        owner: TENANT,
        uses: [{ ...H100, used: 3, pending: 2 }],
      },
      { namespace: 'research', uses: [{ ...H100, used: 5, pending: 0 }] },
    ]);
    expect(hidden?.unattributed).toEqual([{ ...H100, used: 8, pending: 2 }]);
  });

  it('knows the Model of what no Component claims', () => {
    expect(holdersOf(EAST, { services: [] })?.holders).toContainEqual({
      namespace: 'chat',
      owner: TENANT,
      models: ['model:default/llama'],
      uses: [{ ...H100, used: 2, pending: 2 }],
    });
  });

  it('sums up those beyond the bound', () => {
    const many = holdersOf({
      name: 'east',
      objects: [
        node('n1', { product: 'NVIDIA-H100', gpus: 100 }),
        ...Array.from({ length: 60 }, (_unused, index) =>
          pod(`p${index}`, { node: 'n1', gpus: 1, namespace: `ns-${index}` }),
        ),
      ],
    });
    expect(many?.holders).toHaveLength(50);
    expect(many?.rest).toEqual({
      holders: 10,
      uses: [{ ...H100, used: 10, pending: 0 }],
    });
    expect(sum(many?.unattributed)).toBe(60);
  });

  it('sums up namespaces that the viewer may not see, unnamed', () => {
    const fleet = staticFleet(EAST);
    const steps = gpuHoldersView({
      fleet: {
        ...fleet,
        clusters: fleet.clusters.map(cluster => ({
          ...cluster,
          hides: (namespace: string) => namespace === 'research',
        })),
      },
      services: [],
      models: [],
      repositories: [],
    });
    const [item] = itemsOf(steps);
    expect(JSON.stringify(item)).not.toContain('research');
    expect(item).toMatchObject({
      holders: [{ namespace: 'chat', uses: [{ used: 3, pending: 2 }] }],
      rest: { holders: 1, uses: [{ ...H100, used: 5, pending: 0 }] },
      unattributed: [{ used: 8 }],
    });
  });

  it('has nothing to say of a cluster that hides its nodes', () => {
    expect(
      holdersOf({
        ...EAST,
        knowledge: { nodes: { status: 'forbidden', message: '403' } },
      }),
    ).toBeUndefined();
  });
});

function sum(uses: readonly EntityGpuUse[] = []): number {
  return uses.reduce((total, { used }) => total + used, 0);
}
