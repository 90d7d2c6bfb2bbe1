import type { GpuTotals } from '@modelfleet/backstage-plugin-model-serving-common';
import styles from './placement.module.css';

/** What a cluster has of each product, and what of it is free now. */
export function FreeGpus(props: { gpus: readonly GpuTotals[] | undefined }) {
  const { gpus } = props;
  if (!gpus) {
    return (
      <p className={styles.minor}>
        What this cluster has and what is free is not known.
      </p>
    );
  }
  if (gpus.length === 0) {
    return <p className={styles.minor}>This cluster has no GPUs.</p>;
  }
  return (
    <ul className={styles.gpus}>
      {gpus.map(totals => (
        <li key={`${totals.resourceName} ${totals.product}`}>
          <strong>{totals.free}</strong> of {totals.capacity} {totals.product}{' '}
          free
          {totals.free > 0 &&
            `, at most ${totals.largestFreeBlock} on one machine`}
          {totals.pending > 0 && `; others wait for ${totals.pending}`}
        </li>
      ))}
    </ul>
  );
}
