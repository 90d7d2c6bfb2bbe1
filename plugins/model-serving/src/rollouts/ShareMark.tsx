import type { Revision } from '@modelfleet/backstage-plugin-model-serving-common';
import styles from './RolloutTable.module.css';

const WIDTH = 100;
const HEIGHT = 8;
const DOTS = 10;

/**
 * A share at a glance: requests flow, and are one bar; replicas are counted,
 * and are dots. The words beside it say the same.
 */
export function ShareMark(props: { revision: Revision }) {
  const { percent, kind } = props.revision.share;
  if (percent === undefined) {
    return null;
  }
  const part = Math.min(100, Math.max(0, percent));
  return (
    <svg
      className={styles.share}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      data-kind={kind}
      aria-hidden
    >
      {kind === 'traffic' ? <Bar part={part} /> : <Dots part={part} />}
    </svg>
  );
}

function Bar(props: { part: number }) {
  return (
    <>
      <rect className={styles.rest} width={WIDTH} height={HEIGHT} rx={2} />
      <rect
        className={styles.part}
        width={(props.part / 100) * WIDTH}
        height={HEIGHT}
        rx={2}
      />
    </>
  );
}

function Dots(props: { part: number }) {
  // One that runs is never drawn as none.
  const filled =
    props.part > 0 ? Math.max(1, Math.round((props.part / 100) * DOTS)) : 0;
  return (
    <>
      {Array.from({ length: DOTS }, (_, index) => (
        <circle
          key={index}
          className={index < filled ? styles.part : styles.hollow}
          cx={(index + 0.5) * (WIDTH / DOTS)}
          cy={HEIGHT / 2}
          r={3}
        />
      ))}
    </>
  );
}
