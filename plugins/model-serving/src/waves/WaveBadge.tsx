import type { ReactElement } from 'react';
import {
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiHourglassLine,
  RiLoader4Line,
} from '@remixicon/react';
import type {
  WavePlanView,
  WaveState,
} from '@modelfleet/backstage-plugin-model-serving-common';
import styles from './waves.module.css';

type State = WaveState | WavePlanView['state'];

// Colour is never the only difference: each state has its own shape and word.
const looks: Readonly<Record<State, { word: string; icon: ReactElement }>> = {
  healthy: {
    word: 'Healthy',
    icon: <RiCheckboxCircleLine size={16} aria-hidden />,
  },
  done: { word: 'Done', icon: <RiCheckboxCircleLine size={16} aria-hidden /> },
  waiting: {
    word: 'On its way',
    icon: <RiLoader4Line size={16} aria-hidden />,
  },
  blocked: {
    word: 'Held up',
    icon: <RiCloseCircleLine size={16} aria-hidden />,
  },
  ahead: {
    word: 'Yet to go',
    icon: <RiHourglassLine size={16} aria-hidden />,
  },
};

/** The state of a plan, a wave or a cluster in one. */
export function WaveBadge({ state }: { state: State }) {
  const { word, icon } = looks[state];
  return (
    <span className={styles.badge} data-state={state}>
      {icon}
      {word}
    </span>
  );
}
