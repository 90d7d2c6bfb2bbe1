import type { Delivery } from '@modelfleet/backstage-plugin-model-serving-common';
import { confirmedAt, describeCluster } from '../cluster';
import { Age } from '../time';
import styles from './CommitRef.module.css';

const statusTexts: Readonly<Record<Delivery['status'], string>> = {
  synced: 'applied',
  syncing: 'being applied',
  outOfSync: 'not applied yet',
  failed: 'could not be applied',
  suspended: 'delivery is paused',
  unknown: 'cannot be compared now',
};

const toolNames: Readonly<Record<Delivery['tool'], string>> = {
  argocd: 'Argo CD',
  flux: 'Flux',
};

/** @public */
export interface CommitRefProps {
  /** Absent when no delivery tool is known to bring this workload. */
  delivery: Delivery | undefined;
}

/**
 * The commit that Git wants against the commit that the cluster got.
 *
 * @public
 */
export function CommitRef(props: CommitRefProps) {
  const { delivery } = props;
  if (!delivery) {
    return (
      <span
        className={styles.absent}
        title="No Argo CD application or Flux object that delivers this was seen"
      >
        no delivery seen
      </span>
    );
  }
  const { wantedRevision, appliedRevision, status, tool, ref } = delivery;
  const differs =
    wantedRevision !== undefined && wantedRevision !== appliedRevision;
  // Others commit to the same repository: a commit that changes nothing of
  // this workload is wanted and never applied, and nothing is behind.
  const behind = differs && status !== 'synced';
  const unchanged = differs && status === 'synced';
  return (
    <span className={styles.root}>
      <span className={styles.commits}>
        {behind ? (
          <>
            <Commit sha={wantedRevision} /> wanted,{' '}
            {appliedRevision ? <Commit sha={appliedRevision} /> : 'nothing'}{' '}
            applied
          </>
        ) : (
          <Commit sha={unchanged ? wantedRevision : appliedRevision} />
        )}
      </span>
      <span
        className={styles.status}
        data-status={status}
        title={`${toolNames[tool]} ${ref.kind} ${ref.name}`}
      >
        {unchanged && appliedRevision && (
          <>
            nothing new since <Commit sha={appliedRevision} />,{' '}
          </>
        )}
        {statusTexts[status]}
        {status === 'synced' && delivery.appliedAt && (
          <>
            {' '}
            <Age at={delivery.appliedAt} />
          </>
        )}
      </span>
      {!describeCluster(delivery.cluster.state).current && (
        <span className={styles.absent}>
          {delivery.cluster.title} is away: as it was{' '}
          <Age at={confirmedAt(delivery.cluster.state)} />
        </span>
      )}
    </span>
  );
}

function Commit(props: { sha: string | undefined }) {
  const { sha } = props;
  return sha === undefined ? (
    <span className={styles.absent}>commit unknown</span>
  ) : (
    <code className={styles.sha} title={sha}>
      {shorten(sha)}
    </code>
  );
}

/** Flux writes `main@sha1:…`; chart versions and tags stay as they are. */
function shorten(revision: string): string {
  const hash = /(?:^|:)([0-9a-f]{40,64})$/.exec(revision)?.[1];
  return hash ? hash.slice(0, 7) : revision;
}
