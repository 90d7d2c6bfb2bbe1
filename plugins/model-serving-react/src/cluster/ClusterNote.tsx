import type { ClusterRef } from '@modelfleet/backstage-plugin-model-serving-common';
import { Age } from '../time';
import { confirmedAt, describeCluster } from './describeCluster';
import styles from './ClusterLabel.module.css';

/** @public */
export interface ClusterNoteProps {
  cluster: ClusterRef;
}

/**
 * What there is to know about a cluster that is not simply live: why, since
 * when, and what to do. Nothing for a live one.
 *
 * @public
 */
export function ClusterNote(props: ClusterNoteProps) {
  const { state } = props.cluster;
  const { current, explanation, advice } = describeCluster(state);
  if (!explanation) {
    return null;
  }
  const lastSeen = confirmedAt(state);
  return (
    <p className={styles.note}>
      {sentence(explanation)}
      {!current && lastSeen && (
        <>
          {' '}
          Last seen <Age at={lastSeen} />.
        </>
      )}
      {advice && ` ${advice}`}
    </p>
  );
}

/** Errors come without a full stop, and more is said after them. */
function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
