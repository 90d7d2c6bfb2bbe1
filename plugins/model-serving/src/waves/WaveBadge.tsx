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
import {
  Badge,
  type BadgeProps,
} from '@modelfleet/backstage-plugin-model-serving-react';

type State = WaveState | WavePlanView['state'];

// Colour is never the only difference: each state has its own shape and word.
const looks: Readonly<
  Record<State, { tone: BadgeProps['tone']; word: string; icon: ReactElement }>
> = {
  healthy: {
    tone: 'good',
    word: 'Healthy',
    icon: <RiCheckboxCircleLine size={16} aria-hidden />,
  },
  done: {
    tone: 'good',
    word: 'Done',
    icon: <RiCheckboxCircleLine size={16} aria-hidden />,
  },
  waiting: {
    tone: 'moving',
    word: 'On its way',
    icon: <RiLoader4Line size={16} aria-hidden />,
  },
  blocked: {
    tone: 'bad',
    word: 'Held up',
    icon: <RiCloseCircleLine size={16} aria-hidden />,
  },
  ahead: {
    tone: 'neutral',
    word: 'Yet to go',
    icon: <RiHourglassLine size={16} aria-hidden />,
  },
};

/** The state of a plan, a wave or a cluster in one. */
export function WaveBadge({ state }: { state: State }) {
  const { tone, word, icon } = looks[state];
  return (
    <Badge tone={tone} icon={icon}>
      {word}
    </Badge>
  );
}
