import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { ApiHolder } from '@backstage/frontend-plugin-api';
import type { ModelServingApi } from '@modelfleet/backstage-plugin-model-serving-common';
import { clusters, llama } from '../__fixtures__';
import { checkFit } from './checkFit';

const formData = {
  model: { model: 'model:default/llama-3.1-8b-instruct', variant: 'bf16' },
  placements: [
    {
      cluster: 'edge-plant',
      product: 'NVIDIA-L4',
      replicas: 1,
      gpusPerReplica: 1,
    },
    {
      cluster: 'cloud-eu',
      product: 'NVIDIA-H100-80GB-HBM3',
      replicas: 1,
      gpusPerReplica: 1,
    },
  ],
  contextLength: 131_072,
};

function check(
  change: Record<string, unknown> = {},
  getClusters: ModelServingApi['getClusters'] = async () => ({
    status: 'changed',
    value: { version: '1', items: clusters },
  }),
) {
  const apis: ApiHolder = {
    get: ref =>
      (ref.id === catalogApiRef.id
        ? catalogApiMock({ entities: [llama] })
        : { getClusters }) as never,
  };
  return checkFit({ ...formData, ...change }, apis);
}

it('says where the model does not fit, what would, and the way out', async () => {
  const problems = await check();
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(
    /^edge-plant: The model does not fit on 1 × NVIDIA-L4: one request of 131,072 tokens.*It would fit with.*Change it, or choose to deploy even where the model does not fit\.$/,
  );
});

it.each([
  ['it fits', { contextLength: 8192 }],
  ['it is wanted nevertheless', { allowUnfit: true }],
  ['no model is chosen', { model: undefined }],
  ['the model is not in the catalog', { model: { model: 'model:default/x' } }],
  ['the cluster is not known', { placements: [{ cluster: 'moon' }] }],
])('refuses nothing when %s', async (_, change) => {
  expect(await check(change)).toEqual([]);
});

it('leaves it to the task while the fleet cannot be read', async () => {
  const down = async () => {
    throw new TypeError('Failed to fetch');
  };
  expect(await check({}, down)).toEqual([]);
});
