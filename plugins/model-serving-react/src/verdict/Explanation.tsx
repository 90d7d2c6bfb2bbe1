import type { Judgement } from '@modelfleet/backstage-plugin-model-serving-common';
import { Age } from '../time';
import { EvidenceList } from './EvidenceList';
import styles from './Explanation.module.css';

/** @public */
export interface ExplanationProps {
  judgement: Judgement;
}

/**
 * What a judgement says, what to do about it, and, on demand, what it was
 * read from.
 *
 * @public
 */
export function Explanation(props: ExplanationProps) {
  const { message, advice, evidence, since } = props.judgement;
  return (
    <div className={styles.root}>
      <p className={styles.message}>
        {message}
        {since && (
          <span className={styles.since}>
            {' '}
            (<Age at={since} lasting />)
          </span>
        )}
      </p>
      {advice && (
        <p className={styles.advice}>
          <strong>What to do:</strong> {advice}
        </p>
      )}
      <EvidenceList evidence={evidence} />
    </div>
  );
}
