import type { ReactElement } from 'react';
import {
  RiCheckLine,
  RiCloseLine,
  RiMore2Line,
  RiQuestionMark,
  RiSubtractLine,
} from '@remixicon/react';
import type {
  Stage,
  StageName,
  StageState,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { Age } from '../time';
import { EvidenceItems, EvidenceList } from './EvidenceList';
import styles from './Steps.module.css';

const titles: Readonly<Record<StageName, string>> = {
  delivery: 'Delivery from Git',
  admission: 'Permission to start',
  scheduling: 'A machine with what it needs',
  image: 'The program',
  download: 'Download of the model',
  load: 'Loading of the model',
  readiness: 'Ready for requests',
  route: 'Requests reach it',
};

const words: Readonly<Record<StageState, string>> = {
  done: 'done',
  doing: 'under way',
  blocked: 'stopped here',
  waiting: 'not reached yet',
  unknown: 'not known',
};

// Each state has its own shape and word; colour only repeats them.
const marks: Readonly<Record<StageState, ReactElement>> = {
  done: <RiCheckLine size={14} aria-hidden />,
  doing: <RiMore2Line size={14} aria-hidden />,
  blocked: <RiCloseLine size={14} aria-hidden />,
  waiting: <RiSubtractLine size={14} aria-hidden />,
  unknown: <RiQuestionMark size={14} aria-hidden />,
};

/** @public */
export interface StepsProps {
  /** In their order, from Git to an answered request. */
  stages: readonly Stage[];
  /** What the list explains, for those who hear it. */
  label: string;
}

/**
 * How far something came on its way from Git to an answered request: each step
 * with its state, what is known of it, and what to do where it does not go on.
 *
 * @public
 */
export function Steps(props: StepsProps) {
  const { stages, label } = props;
  return (
    <ol className={styles.root} aria-label={label}>
      {stages.map(stage => (
        <Step key={stage.stage} stage={stage} />
      ))}
    </ol>
  );
}

function Step(props: { stage: Stage }) {
  const { state } = props.stage;
  return (
    <li className={styles.step} data-state={state}>
      <span className={styles.mark}>{marks[state]}</span>
      <div className={styles.body}>
        {state === 'done' ? (
          <DoneStep stage={props.stage} />
        ) : (
          <OpenStep stage={props.stage} />
        )}
      </div>
    </li>
  );
}

/** One line, which opens what it was read from. */
function DoneStep(props: { stage: Stage }) {
  const { stage, message, since, evidence } = props.stage;
  const line = (
    <>
      <strong className={styles.title}>{titles[stage]}</strong>{' '}
      <span className={styles.state}>
        {words.done}. {message}
        {since && (
          <>
            {' '}
            (<Age at={since} />)
          </>
        )}
      </span>
    </>
  );
  return evidence.length === 0 ? (
    <p className={styles.head}>{line}</p>
  ) : (
    <details className={styles.done}>
      <summary>{line}</summary>
      <EvidenceItems evidence={evidence} />
    </details>
  );
}

function OpenStep(props: { stage: Stage }) {
  const { stage, state, message, evidence, since, advice } = props.stage;
  return (
    <>
      <p className={styles.head}>
        <strong className={styles.title}>{titles[stage]}</strong>{' '}
        <span className={styles.state}>{words[state]}</span>
      </p>
      {state !== 'waiting' && (
        <p className={styles.message}>
          {message}
          {since && (
            <span className={styles.since}>
              {' '}
              (<Age at={since} lasting />)
            </span>
          )}
        </p>
      )}
      {advice && (
        <p className={styles.message}>
          <strong>What to do:</strong> {advice}
        </p>
      )}
      <EvidenceList evidence={evidence} />
    </>
  );
}

/**
 * Where the steps stop, in words for a link that opens them.
 *
 * @public
 */
export function describeStep(stages: readonly Stage[]): string {
  const index = stages.findIndex(({ state }) => state === 'blocked');
  const at =
    index >= 0 ? index : stages.findIndex(({ state }) => state === 'doing');
  const found = stages[at];
  if (!found) {
    return `${stages.length} steps`;
  }
  return `step ${at + 1} of ${stages.length}: ${titles[found.stage]}, ${
    words[found.state]
  }`;
}
