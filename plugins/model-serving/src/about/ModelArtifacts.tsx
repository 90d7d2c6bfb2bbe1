import type {
  ModelArchitecture,
  ModelArtifact,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { describeArtifact } from '@modelfleet/backstage-plugin-model-serving-react';
import styles from './AboutModelCard.module.css';

/** The variants that can be deployed; the first is the default. */
export function ModelArtifacts(props: {
  artifacts: readonly ModelArtifact[];
  architecture: ModelArchitecture | undefined;
}) {
  const { artifacts, architecture } = props;
  return (
    <section>
      <h4 className={styles.title}>
        {artifacts.length === 1 ? 'Variant' : 'Variants'}
      </h4>
      <ul className={styles.list}>
        {artifacts.map((artifact, index) => (
          <li key={artifact.name}>
            <strong>{artifact.name}</strong>
            {index === 0 && artifacts.length > 1 && (
              <span className={styles.minor}> default</span>
            )}
            <div>{describeArtifact(artifact, architecture)}</div>
            {artifact.gated && (
              <div className={styles.minor}>
                its hub asks to accept the licence first
              </div>
            )}
            <code className={styles.uri}>{artifact.uri}</code>
            {artifact.revision && (
              <div className={styles.minor} title={artifact.revision}>
                revision {artifact.revision.slice(0, 12)}
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
