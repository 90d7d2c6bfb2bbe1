import { SearchField, Select } from '@backstage/ui';
import type { Grouping } from './groupRollouts';
import styles from './RolloutTable.module.css';

const groupings: Readonly<Record<Grouping, string>> = {
  none: 'Worst first',
  verdict: 'State',
  cluster: 'Cluster',
  service: 'Service',
};

/** Finds and groups rows, where there are more than fit at once. */
export function RolloutFilters(props: {
  query: string;
  onQuery(query: string): void;
  grouping: Grouping;
  onGrouping(grouping: Grouping): void;
  /** Those that make a difference. */
  offered: readonly Grouping[];
}) {
  const { query, onQuery, grouping, onGrouping, offered } = props;
  return (
    <div className={styles.filters}>
      <SearchField
        size="small"
        aria-label="Find a cluster, service or state"
        placeholder="Find a cluster, service or state"
        value={query}
        onChange={onQuery}
      />
      <Select
        size="small"
        aria-label="Group rows by"
        value={grouping}
        onChange={key => onGrouping(offered.find(one => one === key) ?? 'none')}
        options={offered.map(id => ({
          id,
          label: id === 'none' ? groupings.none : `By ${groupings[id]}`,
        }))}
      />
    </div>
  );
}
