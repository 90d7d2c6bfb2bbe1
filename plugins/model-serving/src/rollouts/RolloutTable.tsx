import { useState } from 'react';
import type {
  Rollout,
  Verdict,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { Button } from '@backstage/ui';
import {
  groupRollouts,
  matchesQuery,
  usefulGroupings,
  type Grouping,
} from './groupRollouts';
import { RolloutFilters } from './RolloutFilters';
import { RolloutGroupRows } from './RolloutGroupRows';
import { RolloutRow } from './RolloutRow';
import styles from './RolloutTable.module.css';

/** As many as fit a card without scrolling; the rest is one click away. */
const FIRST_ROWS = 8;

/** One row for each service and cluster, in the order given: worst first. */
export function RolloutTable(props: {
  items: readonly Rollout[];
  /** Its steps are shown elsewhere on the card. */
  explained: Rollout | undefined;
  /** The only verdict to show; absent for all. */
  only: Verdict | undefined;
  showService: boolean;
}) {
  const { items, explained, only, showService } = props;
  const [query, setQuery] = useState('');
  const [all, setAll] = useState(false);
  const [chosen, setChosen] = useState<Grouping>('none');
  const offered = usefulGroupings(items);
  const grouping = offered.includes(chosen) ? chosen : 'none';
  const found = items.filter(
    item =>
      (!only || item.judgement.verdict === only) && matchesQuery(item, query),
  );
  const isWhole = all || Boolean(query) || grouping !== 'none';
  const shown = isWhole ? found : found.slice(0, FIRST_ROWS);
  const hidden = found.length - shown.length;
  return (
    <div className={styles.root}>
      {items.length > FIRST_ROWS && (
        <RolloutFilters
          query={query}
          onQuery={setQuery}
          grouping={grouping}
          onGrouping={setChosen}
          offered={offered}
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
          {grouping === 'none' ? (
            <tbody>
              {shown.map(item => (
                <RolloutRow
                  key={keyOf(item)}
                  rollout={item}
                  showService={showService}
                  isExplained={item === explained}
                />
              ))}
            </tbody>
          ) : (
            groupRollouts(shown, grouping).map(group => (
              <RolloutGroupRows key={group.name} group={group}>
                {group.items.map(item => (
                  <RolloutRow
                    key={keyOf(item)}
                    rollout={item}
                    showService={showService}
                    isExplained={item === explained}
                  />
                ))}
              </RolloutGroupRows>
            ))
          )}
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
