import styles from './Sparkline.module.css';

const HEIGHT = 24;
const EDGE = 2;

/** @public */
export interface SparklineProps {
  /** At equal steps; null where there is no value. */
  values: readonly (number | null)[];
  /** The same in words; see `describeSeries`. */
  label: string;
  /** What reaches the top; default: the highest value. */
  max?: number;
  /** Pixels; default 96. */
  width?: number;
}

/**
 * The course of a figure, small enough for a row. Its ground is 0, its line
 * breaks where there is no value.
 *
 * @public
 */
export function Sparkline(props: SparklineProps) {
  const { values, label, width = 96 } = props;
  const known = values.filter(value => value !== null);
  const top = Math.max(props.max ?? 0, ...known) || 1;
  const step = (width - 2 * EDGE) / Math.max(1, values.length - 1);
  const x = (index: number) => EDGE + index * step;
  const y = (value: number) =>
    HEIGHT - EDGE - (value / top) * (HEIGHT - 2 * EDGE);
  const last = values.at(-1);
  return (
    <svg
      role="img"
      aria-label={label}
      className={styles.root}
      width={width}
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
    >
      <title>{label}</title>
      <line
        className={styles.ground}
        x1={0}
        x2={width}
        y1={HEIGHT - 0.5}
        y2={HEIGHT - 0.5}
      />
      {runs(values).map(({ from, run }) => (
        <polyline
          key={from}
          className={styles.line}
          points={run
            .map((value, index) => `${x(from + index)},${y(value)}`)
            // A value that stands alone is a short line, not nothing.
            .concat(
              run.length === 1 ? [`${x(from) + 1},${y(run[0] ?? 0)}`] : [],
            )
            .join(' ')}
        />
      ))}
      {typeof last === 'number' && (
        <circle
          className={styles.end}
          cx={x(values.length - 1)}
          cy={y(last)}
          r={2}
        />
      )}
    </svg>
  );
}

/** The stretches without a gap, and where each begins. */
function runs(
  values: readonly (number | null)[],
): { from: number; run: number[] }[] {
  const result: { from: number; run: number[] }[] = [];
  let open: number[] | undefined;
  for (const [index, value] of values.entries()) {
    if (value === null) {
      open = undefined;
    } else if (open) {
      open.push(value);
    } else {
      open = [value];
      result.push({ from: index, run: open });
    }
  }
  return result;
}
