import type {
  Revision,
  Workload,
} from '@modelfleet/backstage-plugin-model-serving-common';
import styles from './RolloutTable.module.css';

const shareNames = { traffic: 'traffic', replicas: 'replicas' } as const;

/** The versions that run, each with its share when there is more than one. */
export function Versions(props: { workload: Workload | undefined }) {
  const { workload } = props;
  if (!workload) {
    return <span className={styles.minor}>–</span>;
  }
  const { revisions } = workload;
  if (revisions.length === 0) {
    return <span className={styles.minor}>not reported</span>;
  }
  return (
    <ul className={styles.versions}>
      {revisions.map(revision => (
        <li key={revision.name}>
          <code title={revision.artifact ?? revision.image}>
            {revision.name}
          </code>
          {revisions.length > 1 && (
            <span className={styles.minor}>{describeShare(revision)}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

function describeShare(revision: Revision): string {
  const { share, current } = revision;
  const amount =
    share.percent === undefined
      ? `share of ${shareNames[share.kind]} not reported`
      : `${Math.round(share.percent)} % of ${shareNames[share.kind]}`;
  return current ? `newest, ${amount}` : amount;
}
