import type {
  Rollout,
  RolloutsView,
  Verdict,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { VerdictBadge } from '@modelfleet/backstage-plugin-model-serving-react';
import { WhyNotServing } from './WhyNotServing';
import styles from './RolloutSummary.module.css';

/** The whole in one sentence, why the worst row is as it is, and how many are how. */
export function RolloutSummary(props: {
  view: RolloutsView;
  /** The row whose steps are shown here; absent when none is worth it. */
  explained: Rollout | undefined;
  /** The only verdict that is shown; absent for all. */
  only: Verdict | undefined;
  onOnly(verdict: Verdict | undefined): void;
}) {
  const { view, explained, only, onOnly } = props;
  const { overall, summary, verdicts } = view;
  return (
    <div className={styles.root}>
      {overall && (
        <p className={styles.overall}>
          <VerdictBadge verdict={overall.verdict} />
          <span>
            {/* The rows below have the words of each. */}
            {summary ?? overall.message}
          </span>
        </p>
      )}
      {explained && <WhyNotServing rollout={explained} />}
      {verdicts.length > 1 && (
        <ul className={styles.counts} aria-label="Rows by verdict">
          {verdicts.map(({ verdict, count }) => (
            <li key={verdict}>
              <button
                type="button"
                className={styles.filter}
                aria-pressed={only === verdict}
                title={
                  only === verdict ? 'Show all rows' : 'Show only these rows'
                }
                onClick={() => onOnly(only === verdict ? undefined : verdict)}
              >
                <VerdictBadge verdict={verdict} count={count} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
