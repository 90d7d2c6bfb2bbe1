import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { TableColumn } from '@backstage/core-components';
import { CatalogTable, type CatalogTableRow } from '@backstage/plugin-catalog';
import type { EntityListContextProps } from '@backstage/plugin-catalog-react';
import { modelTableColumns } from './modelTableColumns';

const model: Entity = {
  apiVersion: 'modelfleet.dev/v1alpha1',
  kind: 'Model',
  metadata: { name: 'llama', namespace: 'default' },
  spec: {
    type: 'llm',
    task: 'text-generation',
    lifecycle: 'production',
    owner: 'ml',
    license: 'llama3.1',
    artifacts: [{ name: 'a', uri: 'hf://a/b' }],
    architecture: { parameters: 8e9, maxPositionEmbeddings: 131072 },
  },
};
const other: Entity = {
  ...model,
  metadata: { ...model.metadata, name: 'terse' },
  spec: {
    type: 'embedding',
    lifecycle: 'production',
    owner: 'ml',
    artifacts: [{ name: 'a', uri: 'hf://a/b' }],
  },
};

const contextOf = (entities: Entity[], kind: string) =>
  ({
    entities,
    filters: { kind: { value: kind, label: kind } },
  } as unknown as EntityListContextProps);
const rowOf = (entity: Entity) => ({
  entity,
  resolved: {
    name: entity.metadata.name,
    entityRef: stringifyEntityRef(entity),
    partOfSystemRelations: [],
    ownedByRelations: [],
  },
});
const columnsOf = (entities: Entity[], kind: string) =>
  modelTableColumns(contextOf(entities, kind)).filter(({ hidden }) => !hidden);

it.each([
  ['listed', [model]],
  ['only chosen as the kind', []],
])('shows what matters of a model when models are %s', (_when, entities) => {
  const columns = columnsOf(entities, 'model');
  expect(
    columns.map(({ title, field }) =>
      typeof title === 'string' ? title : field,
    ),
  ).toEqual([
    'resolved.entityRef',
    'State, clusters',
    'Task',
    'Size',
    'Context',
    'Licence',
    'entity.spec.lifecycle',
    'resolved.ownedByRelationsTitle',
  ]);
});

it('leaves other kinds as they are', () => {
  const component = {
    ...model,
    kind: 'Component',
    apiVersion: 'backstage.io/v1alpha1',
  };
  const context = contextOf([component], 'component');
  const fields = (columns: TableColumn<CatalogTableRow>[]) =>
    columns.map(({ field }) => field);
  expect(fields(modelTableColumns(context))).toEqual(
    fields(CatalogTable.defaultColumnsFunc(context)),
  );
});

it.each([
  ['Task', 'text-generation', 'embedding'],
  ['Size', '8B', ''],
  ['Context', '128K', ''],
  ['Licence', 'llama3.1', ''],
])('fills %s', (title, full, sparse) => {
  const column = modelTableColumns(contextOf([model], 'model')).find(
    candidate => candidate.title === title,
  );
  expect(column?.render?.(rowOf(model), 'row')).toBe(full);
  expect(column?.render?.(rowOf(other), 'row')).toBe(sparse);
  const order = column?.customSort?.(rowOf(model), rowOf(other), 'row') ?? 0;
  expect(order).not.toBe(0);
});
