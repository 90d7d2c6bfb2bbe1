import { lazy, Suspense } from 'react';
import type {
  FigureName,
  FigureRow,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { Skeleton } from '@backstage/ui';
import {
  Age,
  describeSeries,
  FIGURE_LABELS,
  LiveContent,
  useEntityFigures,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { groupFigures, type FigureGroup } from '../groupFigures';
import { rangeWords, type Range } from '../RangeChoice';
import { linesOf, observedSince } from './chartPoints';
import { PointTable } from './PointTable';
import styles from './GroupCharts.module.css';

// The drawing library is large and most visits never open a chart.
const LineChart = lazy(() => import('./LineChart'));

const CHARTS: readonly FigureName[] = [
  'requestRate',
  'ttftP95',
  'interTokenLatencyP95',
  'queued',
  'kvCacheUsage',
  'gpuUtilization',
];

/** The courses of one service in one cluster, a line for each version. */
export function GroupCharts(props: {
  entityRef: string;
  group: FigureGroup;
  range: Range;
  hasHistory: boolean;
  currency?: string;
}) {
  const { entityRef, group, range, hasHistory } = props;
  const cluster = group.rows[0]?.cluster.name ?? '';
  const result = useEntityFigures(entityRef, {
    range,
    cluster,
    series: CHARTS,
  });
  return (
    <LiveContent result={result} errorTitle="The charts could not be read">
      {view => {
        const rows =
          groupFigures(view.items).find(({ key }) => key === group.key)?.rows ??
          [];
        return (
          <>
            <Span rows={rows} range={range} hasHistory={hasHistory} />
            <div className={styles.charts}>
              {CHARTS.map(name => (
                <Chart key={name} name={name} rows={rows} />
              ))}
            </div>
          </>
        );
      }}
    </LiveContent>
  );
}

/** How far back the charts go, and why not further. */
function Span(props: {
  rows: readonly FigureRow[];
  range: Range;
  hasHistory: boolean;
}) {
  const { rows, range, hasHistory } = props;
  const since = observedSince(rows);
  return (
    <p className={styles.span}>
      {since === undefined ? (
        `Over ${rangeWords(range)}.`
      ) : (
        <>
          Since observation began, <Age at={since} />.
          {!hasHistory &&
            ' Nothing is kept from before; with a metrics store such as Prometheus the last 24 hours and 7 days could be shown.'}
        </>
      )}
    </p>
  );
}

function Chart(props: { name: FigureName; rows: readonly FigureRow[] }) {
  const { name, rows } = props;
  const lines = linesOf(rows, name);
  const label = FIGURE_LABELS[name];
  const isEmpty = lines.every(({ series }) =>
    series.values.every(value => value === null),
  );
  return (
    <figure className={styles.chart}>
      <figcaption>{label}</figcaption>
      {isEmpty ? (
        <p className={styles.none}>No values in this time.</p>
      ) : (
        <>
          <div
            role="img"
            aria-label={lines
              .map(line =>
                describeSeries(
                  line.name ? `${label}, version ${line.name}` : label,
                  line.series,
                ),
              )
              .join('. ')}
          >
            <Suspense fallback={<Skeleton height={140} />}>
              <LineChart lines={lines} />
            </Suspense>
          </div>
          {lines.length > 1 && (
            <ul className={styles.legend} aria-hidden>
              {lines.map(({ current, id, name: version }) => (
                <li key={id} data-current={current}>
                  {version}
                </li>
              ))}
            </ul>
          )}
          <PointTable label={label} lines={lines} />
        </>
      )}
    </figure>
  );
}
