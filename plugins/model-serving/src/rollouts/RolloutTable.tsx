import { useState } from 'react';
import type { Rollout } from '@modelfleet/backstage-plugin-model-serving-common';
import { Button, SearchField } from '@backstage/ui';
import { RolloutRow } from './RolloutRow';
import styles from './RolloutTable.module.css';

/** As many as fit a card without scrolling; the rest is one click away. */
const FIRST_ROWS = 8;

/** One row for each service and cluster, in the order given: worst first. */
export function RolloutTable(props: {
  items: readonly Rollout[];
  showService: boolean;
}) {
  const { items, showService } = props;
  const [query, setQuery] = useState('');
  const [all, setAll] = useState(false);
  const found = items.filter(item => matches(item, query));
  const shown = all || query ? found : found.slice(0, FIRST_ROWS);
  const hidden = found.length - shown.length;
  return (
    <div className={styles.root}>
      {items.length > FIRST_ROWS && (
        <SearchField
          size="small"
          aria-label="Find a cluster, service or state"
          placeholder="Find a cluster, service or state"
          value={query}
          onChange={setQuery}
        />
      )}
      <div className={styles.scroll} data-long={shown.length > 2 * FIRST_ROWS}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">
                {showService ? 'Service, cluster' : 'Cluster'}
              </th>
              <th scope="col">State</th>
              <th scope="col">Ready</th>
              <th scope="col">Version</th>
              <th scope="col">Delivery</th>
              <th scope="col">Confirmed</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(item => (
              <RolloutRow
                key={keyOf(item)}
                rollout={item}
                showService={showService}
              />
            ))}
          </tbody>
        </table>
      </div>
      {found.length === 0 && <p>No row matches “{query}”.</p>}
      {hidden > 0 && (
        <Button size="small" variant="secondary" onPress={() => setAll(true)}>
          {`Show ${hidden} more`}
        </Button>
      )}
    </div>
  );
}

function keyOf({ cluster, service, workload }: Rollout): string {
  const { kind, namespace, name } = workload?.ref ?? {};
  return JSON.stringify([
    cluster.name,
    service?.entityRef,
    kind,
    namespace,
    name,
  ]);
}

function matches(rollout: Rollout, query: string): boolean {
  const { cluster, service, workload, judgement } = rollout;
  const words = query.toLocaleLowerCase('en-US').split(/\s+/);
  const text = [
    cluster.name,
    cluster.title,
    cluster.state.status,
    service?.title,
    workload?.ref.name,
    judgement.verdict,
    judgement.reason,
    judgement.message,
  ]
    .join(' ')
    .toLocaleLowerCase('en-US');
  return words.every(word => text.includes(word));
}
