import { useMemo, useState } from 'react';
import type {
  ClusterGpuActivity,
  ClusterGpus,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { EmptyState } from '@modelfleet/backstage-plugin-model-serving-react';
import { Button, SearchField, Select } from '@backstage/ui';
import { ClusterGpuBlock } from './ClusterGpuBlock';
import { GpuHolders } from './GpuHolders';
import { GpuLegend } from './GpuLegend';
import { GpuSummary } from './GpuSummary';
import { GPU_ORDERS, orderGpus, type GpuOrder } from './orderGpus';
import { summarizeGpus } from './summarizeGpus';
import styles from './GpuList.module.css';

const FIRST_CLUSTERS = 6;

/** What is known of how busy GPUs are. */
export interface KnownActivity {
  readonly items: readonly ClusterGpuActivity[];
  /** Why there is nothing; absent when there is. */
  readonly problem?: string;
}

/** The GPUs of all clusters in a few figures, then cluster by cluster. */
export function GpuList(props: {
  items: readonly ClusterGpus[];
  entityLabel: string;
  activity: KnownActivity;
}) {
  const { items, entityLabel, activity } = props;
  const [query, setQuery] = useState('');
  const [order, setOrder] = useState<GpuOrder>('worst');
  const [all, setAll] = useState(false);
  const ordered = useMemo(() => orderGpus(items, order), [items, order]);
  const busy = useMemo(
    () => new Map(activity.items.map(item => [item.cluster.name, item])),
    [activity],
  );
  if (items.length === 0) {
    return (
      <EmptyState title="No cluster to show">
        Backstage knows no cluster that you may see and that concerns this
        entity.
      </EmptyState>
    );
  }
  const found = ordered.filter(item => matches(item, query));
  const shown = all || query ? found : found.slice(0, FIRST_CLUSTERS);
  const hidden = found.length - shown.length;
  return (
    <div className={styles.root}>
      <GpuSummary
        summary={summarizeGpus(found, activity.items)}
        entityLabel={entityLabel}
      />
      <div className={styles.controls}>
        <GpuLegend entityLabel={entityLabel} />
        {items.length > 1 && (
          <div className={styles.inputs}>
            <SearchField
              size="small"
              aria-label="Find a cluster or GPU"
              placeholder="Find a cluster or GPU"
              value={query}
              onChange={setQuery}
            />
            <Select
              size="small"
              aria-label="Order of the clusters"
              value={order}
              onChange={key => {
                const chosen = GPU_ORDERS.find(({ id }) => id === key);
                if (chosen) setOrder(chosen.id);
              }}
              options={GPU_ORDERS.map(({ id, label }) => ({ id, label }))}
            />
          </div>
        )}
      </div>
      <ul className={styles.list} data-long={shown.length > 2 * FIRST_CLUSTERS}>
        {shown.map(item => (
          <ClusterGpuBlock
            key={item.cluster.name}
            item={item}
            entityLabel={entityLabel}
            activity={busy.get(item.cluster.name)}
            problem={activity.problem}
          />
        ))}
      </ul>
      {found.length === 0 && <p>No cluster matches “{query}”.</p>}
      {hidden > 0 && (
        <Button size="small" variant="secondary" onPress={() => setAll(true)}>
          {`Show ${hidden} more`}
        </Button>
      )}
      <GpuHolders clusters={found.map(({ cluster }) => cluster.name)} />
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
