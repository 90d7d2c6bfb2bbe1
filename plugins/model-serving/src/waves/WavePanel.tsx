import type { WavePlanView } from '@modelfleet/backstage-plugin-model-serving-common';
import {
  Age,
  ErrorPanel,
  lastKnown,
  useEntityWaves,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { NextWave } from './NextWave';
import { WaveActions } from './WaveActions';
import { WaveBadge } from './WaveBadge';
import { WaveList } from './WaveList';
import styles from './waves.module.css';

/**
 * How far a change of a service is that goes in waves: nothing for a service
 * without one.
 */
export function WavePanel(props: { entityRef: string }) {
  const { state, retry } = useEntityWaves(props.entityRef);
  const plan = lastKnown(state)?.data.plan;
  if (state.status === 'failed') {
    return (
      <>
        <ErrorPanel
          title="Whether a change goes in waves could not be read"
          error={state.error}
          onRetry={retry}
          {...(state.last && { dataFrom: state.last.receivedAt })}
        />
        {plan && <Plan plan={plan} />}
      </>
    );
  }
  return plan ? <Plan plan={plan} /> : null;
}

function Plan({ plan }: { plan: WavePlanView }) {
  const isDone = plan.state === 'done';
  return (
    <section className={styles.root} aria-label="Change in waves">
      <h3 className={styles.title}>
        Change in waves
        <WaveBadge state={plan.state} />
      </h3>
      <p className={styles.message}>{headline(plan)}</p>
      {plan.faults.length > 0 && (
        <ul className={styles.faults}>
          {plan.faults.map(fault => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      )}
      <WaveList plan={plan} />
      {plan.next && <NextWave next={plan.next} />}
      {!isDone && <WaveActions plan={plan} />}
      <p className={styles.source}>
        As of <Age at={plan.readAt} />, commit{' '}
        <code title={plan.commit}>{plan.commit.slice(0, 7)}</code> of{' '}
        {plan.branch} in {plan.repository}.
      </p>
    </section>
  );
}

/** The list below has the words of each cluster. */
function headline({ state, gone, waves, message, faults }: WavePlanView) {
  const position = `Wave ${gone} of ${waves.length}`;
  switch (state) {
    case 'waiting':
      return gone < waves.length
        ? `${position} is on its way. Wave ${
            gone + 1
          } may go when it is healthy.`
        : `${position}, the last one, is on its way.`;
    case 'blocked':
      return faults.length > 0 && message.includes('cannot go')
        ? `${position} is healthy, and wave ${gone + 1} cannot go.`
        : `${position} is held up.`;
    default:
      return message;
  }
}
