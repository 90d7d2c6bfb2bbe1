import type { ReactElement } from 'react';
import {
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiErrorWarningLine,
} from '@remixicon/react';
import type { Health } from '@modelfleet/backstage-plugin-model-serving-common';
import {
  Badge,
  type BadgeProps,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { wordsOf } from './healthWords';

// Colour is never the only difference: each has its own shape and words.
const icons: Readonly<Record<Health, ReactElement>> = {
  green: <RiCheckboxCircleLine size={16} aria-hidden />,
  yellow: <RiErrorWarningLine size={16} aria-hidden />,
  red: <RiCloseCircleLine size={16} aria-hidden />,
};

const tones: Readonly<Record<Health, BadgeProps['tone']>> = {
  green: 'good',
  yellow: 'warning',
  red: 'bad',
};

/** How well a cluster can be observed, as words, a shape and a colour. */
export function HealthBadge(props: { health: Health; count?: number }) {
  const { health, count } = props;
  const words = wordsOf(health);
  return (
    <Badge tone={tones[health]} icon={icons[health]}>
      {count === undefined
        ? words
        : `${count} ${words.toLocaleLowerCase('en-US')}`}
    </Badge>
  );
}
