import type { ClusterRef } from '@modelfleet/backstage-plugin-model-serving-common';
import { describeCluster } from './describeCluster';
import styles from './ClusterLabel.module.css';

/** @public */
export interface ClusterLabelProps {
  cluster: ClusterRef;
}

/**
 * A cluster's name, whether it is a simulation, and its state unless it is
 * simply live.
 *
 * @public
 */
export function ClusterLabel(props: ClusterLabelProps) {
  const { name, title, simulated, state } = props.cluster;
  const { label, explanation } = describeCluster(state);
  const plain = state.status === 'live' && !explanation;
  return (
    <span className={styles.root}>
      <span className={styles.name} title={title === name ? undefined : name}>
        {title}
      </span>
      {simulated && (
        <span
          className={styles.tag}
          title="This cluster says of itself that it is a simulation"
        >
          simulated
        </span>
      )}
      {!plain && (
        <span
          className={styles.state}
          data-status={state.status}
          title={explanation}
        >
          {label}
        </span>
      )}
    </span>
  );
}
