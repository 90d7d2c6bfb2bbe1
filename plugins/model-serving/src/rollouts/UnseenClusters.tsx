import { useState } from 'react';
import type { SearchedClusters } from '@modelfleet/backstage-plugin-model-serving-common';
import {
  ClusterLabel,
  ClusterNote,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { Button } from '@backstage/ui';
import { countOf } from './counts';
import styles from './RolloutSummary.module.css';

/** More than these push everything else off the card. */
const FIRST_CLUSTERS = 8;

/**
 * The clusters without a row that could not be looked at: the model may run
 * there without our knowing it.
 */
export function UnseenClusters(props: { clusters: SearchedClusters }) {
  const { unseen, unseenTotal } = props.clusters;
  const [all, setAll] = useState(false);
  if (unseenTotal === 0) {
    return null;
  }
  const shown = all ? unseen : unseen.slice(0, FIRST_CLUSTERS);
  const hidden = unseen.length - shown.length;
  const unnamed = unseenTotal - unseen.length;
  return (
    <div className={styles.unseen}>
      {unseenTotal > FIRST_CLUSTERS
        ? `Could not look into ${countOf(unseenTotal, 'cluster')}:`
        : 'Could not look into:'}
      <ul>
        {shown.map(cluster => (
          <li key={cluster.name}>
            <ClusterLabel cluster={cluster} />
            <ClusterNote cluster={cluster} />
          </li>
        ))}
        {all && unnamed > 0 && <li>{`and ${countOf(unnamed)} more`}</li>}
      </ul>
      {hidden > 0 && (
        <Button size="small" variant="secondary" onPress={() => setAll(true)}>
          {`Show ${countOf(hidden)} more`}
        </Button>
      )}
    </div>
  );
}
