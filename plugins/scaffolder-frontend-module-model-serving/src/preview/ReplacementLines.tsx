import type { ClusterReplacement } from '@modelfleet/backstage-plugin-model-serving-common';
import {
  lastKnown,
  useClusters,
} from '@modelfleet/backstage-plugin-model-serving-react';
import styles from './preview.module.css';

/** What the next version of the service does to those who use it. */
export function ReplacementLines(props: {
  replacements: readonly ClusterReplacement[];
}) {
  const { state } = useClusters();
  const clusters = lastKnown(state)?.data.items ?? [];
  return props.replacements.length === 0 ? null : (
    <section aria-label="When a new version replaces the old">
      <strong>When a new version replaces the old</strong>
      <ul className={styles.problems}>
        {props.replacements.map(({ cluster, waits, message }) => (
          <li key={cluster} data-waits={waits}>
            {clusters.find(({ name }) => name === cluster)?.title ?? cluster}:{' '}
            {message}
          </li>
        ))}
      </ul>
    </section>
  );
}
