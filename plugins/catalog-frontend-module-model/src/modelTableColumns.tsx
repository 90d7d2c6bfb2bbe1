import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { TableColumn } from '@backstage/core-components';
import { CatalogTable, type CatalogTableRow } from '@backstage/plugin-catalog';
import type { CatalogTableColumnsFunc } from '@backstage/plugin-catalog/alpha';
import {
  isModelEntity,
  type ModelEntityV1alpha1,
} from '@modelfleet/backstage-plugin-model-serving-common';
import {
  WhereItRuns,
  formatParameters,
  formatTokens,
} from '@modelfleet/backstage-plugin-model-serving-react';

type Spec = ModelEntityV1alpha1['spec'];

/**
 * The columns of the catalog's table: for Models what matters of a model, for
 * every other kind the catalog's own.
 *
 * @public
 */
export const modelTableColumns: CatalogTableColumnsFunc = context => {
  const kind = context.entities[0]?.kind ?? context.filters.kind?.value;
  if (kind?.toLocaleLowerCase('en-US') !== 'model') {
    return CatalogTable.defaultColumnsFunc(context);
  }
  const { columns } = CatalogTable;
  return [
    columns.createTitleColumn({ hidden: true }),
    columns.createNameColumn({ defaultKind: 'model' }),
    {
      title: 'State, clusters',
      sorting: false,
      width: 'auto',
      render: ({ entity }) => (
        <WhereItRuns entityRef={stringifyEntityRef(entity)} />
      ),
    },
    textColumn('Task', spec => spec.task ?? spec.type),
    figureColumn(
      'Size',
      formatParameters,
      spec => spec.architecture?.parameters,
    ),
    figureColumn(
      'Context',
      formatTokens,
      spec => spec.architecture?.maxPositionEmbeddings,
    ),
    textColumn('Licence', spec => spec.license),
    columns.createSpecLifecycleColumn(),
    columns.createOwnerColumn(),
  ];
};

function textColumn(
  title: string,
  read: (spec: Spec) => string | undefined,
): TableColumn<CatalogTableRow> {
  const valueOf = ({ entity }: CatalogTableRow) => readSpec(entity, read) ?? '';
  return {
    title,
    width: 'auto',
    render: valueOf,
    customSort: (a, b) => valueOf(a).localeCompare(valueOf(b)),
    customFilterAndSearch: (query: string, row) =>
      valueOf(row)
        .toLocaleLowerCase('en-US')
        .includes(query.toLocaleLowerCase('en-US')),
  };
}

function figureColumn(
  title: string,
  format: (value: number) => string,
  read: (spec: Spec) => number | undefined,
): TableColumn<CatalogTableRow> {
  const valueOf = ({ entity }: CatalogTableRow) => readSpec(entity, read);
  return {
    title,
    width: 'auto',
    render: row => {
      const value = valueOf(row);
      return value === undefined ? '' : format(value);
    },
    // The table turns the order round itself; what is not said counts least.
    customSort: (a, b) => (valueOf(a) ?? -1) - (valueOf(b) ?? -1),
  };
}

function readSpec<T>(
  entity: Entity,
  read: (spec: Spec) => T | undefined,
): T | undefined {
  return isModelEntity(entity) ? read(entity.spec) : undefined;
}
