import type {
  FigureName,
  FigureRow,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { numberOf } from './groupFigures';

/** One figure of a new version against that of the one before. */
export interface Difference {
  readonly name: FigureName;
  readonly before: number;
  readonly after: number;
  readonly verdict: 'better' | 'worse' | 'same';
  /** For a person: `12 % faster`. */
  readonly text: string;
}

/** Smaller differences are chance: latencies of a few minutes vary as much. */
const NOTICEABLE = 0.05;
/** In points of share, for what is a share already. */
const NOTICEABLE_SHARE = 0.005;

/**
 * Of all these less is better. Costs are not among them: while replicas come
 * and go they say how many there are, not what a version is worth.
 */
interface Compared {
  readonly name: FigureName;
  readonly what: string;
  readonly less: string;
  readonly more: string;
}

const COMPARED: readonly Compared[] = [
  {
    name: 'ttftP95',
    what: 'first token',
    less: 'sooner',
    more: 'later',
  },
  {
    name: 'interTokenLatencyP95',
    what: 'tokens after it',
    less: 'faster',
    more: 'slower',
  },
  {
    name: 'errorRate',
    what: 'failures',
    less: 'fewer',
    more: 'more',
  },
];

/**
 * What a new version does otherwise than the one before, figure by figure.
 * Only what both have numbers for.
 */
export function compareVersions(
  before: FigureRow,
  after: FigureRow,
): Difference[] {
  return COMPARED.flatMap((compared): Difference[] => {
    const { name } = compared;
    const [old, young] = [numberOf(before, name), numberOf(after, name)];
    return old === undefined || young === undefined
      ? []
      : [differenceOf(compared, old, young)];
  });
}

function differenceOf(
  { name, what, less, more }: Compared,
  before: number,
  after: number,
): Difference {
  const isShare = name === 'errorRate';
  const change = isShare ? after - before : relative(before, after);
  const base = { name, before, after };
  if (Math.abs(change) < (isShare ? NOTICEABLE_SHARE : NOTICEABLE)) {
    return { ...base, verdict: 'same', text: `${what} as before` };
  }
  const percent = Math.abs(change) * 100;
  const amount = isShare
    ? `${percent.toFixed(1)} % of requests`
    : `${Math.round(percent)} %`;
  return {
    ...base,
    verdict: change < 0 ? 'better' : 'worse',
    text: `${what} ${amount} ${change < 0 ? less : more}`,
  };
}

function relative(before: number, after: number): number {
  return before === 0 ? 0 : (after - before) / before;
}
