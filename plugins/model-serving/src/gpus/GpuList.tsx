import { useState } from 'react';
import type { ClusterGpus } from '@modelfleet/backstage-plugin-model-serving-common';
import { EmptyState } from '@modelfleet/backstage-plugin-model-serving-react';
import { Button, SearchField } from '@backstage/ui';
import { ClusterGpuBlock } from './ClusterGpuBlock';
import { GpuLegend } from './GpuLegend';
import { mostConcernedFirst } from './mostConcernedFirst';
import styles from './GpuList.module.css';

const FIRST_CLUSTERS = 6;

/** The GPUs of each cluster; those where the entity runs or waits come first. */
export function GpuList(props: {
  items: readonly ClusterGpus[];
  entityLabel: string;
}) {
  const { items, entityLabel } = props;
  const [query, setQuery] = useState('');
  const [all, setAll] = useState(false);
  if (items.length === 0) {
    return (
      <EmptyState title="No cluster to show">
        Backstage knows no cluster that you may see and that concerns this
        entity.
      </EmptyState>
    );
  }
  const found = mostConcernedFirst(items).filter(item => matches(item, query));
  const shown = all || query ? found : found.slice(0, FIRST_CLUSTERS);
  const hidden = found.length - shown.length;
  return (
    <div className={styles.root}>
      <GpuLegend entityLabel={entityLabel} />
      {items.length > FIRST_CLUSTERS && (
        <SearchField
          size="small"
          aria-label="Find a cluster or GPU"
          placeholder="Find a cluster or GPU"
          value={query}
          onChange={setQuery}
        />
      )}
      <ul className={styles.list} data-long={shown.length > 2 * FIRST_CLUSTERS}>
        {shown.map(item => (
          <ClusterGpuBlock
            key={item.cluster.name}
            item={item}
            entityLabel={entityLabel}
          />
        ))}
      </ul>
      {found.length === 0 && <p>No cluster matches “{query}”.</p>}
      {hidden > 0 && (
        <Button size="small" variant="secondary" onPress={() => setAll(true)}>
          {`Show ${hidden} more`}
        </Button>
      )}
    </div>
  );
}

function matches({ cluster, totals }: ClusterGpus, query: string): boolean {
  const text = [
    cluster.name,
    cluster.title,
    ...(totals ?? []).map(({ product }) => product),
  ]
    .join(' ')
    .toLocaleLowerCase('en-US');
  return text.includes(query.trim().toLocaleLowerCase('en-US'));
}
