import type {
  FigureRow,
  FigureSeries,
} from '@modelfleet/backstage-plugin-model-serving-common';
import {
  ClusterLabel,
  ClusterNote,
  describeCluster,
  EntityLink,
} from '@modelfleet/backstage-plugin-model-serving-react';
import {
  Cost,
  Devices,
  Failures,
  FirstToken,
  Load,
  Measured,
  NextTokens,
  Waiting,
} from './FigureCells';
import { isCurrent, whyNoFigures } from './groupFigures';
import { rangeWords, type Range } from './RangeChoice';
import styles from './FigureTable.module.css';

/** The columns after the first, with what they mean. */
export const COLUMNS = [
  {
    title: 'Load',
    explanation: 'Requests and tokens written, in a second',
  },
  {
    title: 'First token',
    explanation:
      'Time from a request to the first token of its answer: 95 of 100 requests are faster',
  },
  {
    title: 'Between tokens',
    explanation: 'Time from one token to the next: 95 of 100 are faster',
  },
  {
    title: 'Waiting',
    explanation:
      'Requests that wait for a place, and how full the cache is that a place needs',
  },
  { title: 'Failed', explanation: 'Share of requests that the engine failed' },
  { title: 'GPUs', explanation: 'How busy the GPUs are that it holds' },
  {
    title: 'Cost',
    explanation: 'Of a million tokens written, by the configured prices',
  },
  { title: 'Measured', explanation: 'When the metrics source said so' },
] as const;

const REASONS = {
  noTraffic: 'No traffic.',
  noData: 'No data.',
  error: 'Not read.',
} as const;

/** Columns that say nothing where nobody asks. */
const TRAFFIC_COLUMNS = 5;

/** One version of one service in one cluster. */
export function FigureRowView(props: {
  row: FigureRow;
  trend: FigureSeries | undefined;
  range: Range;
  currency?: string;
  showService: boolean;
  isOpen: boolean;
  /** Absent on the further versions of a group. */
  onToggle?(): void;
}) {
  const { row, trend, range, currency, showService, isOpen, onToggle } = props;
  const { cluster, service, workload } = row;
  const { current } = describeCluster(cluster.state);
  const money = currency === undefined ? {} : { currency };
  return (
    <tr data-current={current}>
      <th scope="row" className={styles.where}>
        {onToggle ? (
          <>
            {showService && service && (
              <EntityLink entityRef={service.entityRef} title={service.title} />
            )}
            {!service && workload && (
              <span className={styles.minor}>
                {workload.kind} {workload.name}, in no catalog entity
              </span>
            )}
            <ClusterLabel cluster={cluster} />
            <ClusterNote cluster={cluster} />
          </>
        ) : (
          <span className={styles.hidden}>{cluster.title}</span>
        )}
        <Version row={row} />
        {onToggle && (
          <button
            type="button"
            className={styles.toggle}
            aria-expanded={isOpen}
            onClick={onToggle}
          >
            {isOpen ? 'Hide charts' : 'Show charts'}
            <span className={styles.hidden}>
              {` of ${service?.title ?? workload?.name ?? ''} in ${
                cluster.title
              }`}
            </span>
          </button>
        )}
      </th>
      <Figures row={row} trend={trend} words={rangeWords(range)} />
      <td data-label="GPUs">
        <Devices row={row} />
      </td>
      <td data-label="Cost">
        <Cost row={row} {...money} />
      </td>
      <td data-label="Measured" className={styles.age}>
        <Measured row={row} />
      </td>
    </tr>
  );
}

/** What traffic decides: columns, or why there is nothing in them. */
function Figures(props: {
  row: FigureRow;
  trend: FigureSeries | undefined;
  words: string;
}) {
  const { row, trend, words } = props;
  const reason = whyNoFigures(row);
  if (reason) {
    return (
      <td
        colSpan={TRAFFIC_COLUMNS}
        className={styles.reason}
        data-status={reason.status}
      >
        <strong>{REASONS[reason.status]}</strong> {reason.message}
      </td>
    );
  }
  return (
    <>
      <td data-label="Load">
        <Load row={row} />
      </td>
      <td data-label="First token">
        <FirstToken row={row} trend={trend} words={words} />
      </td>
      <td data-label="Between tokens">
        <NextTokens row={row} />
      </td>
      <td data-label="Waiting">
        <Waiting row={row} />
      </td>
      <td data-label="Failed">
        <Failures row={row} />
      </td>
    </>
  );
}

function Version({ row }: { row: FigureRow }) {
  const { engine, pods, revision } = row;
  const replicas = `${pods} ${pods === 1 ? 'replica' : 'replicas'}`;
  return (
    <span className={styles.minor}>
      {revision && (
        <>
          <code>{revision.name}</code>
          {!isCurrent(row) && ' (being replaced)'}
          {' · '}
        </>
      )}
      {[replicas, engine].filter(Boolean).join(' · ')}
    </span>
  );
}
