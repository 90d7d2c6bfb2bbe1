import type {
  Evidence,
  Judgement,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { Age } from '../time';
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
            (<Age at={since} prefix="since" />)
          </span>
        )}
      </p>
      {advice && (
        <p className={styles.advice}>
          <strong>What to do:</strong> {advice}
        </p>
      )}
      {evidence.length > 0 && (
        <details className={styles.details}>
          <summary>
            {evidence.length === 1
              ? 'Evidence'
              : `Evidence (${evidence.length})`}
          </summary>
          <ul className={styles.evidence}>
            {evidence.map((item, index) => (
              <li key={index}>
                <span className={styles.source}>{describeSource(item)}</span>
                <code className={styles.text}>{item.text}</code>
                {item.at && (
                  <span className={styles.source}>
                    <Age at={item.at} />
                  </span>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function describeSource(evidence: Evidence): string {
  const { object, path } = evidence;
  const name = object.namespace
    ? `${object.namespace}/${object.name}`
    : object.name;
  return `${describePart(evidence.source, path)} of ${object.kind} ${name} in ${
    object.cluster
  }`;
}

function describePart(source: Evidence['source'], path = ''): string {
  switch (source) {
    case 'log':
      return `End of the log (container ${path})`;
    case 'event':
      return `Event ${path}`;
    case 'condition':
      return `Condition ${path}`;
    default:
      return `Field ${path}`;
  }
}
