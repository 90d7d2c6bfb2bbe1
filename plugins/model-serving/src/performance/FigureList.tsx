import { useState } from 'react';
import type { FiguresView } from '@modelfleet/backstage-plugin-model-serving-common';
import { Button, SearchField, Select } from '@backstage/ui';
import { FigureTable } from './FigureTable';
import {
  groupFigures,
  matchesQuery,
  sortGroups,
  type Order,
} from './groupFigures';
import { keepsHistory, type Range } from './RangeChoice';
import { SourceNotes } from './SourceNotes';
import { summarize } from './summarize';
import { useTrends } from './useTrends';
import styles from './FigureList.module.css';

/** As many as fit a card without scrolling; the rest is one click away. */
const FIRST_GROUPS = 6;

const ORDERS: readonly { id: Order; label: string }[] = [
  { id: 'worst', label: 'Worst first' },
  { id: 'busiest', label: 'Busiest first' },
  { id: 'costliest', label: 'Costliest first' },
  { id: 'cluster', label: 'By cluster' },
];

/** The whole in some sentences, then a row for each cluster and version. */
export function FigureList(props: {
  view: FiguresView;
  range: Range;
  showService: boolean;
}) {
  const { view, range, showService } = props;
  const [query, setQuery] = useState('');
  const [order, setOrder] = useState<Order>('worst');
  const [all, setAll] = useState(false);
  const groups = groupFigures(view.items);
  const trends = useTrends(view, range);
  const found = sortGroups(groups, order).filter(group =>
    matchesQuery(group, query),
  );
  const shown = all || query ? found : found.slice(0, FIRST_GROUPS);
  const hidden = found.length - shown.length;
  return (
    <div className={styles.root}>
      <p className={styles.summary}>{summarize(view).join(' ')}</p>
      <SourceNotes view={view} />
      {groups.length > 2 && (
        <div className={styles.filters}>
          {groups.length > FIRST_GROUPS && (
            <SearchField
              size="small"
              aria-label="Find a cluster, service, version or GPU"
              placeholder="Find a cluster, service, version or GPU"
              value={query}
              onChange={setQuery}
            />
          )}
          <Select
            size="small"
            aria-label="Order of the rows"
            value={order}
            onChange={key =>
              setOrder(ORDERS.find(({ id }) => id === key)?.id ?? 'worst')
            }
            options={[...ORDERS]}
          />
        </div>
      )}
      <FigureTable
        groups={shown}
        entityRef={view.entityRef}
        range={range}
        hasHistory={keepsHistory(view)}
        trends={trends}
        showService={showService}
        isLong={shown.length > 2 * FIRST_GROUPS}
        {...(view.prices && { currency: view.prices.currency })}
      />
      {found.length === 0 && <p>No row matches “{query}”.</p>}
      {hidden > 0 && (
        <Button size="small" variant="secondary" onPress={() => setAll(true)}>
          {`Show ${hidden} more`}
        </Button>
      )}
    </div>
  );
}
