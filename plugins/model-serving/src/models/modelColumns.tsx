import { Cell, CellText, type ColumnConfig } from '@backstage/ui';
import {
  EntityLink,
  WhereItRuns,
  formatParameters,
  formatTokens,
} from '@modelfleet/backstage-plugin-model-serving-react';
import type { ModelRow } from './ModelRow';
import styles from './ModelsPage.module.css';

const NOT_SAID = '–';

/** The columns of the table of Models. */
export function modelColumns(
  hrefOf: (row: ModelRow) => string,
): ColumnConfig<ModelRow>[] {
  return [
    {
      id: 'title',
      label: 'Model',
      isRowHeader: true,
      isSortable: true,
      defaultWidth: '2fr',
      minWidth: 180,
      cell: row => (
        <CellText
          title={row.title}
          href={hrefOf(row)}
          {...(row.model.metadata.description && {
            description: row.model.metadata.description,
          })}
        />
      ),
    },
    {
      id: 'where',
      label: 'State, clusters',
      defaultWidth: '1.4fr',
      minWidth: 150,
      cell: row => (
        <Cell>
          <WhereItRuns entityRef={row.id} />
        </Cell>
      ),
    },
    {
      id: 'task',
      label: 'Task',
      isSortable: true,
      defaultWidth: '1.2fr',
      minWidth: 120,
      cell: row => <Cell className={styles.wrap ?? ''}>{row.task}</Cell>,
    },
    {
      id: 'parameters',
      label: 'Size',
      isSortable: true,
      minWidth: 80,
      cell: row => <CellText title={said(row.parameters, formatParameters)} />,
    },
    {
      id: 'contextLength',
      label: 'Context',
      isSortable: true,
      minWidth: 90,
      cell: row => <CellText title={said(row.contextLength, formatTokens)} />,
    },
    {
      id: 'license',
      label: 'Licence',
      isSortable: true,
      minWidth: 100,
      cell: row => <CellText title={row.license ?? NOT_SAID} />,
    },
    {
      id: 'lifecycle',
      label: 'Lifecycle',
      isSortable: true,
      minWidth: 100,
      cell: row => <CellText title={row.lifecycle} />,
    },
    {
      id: 'owner',
      label: 'Owner',
      minWidth: 110,
      cell: row => (
        <Cell>
          {row.owner ? (
            <EntityLink entityRef={row.owner} defaultKind="group" />
          ) : (
            NOT_SAID
          )}
        </Cell>
      ),
    },
  ];
}

function said(
  value: number | undefined,
  format: (value: number) => string,
): string {
  return value === undefined ? NOT_SAID : format(value);
}
