import type {
  WaveCluster,
  WavePlanView,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { Age } from '@modelfleet/backstage-plugin-model-serving-react';
import { WaveBadge } from './WaveBadge';
import styles from './waves.module.css';

/** The waves in their order, each with its clusters and how these are. */
export function WaveList({ plan }: { plan: WavePlanView }) {
  return (
    <ol className={styles.waves} aria-label="Waves">
      {plan.waves.map(({ number, state, clusters }) => (
        <li
          key={number}
          className={styles.wave}
          {...(number === plan.gone && { 'aria-current': 'step' as const })}
        >
          <div className={styles.waveHead}>
            <strong>Wave {number}</strong>
            <WaveBadge state={state} />
          </div>
          <ul className={styles.clusters}>
            {clusters.map(cluster => (
              <ClusterLine key={cluster.cluster} cluster={cluster} />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function ClusterLine({ cluster }: { cluster: WaveCluster }) {
  const { title, state, message, advice, since, confirmedAt } = cluster;
  const isHeldUp = state === 'blocked' || state === 'waiting';
  return (
    <li>
      <span className={styles.cluster}>{title}</span>{' '}
      <span className={styles.words}>{message}</span>
      {isHeldUp && since && (
        <span className={styles.age}>
          {' '}
          So <Age at={since} lasting />.
        </span>
      )}
      {state !== 'ahead' && (
        <span className={styles.age}>
          {' '}
          <Age at={confirmedAt} prefix="Confirmed" />
        </span>
      )}
      {state === 'blocked' && advice && (
        <span className={styles.advice}>{advice}</span>
      )}
    </li>
  );
}
