import { Fragment, useState } from 'react';
import { COLUMNS, FigureRowView } from './FigureRowView';
import type { FigureGroup } from './groupFigures';
import { isCurrent } from './groupFigures';
import { GroupCharts } from './charts';
import type { Range } from './RangeChoice';
import { trendKey, type Trends } from './useTrends';
import { VersionComparison } from './VersionComparison';
import styles from './FigureTable.module.css';

/** Services and clusters, each with its versions and, when opened, its courses. */
export function FigureTable(props: {
  groups: readonly FigureGroup[];
  entityRef: string;
  range: Range;
  hasHistory: boolean;
  trends: Trends;
  currency?: string;
  showService: boolean;
  isLong: boolean;
}) {
  const { groups, entityRef, range, trends, currency, isLong } = props;
  const [open, setOpen] = useState<string>();
  return (
    <div className={styles.scroll} data-long={isLong}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">
              {props.showService ? 'Service, cluster' : 'Cluster'}
            </th>
            {COLUMNS.map(({ title, explanation }) => (
              <th key={title} scope="col" title={explanation}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(({ key, rows }) => (
          <tbody key={key} className={styles.group}>
            {rows.map((row, index) => (
              <FigureRowView
                key={trendKey(row)}
                row={row}
                trend={trends.get(trendKey(row))}
                range={range}
                showService={props.showService}
                isOpen={open === key}
                {...(currency !== undefined && { currency })}
                {...(index === 0 && {
                  onToggle: () => setOpen(open === key ? undefined : key),
                })}
              />
            ))}
            <Details rows={rows}>
              {open === key && (
                <GroupCharts
                  entityRef={entityRef}
                  group={{ key, rows }}
                  range={range}
                  hasHistory={props.hasHistory}
                  {...(currency !== undefined && { currency })}
                />
              )}
            </Details>
          </tbody>
        ))}
      </table>
    </div>
  );
}

/** What belongs to all versions of a group: how they compare, and courses. */
function Details(props: {
  rows: FigureGroup['rows'];
  children: React.ReactNode;
}) {
  const { rows, children } = props;
  const [after] = rows;
  const before = rows.find(row => !isCurrent(row));
  const compared = after && before && after !== before;
  if (!compared && !children) {
    return null;
  }
  return (
    <tr className={styles.details}>
      <td colSpan={COLUMNS.length + 1}>
        <Fragment>
          {compared && <VersionComparison before={before} after={after} />}
          {children}
        </Fragment>
      </td>
    </tr>
  );
}
