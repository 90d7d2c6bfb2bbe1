import type { ChangePreview } from '@modelfleet/backstage-plugin-model-serving-common';
import styles from './PlannedWaves.module.css';

/** Which clusters change by this commit, which later, and which not at all. */
export function PlannedWaves({ preview }: { preview: ChangePreview }) {
  const { changedClusters, waves = [], plan } = preview;
  const later = waves.filter(({ isGone }) => !isGone);
  const planned = waves.flatMap(({ clusters }) => clusters);
  const unchanged = plan.clusters
    .map(({ name }) => name)
    .filter(name => !changedClusters.includes(name) && !planned.includes(name));
  if (changedClusters.length === 0 && later.length === 0) {
    return null;
  }
  return (
    <section className={styles.root} aria-label="Which clusters change">
      <strong>Which clusters change</strong>
      <ul>
        <li>
          By this commit: {changedClusters.join(', ') || 'none'}
          {waves.length > 0 && `, wave 1 of ${waves.length}`}
        </li>
        {later.map(({ number, clusters }) => (
          <li key={number}>
            With wave {number}, when you let it go: {clusters.join(', ')}
          </li>
        ))}
        {unchanged.length > 0 && <li>Not at all: {unchanged.join(', ')}</li>}
      </ul>
    </section>
  );
}
