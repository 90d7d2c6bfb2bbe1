import type { Workload } from '@modelfleet/backstage-plugin-model-serving-common';
import styles from './RolloutTable.module.css';

/** Replicas ready of wanted; what the cluster does not say is not a 0. */
export function Replicas(props: { workload: Workload | undefined }) {
  const { workload } = props;
  if (!workload) {
    return <span className={styles.minor}>–</span>;
  }
  const { desired, ready, updated } = workload.replicas;
  const behind = updated !== undefined && updated < desired;
  return (
    <span className={styles.figures}>
      <span>
        <strong>{ready ?? '?'}</strong> of {desired}
      </span>
      {ready === undefined && (
        <span className={styles.minor}>ready not reported</span>
      )}
      {behind && (
        <span className={styles.minor}>{`${updated} on the new version`}</span>
      )}
    </span>
  );
}
