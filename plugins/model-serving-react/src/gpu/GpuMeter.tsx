import { useId } from 'react';
import type { GpuShares } from './gpuShares';
import styles from './GpuMeter.module.css';

const HEIGHT = 18;
/** Above this a cell is too narrow to be counted by eye. */
const MOST_CELLS = 48;

type Part = 'entity' | 'others' | 'free' | 'unavailable';
const parts: readonly Part[] = ['entity', 'others', 'free', 'unavailable'];

/** @public */
export interface GpuMeterProps {
  shares: GpuShares;
  /** What takes the first part, for example "this model". */
  entityLabel: string;
  /** What is counted, in the plural; default "GPUs". */
  unit?: string;
}

/**
 * GPUs as a bar: one cell each while they can be counted, else by length.
 * The text alternative says the same in figures.
 *
 * @public
 */
export function GpuMeter(props: GpuMeterProps) {
  const { shares, entityLabel, unit = 'GPUs' } = props;
  const hatch = useId();
  const label = describeShares(shares, entityLabel, unit);
  if (shares.total === 0) {
    return <p className={styles.none}>{label}</p>;
  }
  return (
    <svg
      role="img"
      aria-label={label}
      className={styles.meter}
      width="100%"
      height={HEIGHT}
    >
      <title>{label}</title>
      <defs>
        <pattern
          id={hatch}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect className={styles.hatchGround} width="6" height="6" />
          <line className={styles.hatchLine} x1="0" x2="0" y1="0" y2="6" />
        </pattern>
      </defs>
      {segments(shares).map(({ part, from, size }) => (
        <rect
          key={`${part}-${from}`}
          className={styles.part}
          data-part={part}
          x={percent(from / shares.total)}
          width={percent(size / shares.total)}
          y={1}
          height={HEIGHT - 2}
          rx={2}
          {...(part === 'unavailable' && { fill: `url(#${hatch})` })}
        />
      ))}
    </svg>
  );
}

/**
 * The shares as a sentence.
 *
 * @public
 */
export function describeShares(
  shares: GpuShares,
  entityLabel: string,
  unit: string = 'GPUs',
): string {
  const { entity, others, free, unavailable, pending, total } = shares;
  const pieces = [
    `${entity} used by ${entityLabel}`,
    `${others} used by others`,
    `${free} free`,
    ...(unavailable > 0 ? [`${unavailable} unavailable`] : []),
  ];
  const waiting = pending > 0 ? `; ${pending} more asked for and waiting` : '';
  return `Of ${total} ${unit}: ${pieces.join(', ')}${waiting}`;
}

interface Segment {
  part: Part;
  from: number;
  size: number;
}

function segments(shares: GpuShares): Segment[] {
  const countable = shares.total <= MOST_CELLS;
  const result: Segment[] = [];
  let from = 0;
  for (const part of parts) {
    const size = shares[part];
    if (countable) {
      for (let cell = 0; cell < size; cell += 1) {
        result.push({ part, from: from + cell, size: 1 });
      }
    } else if (size > 0) {
      result.push({ part, from, size });
    }
    from += size;
  }
  return result;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(3)}%`;
}
