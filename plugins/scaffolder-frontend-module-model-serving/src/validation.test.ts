import { validateContextLength } from './context/validateContextLength';
import { validateModel } from './model/validateModel';
import { validatePlacements } from './placement/validatePlacements';
import { validateTenant } from './tenant/validateTenant';

const row = {
  cluster: 'cloud-eu',
  product: 'NVIDIA-L4',
  replicas: 1,
  gpusPerReplica: 1,
};

it.each([
  [undefined, 'Choose a model.'],
  ['model:default/x', 'Choose a model.'],
  [{ model: '' }, 'Choose a model.'],
  [
    { model: 'x' },
    'x is not an entity reference; write it as model:default/name.',
  ],
  [
    { model: 'component:default/x', variant: 'a' },
    'component:default/x is a component; choose an entity of kind Model.',
  ],
  [{ model: 'model:default/x' }, 'Choose a variant of the model.'],
  [{ model: 'model:default/x', variant: 'bf16' }, undefined],
])('judges the model %j', (value, problem) => {
  expect(validateModel(value)).toBe(problem);
});

it.each([
  [undefined, 'Choose the team that will own the service.'],
  [{ tenant: 7 }, 'Choose the team that will own the service.'],
  [
    { tenant: 'chat', repository: '', namespace: 'chat' },
    'Name the Git repository of team chat.',
  ],
  [
    { tenant: 'chat', repository: 'fleet', namespace: '' },
    'Name the namespace of team chat.',
  ],
  [{ tenant: 'chat', repository: 'fleet', namespace: 'chat' }, undefined],
])('judges the tenant %j', (value, problem) => {
  expect(validateTenant(value)).toBe(problem);
});

it.each([
  [undefined, ['Choose at least one cluster.']],
  [[], ['Choose at least one cluster.']],
  [[row], []],
  [[{ ...row, cluster: '' }], ['Name the cluster of each row.']],
  [[{ ...row, product: '' }], ['Choose a GPU product for cloud-eu.']],
  [[row, row], ['cloud-eu is there twice; put it into one row.']],
  [
    [{ ...row, replicas: 0 }],
    [
      'Give each cluster a name, a GPU product, and whole numbers of at least 1 for replicas and GPUs.',
    ],
  ],
])('judges the placement %j', (value, problems) => {
  expect(validatePlacements(value)).toEqual(problems);
});

it.each([
  [undefined, undefined],
  [8192, undefined],
  [0, 'Give the context length as a whole number of tokens, at least 1.'],
  [1.5, 'Give the context length as a whole number of tokens, at least 1.'],
  ['8k', 'Give the context length as a whole number of tokens, at least 1.'],
])('judges the context length %j', (value, problem) => {
  expect(validateContextLength(value)).toBe(problem);
});
