import type { Rollout } from '@modelfleet/backstage-plugin-model-serving-common';
import { Steps } from '@modelfleet/backstage-plugin-model-serving-react';
import styles from './RolloutSummary.module.css';

/** Why a row is as it is, step by step. */
export function WhyNotServing(props: { rollout: Rollout }) {
  const { rollout } = props;
  const title = describeQuestion(rollout);
  return (
    <section className={styles.why} aria-label={title}>
      <h3 className={styles.question}>{title}</h3>
      <Steps stages={rollout.stages ?? []} label={title} />
    </section>
  );
}

/** What a person asks about a row in this state. */
export function describeQuestion(rollout: Rollout): string {
  const { cluster, judgement, service, workload } = rollout;
  const what = service?.title ?? workload?.ref.name ?? 'it';
  const { ready = 0 } = workload?.replicas ?? {};
  switch (judgement.verdict) {
    case 'unknown':
      return `What is known of ${what} in ${cluster.title}?`;
    case 'suspended':
      return `Why does ${what} not run in ${cluster.title}?`;
    default:
      return ready > 0
        ? `Why is not all of ${what} serving in ${cluster.title}?`
        : `Why is ${what} not serving in ${cluster.title}?`;
  }
}
