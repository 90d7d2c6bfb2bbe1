import type { RolloutsView } from '@modelfleet/backstage-plugin-model-serving-common';
import {
  VerdictBadge,
  countVerdicts,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { UnseenClusters } from './UnseenClusters';
import styles from './RolloutSummary.module.css';

/** The whole in one sentence, and how many rows have which verdict. */
export function RolloutSummary(props: { view: RolloutsView }) {
  const { overall, items, clusters } = props.view;
  const counts = countVerdicts(items.map(({ judgement }) => judgement.verdict));
  return (
    <div className={styles.root}>
      {overall && (
        <p className={styles.overall}>
          <VerdictBadge verdict={overall.verdict} />
          <span>{overall.message}</span>
        </p>
      )}
      {counts.length > 1 && (
        <ul className={styles.counts} aria-label="Rows by verdict">
          {counts.map(({ verdict, count }) => (
            <li key={verdict}>
              <VerdictBadge verdict={verdict} count={count} />
            </li>
          ))}
        </ul>
      )}
      <UnseenClusters clusters={clusters} shown={items} />
    </div>
  );
}
