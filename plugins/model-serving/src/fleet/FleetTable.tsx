import { useMemo } from 'react';
import {
  Cell,
  CellText,
  Flex,
  SearchField,
  Select,
  Table,
  Text,
  useTable,
  type ColumnConfig,
} from '@backstage/ui';
import type { ClusterHealth } from '@modelfleet/backstage-plugin-model-serving-common';
import {
  Age,
  ClusterLabel,
  confirmedAt,
} from '@modelfleet/backstage-plugin-model-serving-react';
import {
  filterClusters,
  searchClusters,
  sortClusters,
  toClusterRow,
} from './findClusters';
import type { ClusterFilter, ClusterRow } from './findClusters';
import { HealthBadge } from './HealthBadge';
import { HEALTH_WORDS } from './healthWords';
import styles from './Fleet.module.css';

const ALL = 'all';

/** At 800 pixels all but the last fit; the rest of the table scrolls. */
const columns: ColumnConfig<ClusterRow>[] = [
  {
    id: 'cluster',
    label: 'Cluster',
    isRowHeader: true,
    isSortable: true,
    defaultWidth: '1.3fr',
    minWidth: 125,
    cell: ({ health: { cluster } }) => (
      <Cell>
        <ClusterLabel cluster={cluster} />
      </Cell>
    ),
  },
  {
    id: 'health',
    label: 'Observed',
    isSortable: true,
    minWidth: 130,
    cell: ({ health: { health } }) => (
      <Cell>
        <HealthBadge health={health} />
      </Cell>
    ),
  },
  {
    id: 'summary',
    label: 'What to know',
    defaultWidth: '3fr',
    minWidth: 165,
    cell: ({ health: { summary } }) => (
      <Cell className={styles.wrap ?? ''}>{summary}</Cell>
    ),
  },
  {
    id: 'confirmed',
    label: 'Last answer',
    minWidth: 110,
    cell: ({ health: { cluster } }) => (
      <Cell>
        <Age at={confirmedAt(cluster.state)} />
      </Cell>
    ),
  },
  {
    id: 'version',
    label: 'Kubernetes',
    minWidth: 110,
    cell: ({ health: { kubernetesVersion } }) => (
      <CellText title={kubernetesVersion?.split('+')[0] ?? '–'} />
    ),
  },
];

/** The clusters, those that need something first. */
export function FleetTable(props: { items: readonly ClusterHealth[] }) {
  const { items } = props;
  const rows = useMemo(() => items.map(toClusterRow), [items]);
  const { tableProps, search, filter } = useTable<ClusterRow, ClusterFilter>({
    mode: 'complete',
    data: rows,
    searchFn: searchClusters,
    filterFn: filterClusters,
    sortFn: (data, sort) =>
      sortClusters(data, {
        column: String(sort.column),
        direction: sort.direction,
      }),
    initialSort: { column: 'health', direction: 'ascending' },
    paginationOptions: {
      pageSize: 20,
      pageSizeOptions: [20, 50, 100],
      type: rows.length > 20 ? 'page' : 'none',
    },
  });
  return (
    <Flex direction="column" gap="4">
      <div className={styles.counts}>
        {HEALTH_WORDS.map(({ health }) => {
          const count = items.filter(item => item.health === health).length;
          return (
            count > 0 && (
              <HealthBadge key={health} health={health} count={count} />
            )
          );
        })}
      </div>
      {rows.length > 1 && (
        <div className={styles.toolbar}>
          <SearchField
            size="small"
            className={styles.search ?? ''}
            label="Search"
            placeholder="Name, problem, kind"
            value={search.value}
            onChange={search.onChange}
          />
          <Select
            size="small"
            className={styles.filter ?? ''}
            label="Observed"
            value={filter.value?.health ?? ALL}
            onChange={key => filter.onChange(choose(key))}
            options={[
              { id: ALL, label: 'All' },
              ...HEALTH_WORDS.map(({ health, words }) => ({
                id: health,
                label: words,
              })),
            ]}
          />
        </div>
      )}
      <div className={styles.table}>
        <Table
          {...tableProps}
          columnConfig={columns}
          rowConfig={{
            getHref: ({ id }) => `?cluster=${encodeURIComponent(id)}`,
          }}
          emptyState={<Text>No cluster matches the search and filter.</Text>}
        />
      </div>
    </Flex>
  );
}

function choose(key: unknown): ClusterFilter {
  const found = HEALTH_WORDS.find(({ health }) => health === key);
  return found ? { health: found.health } : {};
}
