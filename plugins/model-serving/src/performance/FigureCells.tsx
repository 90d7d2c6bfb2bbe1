import type { ReactNode } from 'react';
import type {
  FigureRow,
  FigureSeries,
} from '@modelfleet/backstage-plugin-model-serving-common';
import {
  Age,
  describeSeries,
  FigureText,
  formatFigure,
  Sparkline,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { numberOf } from './groupFigures';
import styles from './FigureTable.module.css';

interface CellProps {
  row: FigureRow;
}

export function Load({ row: { figures } }: CellProps) {
  return (
    <Pair
      main={<FigureText figure={figures.requestRate} />}
      minor={<FigureText figure={figures.outputTokenRate} />}
    />
  );
}

export function FirstToken(
  props: CellProps & { trend: FigureSeries | undefined; words: string },
) {
  const { figures } = props.row;
  const { trend, words } = props;
  return (
    <>
      <Pair
        main={<FigureText figure={figures.ttftP95} />}
        minor={<FigureText figure={figures.ttftP50} prefix="half in" />}
      />
      {trend && isWorthDrawing(trend) && (
        <Sparkline
          values={seen(trend)}
          label={describeSeries(
            trend.sinceObservation
              ? 'First token since observation began'
              : `First token in ${words}`,
            trend,
          )}
        />
      )}
    </>
  );
}

/** Two points are no course. */
function isWorthDrawing({ values }: FigureSeries): boolean {
  return values.filter(value => value !== null).length > 2;
}

/** What was before observation is no gap in what was observed. */
function seen({ sinceObservation, values }: FigureSeries) {
  const first = values.findIndex(value => value !== null);
  return sinceObservation === undefined || first < 0
    ? values
    : values.slice(first);
}

export function NextTokens({ row: { figures } }: CellProps) {
  return (
    <Pair
      main={<FigureText figure={figures.interTokenLatencyP95} />}
      minor={
        <FigureText figure={figures.interTokenLatencyP50} prefix="half in" />
      }
    />
  );
}

export function Waiting({ row }: CellProps) {
  const { figures } = row;
  const queued = numberOf(row, 'queued') ?? 0;
  return (
    <Pair
      isNoticeable={queued >= 1}
      main={<FigureText figure={figures.queued} />}
      minor={
        figures.kvCacheUsage && (
          <FigureText figure={figures.kvCacheUsage} prefix="cache" />
        )
      }
    />
  );
}

/** Above this share of failures a row asks for attention. */
const NOTICEABLE_FAILURES = 0.01;

export function Failures({ row }: CellProps) {
  const { abortRate, errorRate } = row.figures;
  const failed = numberOf(row, 'errorRate') ?? 0;
  return (
    <Pair
      isNoticeable={failed >= NOTICEABLE_FAILURES}
      main={<FigureText figure={errorRate} />}
      minor={abortRate && <FigureText figure={abortRate} prefix="given up" />}
    />
  );
}

export function Devices({ row }: CellProps) {
  const { figures, gpus = [], idle } = row;
  return (
    <>
      <Pair
        main={<FigureText figure={figures.gpuUtilization} suffix="busy" />}
        minor={gpus
          .filter(({ used }) => used > 0)
          .map(({ product, used }) => `${used} × ${product}`)
          .join(', ')}
      />
      {idle.status === 'idle' && (
        <span
          className={styles.idle}
          title={`Never above ${formatFigure(
            idle.share,
            'ratio',
          )}; under ${formatFigure(idle.belowShare, 'ratio')} counts as idle.`}
        >
          idle
          {idle.since && (
            <>
              {' '}
              <Age at={idle.since} lasting />
            </>
          )}
        </span>
      )}
    </>
  );
}

export function Cost({ row, currency }: CellProps & { currency?: string }) {
  const { costPerHour, costPerMillionTokens } = row.figures;
  const money = currency === undefined ? {} : { currency };
  return (
    <Pair
      main={
        <FigureText
          figure={costPerMillionTokens}
          suffix="per million"
          {...money}
        />
      }
      minor={
        costPerHour?.status === 'value' && (
          <FigureText figure={costPerHour} suffix="an hour" {...money} />
        )
      }
    />
  );
}

/** What is charged is known without a measurement. */
const NOT_MEASURED = ['costPerHour'];

/** The oldest of the figures decides: none is newer than it says. */
export function Measured({ row: { figures } }: CellProps) {
  const times = Object.entries(figures).flatMap(([name, figure]) =>
    (figure?.status === 'value' || figure?.status === 'noTraffic') &&
    !NOT_MEASURED.includes(name)
      ? [figure.confirmedAt]
      : [],
  );
  return <Age at={times.sort()[0]} never="not measured" />;
}

function Pair(props: {
  main: ReactNode;
  minor?: ReactNode;
  isNoticeable?: boolean;
}) {
  const { main, minor, isNoticeable = false } = props;
  return (
    <>
      <span className={isNoticeable ? styles.noticeable : styles.main}>
        {main}
      </span>
      {minor && <span className={styles.minor}>{minor}</span>}
    </>
  );
}
