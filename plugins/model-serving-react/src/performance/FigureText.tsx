import type { Figure } from '@modelfleet/backstage-plugin-model-serving-common';
import { formatFigure } from './formatFigure';
import styles from './FigureText.module.css';

/** @public */
export interface FigureTextProps {
  /** Absent where the figure does not concern what is shown. */
  figure: Figure | undefined;
  /** ISO 4217. */
  currency?: string;
  /** Stands before a value, for example "p50". */
  prefix?: string;
  /** Stands after a value, for example "waiting". */
  suffix?: string;
}

/**
 * One figure, or why there is none: no traffic, no data and 0 read
 * differently, and the reason is one hover or focus away.
 *
 * @public
 */
export function FigureText(props: FigureTextProps) {
  const { figure, currency, prefix, suffix } = props;
  if (!figure) {
    return <span className={styles.none}>n/a</span>;
  }
  switch (figure.status) {
    case 'value':
      return (
        <span title={figure.note}>
          {[prefix, formatFigure(figure.value, figure.unit, currency), suffix]
            .filter(Boolean)
            .join(' ')}
          {figure.note && (
            <abbr className={styles.note} title={figure.note}>
              {' '}
              *
            </abbr>
          )}
        </span>
      );
    case 'noTraffic':
      return (
        <span className={styles.none} title={figure.message}>
          no traffic
        </span>
      );
    case 'noData':
      return (
        <span className={styles.none} title={figure.message}>
          {figure.reason === 'noPrice' ? 'no price' : 'no data'}
        </span>
      );
    default:
      return (
        <span className={styles.error} title={figure.message}>
          not read
        </span>
      );
  }
}
