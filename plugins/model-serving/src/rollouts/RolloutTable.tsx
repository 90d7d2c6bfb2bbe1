import { useState } from 'react';
import {
  matchesText,
  type Rollout,
  type RolloutsView,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { describePart } from './describePart';
import { groupRollouts, usefulGroupings, type Grouping } from './groupRollouts';
import { MoreRows } from './MoreRows';
import { RolloutFilters } from './RolloutFilters';
import { RolloutGroupRows } from './RolloutGroupRows';
import { RolloutRow } from './RolloutRow';
import type { RolloutLook } from './useRollouts';
import styles from './RolloutTable.module.css';

/** As many as fit a card without scrolling; the rest is one click away. */
const FIRST_ROWS = 8;

/** One row for each service and cluster, in the order given: worst first. */
export function RolloutTable(props: {
  view: RolloutsView;
  look: RolloutLook;
  /** Its steps are shown elsewhere on the card. */
  explained: Rollout | undefined;
  showService: boolean;
}) {
  const { view, look, explained, showService } = props;
  const { query, only, isPart, isPending } = look;
  const [all, setAll] = useState(false);
  const [chosen, setChosen] = useState<Grouping>('none');
  const offered = usefulGroupings(view.items);
  const grouping = offered.includes(chosen) ? chosen : 'none';
  // Of a part of the rows the server has found these.
  const found = isPart
    ? view.items
    : view.items.filter(
        item =>
          (!only || item.judgement.verdict === only) &&
          matchesText(item, query),
      );
  const isWhole = all || Boolean(query) || grouping !== 'none';
  const shown = isWhole ? found : found.slice(0, FIRST_ROWS);
  const row = (item: Rollout) => (
    <RolloutRow
      key={keyOf(item)}
      rollout={item}
      showService={showService}
      isElsewhere={explained !== undefined && keyOf(item) === keyOf(explained)}
    />
  );
  return (
    <div className={styles.root}>
      {view.total > FIRST_ROWS && (
        <RolloutFilters
          query={query}
          onQuery={look.onQuery}
          grouping={grouping}
          onGrouping={setChosen}
          offered={offered}
        />
      )}
      {(isPart || isPending) && (
        <p className={styles.part} role="status">
          {describePart({ view, look, shown: shown.length, grouping })}
        </p>
      )}
      <div
        className={styles.scroll}
        data-long={shown.length > 2 * FIRST_ROWS}
        data-pending={isPending}
      >
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
            <tbody>{shown.map(row)}</tbody>
          ) : (
            groupRollouts(shown, grouping).map(group => (
              <RolloutGroupRows key={group.name} group={group}>
                {group.items.map(row)}
              </RolloutGroupRows>
            ))
          )}
        </table>
      </div>
      {found.length === 0 && !isPending && (
        <p>{query ? `No row matches “${query}”.` : 'No row matches.'}</p>
      )}
      <MoreRows
        view={view}
        look={look}
        hidden={found.length - shown.length}
        onAll={() => setAll(true)}
      />
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
