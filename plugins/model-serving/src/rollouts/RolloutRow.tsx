import type { Rollout } from '@modelfleet/backstage-plugin-model-serving-common';
import {
  Age,
  ClusterLabel,
  CommitRef,
  EntityLink,
  confirmedAt,
  describeCluster,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { Replicas } from './Replicas';
import { RolloutState } from './RolloutState';
import { Versions } from './Versions';
import styles from './RolloutTable.module.css';

/** One service, or one workload that no Component claims, in one cluster. */
export function RolloutRow(props: {
  rollout: Rollout;
  showService: boolean;
  /** Its steps are shown elsewhere on the card. */
  isElsewhere: boolean;
}) {
  const { rollout, showService, isElsewhere } = props;
  const { cluster, service, workload, delivery, wanted } = rollout;
  const { current } = describeCluster(cluster.state);
  return (
    <tr data-current={current}>
      <th scope="row" className={styles.where}>
        {showService && service && (
          <EntityLink entityRef={service.entityRef} title={service.title} />
        )}
        <ClusterLabel cluster={cluster} />
        {!service && workload && (
          <span className={styles.minor}>
            {workload.ref.kind} {workload.ref.name}, in no catalog entity
          </span>
        )}
        {service && !wanted && (
          <span className={styles.minor}>not asked for in this cluster</span>
        )}
      </th>
      <td className={styles.state}>
        <RolloutState rollout={rollout} isElsewhere={isElsewhere} />
      </td>
      <td data-label="Ready">
        <Replicas workload={workload} />
      </td>
      <td data-label="Version">
        <Versions workload={workload} />
      </td>
      <td data-label="Delivery" className={styles.delivery}>
        <CommitRef delivery={delivery} />
        {delivery?.status === 'failed' && delivery.message && (
          <span className={styles.minor}>{delivery.message}</span>
        )}
      </td>
      <td data-label="Confirmed" className={styles.age}>
        <Age at={rollout.confirmedAt ?? confirmedAt(cluster.state)} />
      </td>
    </tr>
  );
}
