import type { Evidence } from '@modelfleet/backstage-plugin-model-serving-common';
import { Age } from '../time';
import styles from './Explanation.module.css';

/** What something was read from, on demand; nothing where there is none. */
export function EvidenceList(props: { evidence: readonly Evidence[] }) {
  const { evidence } = props;
  if (evidence.length === 0) {
    return null;
  }
  return (
    <details className={styles.details}>
      <summary>
        {evidence.length === 1 ? 'Evidence' : `Evidence (${evidence.length})`}
      </summary>
      <EvidenceItems evidence={evidence} />
    </details>
  );
}

/** Each piece of evidence with the object that it is of. */
export function EvidenceItems(props: { evidence: readonly Evidence[] }) {
  return (
    <ul className={styles.evidence}>
      {props.evidence.map((item, index) => (
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
