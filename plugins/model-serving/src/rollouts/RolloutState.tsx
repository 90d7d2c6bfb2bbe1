import {
  isExplained,
  type Rollout,
} from '@modelfleet/backstage-plugin-model-serving-common';
import {
  ClusterNote,
  Explanation,
  Steps,
  VerdictBadge,
  describeCluster,
  describeStep,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { describeQuestion } from './WhyNotServing';
import styles from './RolloutTable.module.css';

/** The verdict with its reason, what to do, and the steps on demand. */
export function RolloutState(props: {
  rollout: Rollout;
  /** Its steps are shown elsewhere on the card. */
  isElsewhere: boolean;
}) {
  const { rollout, isElsewhere } = props;
  const { cluster, judgement, stages = [] } = rollout;
  const { explanation } = describeCluster(cluster.state);
  const hasSteps = isExplained(rollout);
  return (
    <>
      <VerdictBadge verdict={judgement.verdict} />
      {isElsewhere ? (
        <p className={styles.minor}>explained above</p>
      ) : (
        <Explanation
          judgement={{
            ...judgement,
            // The steps have it, each its own.
            evidence: hasSteps ? [] : judgement.evidence,
          }}
        />
      )}
      {hasSteps && !isElsewhere && (
        <details className={styles.steps}>
          <summary>Why? ({describeStep(stages)})</summary>
          <Steps stages={stages} label={describeQuestion(rollout)} />
        </details>
      )}
      <LastKnown rollout={rollout} />
      <Address rollout={rollout} />
      {explanation && !says(judgement.message, explanation) && (
        <ClusterNote cluster={cluster} />
      )}
    </>
  );
}

/** Where requests go, as the cluster says now. */
function Address(props: { rollout: Rollout }) {
  const { cluster, workload } = props.rollout;
  if (!workload?.url || !describeCluster(cluster.state).current) return null;
  return (
    <p className={styles.address}>
      Address: <code>{workload.url}</code>
    </p>
  );
}

/** What the workload was when its cluster was last seen. */
function LastKnown(props: { rollout: Rollout }) {
  const { cluster, workload, judgement } = props.rollout;
  const before = workload?.judgement;
  if (
    !before ||
    describeCluster(cluster.state).current ||
    says(judgement.message, before.message)
  ) {
    return null;
  }
  return (
    <p className={styles.lastKnown}>
      Last known: <VerdictBadge verdict={before.verdict} lastKnown />{' '}
      {before.message}
    </p>
  );
}

/** Whether a sentence is part of what is said already. */
function says(text: string, part: string): boolean {
  return text.includes(part.replace(/\.$/, ''));
}
