import type {
  Revision,
  Workload,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { ShareMark } from './ShareMark';
import styles from './RolloutTable.module.css';

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
            <>
              {revision.current && <span className={styles.minor}>newest</span>}
              <ShareMark revision={revision} />
              <span className={styles.minor}>{describeShare(revision)}</span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/**
 * A share of requests is what a router was told and does; one of replicas says
 * how many run, and nothing of how many requests they get.
 */
function describeShare({ share, ready }: Revision): string {
  const percent =
    share.percent === undefined ? undefined : Math.round(share.percent);
  if (share.kind === 'traffic') {
    return percent === undefined
      ? 'share of requests not reported'
      : `the router sends it ${percent} % of requests`;
  }
  const running = ready === undefined ? '' : `${ready} ready, `;
  return percent === undefined
    ? `${running}share of replicas not reported`
    : `${running}${percent} % of the replicas; requests not measured`;
}
