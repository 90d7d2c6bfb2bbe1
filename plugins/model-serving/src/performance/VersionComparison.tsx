import type { FigureRow } from '@modelfleet/backstage-plugin-model-serving-common';
import { compareVersions } from './compareVersions';
import styles from './FigureTable.module.css';

const MARKS = { better: '▲', worse: '▼', same: '=' } as const;
const WORDS = { better: 'better', worse: 'worse', same: 'no change' } as const;

/** During a rollout: whether the new version does better than the old. */
export function VersionComparison(props: {
  before: FigureRow;
  after: FigureRow;
}) {
  const { before, after } = props;
  const differences = compareVersions(before, after);
  const names = (
    <span>
      <code>{after.revision?.name ?? 'the new version'}</code> against{' '}
      <code>{before.revision?.name ?? 'the old one'}</code>:
    </span>
  );
  if (differences.length === 0) {
    return (
      <p className={styles.comparison}>
        {names} nothing can be compared yet, one of them has no figures.
      </p>
    );
  }
  return (
    <div className={styles.comparison}>
      {names}
      <ul>
        {differences.map(({ name, verdict, text }) => (
          <li key={name} data-verdict={verdict}>
            <span aria-hidden>{MARKS[verdict]}</span>{' '}
            <span className={styles.hidden}>{WORDS[verdict]}:</span> {text}
          </li>
        ))}
      </ul>
    </div>
  );
}
