import type { ReactElement } from 'react';
import {
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiLoader4Line,
  RiPauseCircleLine,
  RiQuestionLine,
  RiSearchEyeLine,
} from '@remixicon/react';
import type { Verdict } from '@modelfleet/backstage-plugin-model-serving-common';
import { verdictLabels } from './verdicts';
import { Badge, type BadgeProps } from './Badge';

// Colour is never the only difference: each verdict has its own shape and word.
const icons: Readonly<Record<Verdict, ReactElement>> = {
  healthy: <RiCheckboxCircleLine size={16} aria-hidden />,
  progressing: <RiLoader4Line size={16} aria-hidden />,
  degraded: <RiCloseCircleLine size={16} aria-hidden />,
  suspended: <RiPauseCircleLine size={16} aria-hidden />,
  missing: <RiSearchEyeLine size={16} aria-hidden />,
  unknown: <RiQuestionLine size={16} aria-hidden />,
};

const tones: Readonly<Record<Verdict, BadgeProps['tone']>> = {
  healthy: 'good',
  progressing: 'moving',
  degraded: 'bad',
  suspended: 'neutral',
  missing: 'warning',
  unknown: 'neutral',
};

/** @public */
export interface VerdictBadgeProps {
  verdict: Verdict;
  /** How many have it; shown before the word. */
  count?: number;
  /** It was so when the cluster was last seen; drawn without colour. */
  lastKnown?: boolean;
}

/**
 * A verdict as a word, a shape and a colour.
 *
 * @public
 */
export function VerdictBadge(props: VerdictBadgeProps) {
  const { verdict, count, lastKnown = false } = props;
  return (
    <Badge tone={lastKnown ? 'neutral' : tones[verdict]} icon={icons[verdict]}>
      {count === undefined
        ? verdictLabels[verdict]
        : `${count} ${verdictLabels[verdict].toLocaleLowerCase('en-US')}`}
    </Badge>
  );
}
