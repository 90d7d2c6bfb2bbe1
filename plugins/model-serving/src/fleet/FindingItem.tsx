import type { Finding } from '@modelfleet/backstage-plugin-model-serving-common';
import { CopyableCode } from './CopyableCode';
import { Moment } from './Moment';
import styles from './Fleet.module.css';

/** One thing that is wrong: what, what it costs, what to do. */
export function FindingItem(props: { finding: Finding }) {
  const { message, severity, costs, advice, rbac, retryAt } = props.finding;
  return (
    <li className={styles.finding} data-severity={severity}>
      <p className={styles.message}>{message}</p>
      {costs && <p className={styles.line}>{costs}</p>}
      {advice && <p className={styles.line}>{advice}</p>}
      {rbac && <CopyableCode text={rbac} label={`Rule: ${message}`} />}
      {retryAt && (
        <p className={styles.minor}>
          Tried again by itself <Moment at={retryAt} />.
        </p>
      )}
    </li>
  );
}
