import type {
  ClusterRef,
  Rollout,
} from '@modelfleet/backstage-plugin-model-serving-common';
import {
  ClusterLabel,
  ClusterNote,
  describeCluster,
} from '@modelfleet/backstage-plugin-model-serving-react';
import styles from './RolloutSummary.module.css';

/**
 * The clusters without a row that could not be looked at: the model may run
 * there without our knowing it.
 */
export function UnseenClusters(props: {
  clusters: readonly ClusterRef[];
  shown: readonly Rollout[];
}) {
  const shown = new Set(props.shown.map(({ cluster }) => cluster.name));
  const unseen = props.clusters.filter(
    ({ name, state }) => !shown.has(name) && !describeCluster(state).current,
  );
  if (unseen.length === 0) {
    return null;
  }
  return (
    <div className={styles.unseen}>
      Could not look into:
      <ul>
        {unseen.map(cluster => (
          <li key={cluster.name}>
            <ClusterLabel cluster={cluster} />
            <ClusterNote cluster={cluster} />
          </li>
        ))}
      </ul>
    </div>
  );
}
