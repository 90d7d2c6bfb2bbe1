import { useMemo } from 'react';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { Flex, SearchField, Table, Text, useTable } from '@backstage/ui';
import { filterModels, searchModels, sortModels } from './findModels';
import type { ModelFilter } from './findModels';
import { modelColumns } from './modelColumns';
import { ModelFilters } from './ModelFilters';
import type { ModelRow } from './ModelRow';
import styles from './ModelsPage.module.css';

/** The Models with search, filters and pages. */
export function ModelsTable(props: { rows: ModelRow[] }) {
  const { rows } = props;
  const entityLink = useEntityRefLink();
  const columns = useMemo(
    () => modelColumns(row => entityLink(row.model)),
    [entityLink],
  );
  const { tableProps, search, filter } = useTable<ModelRow, ModelFilter>({
    mode: 'complete',
    data: rows,
    searchFn: searchModels,
    filterFn: filterModels,
    sortFn: (data, sort) =>
      sortModels(data, {
        column: String(sort.column),
        direction: sort.direction,
      }),
    initialSort: { column: 'title', direction: 'ascending' },
    paginationOptions: {
      pageSize: 20,
      pageSizeOptions: [10, 20, 50],
      type: rows.length > 10 ? 'page' : 'none',
    },
  });
  return (
    <Flex direction="column" gap="4">
      <div className={styles.toolbar}>
        <SearchField
          size="small"
          className={styles.search ?? ''}
          label="Search"
          placeholder="Name, task, tag, licence"
          value={search.value}
          onChange={search.onChange}
        />
        <ModelFilters
          rows={rows}
          filter={filter.value ?? {}}
          onChange={filter.onChange}
        />
      </div>
      <div className={styles.table}>
        <Table
          {...tableProps}
          columnConfig={columns}
          emptyState={<Text>No model matches the search and filters.</Text>}
        />
      </div>
    </Flex>
  );
}
