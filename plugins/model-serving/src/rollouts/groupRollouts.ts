import type { Rollout } from '@modelfleet/backstage-plugin-model-serving-common';
import { verdictLabels } from '@modelfleet/backstage-plugin-model-serving-react';

/** What rows can be put together by. */
export type Grouping = 'none' | 'verdict' | 'cluster' | 'service';

/** Rows that have something in common. */
export interface RolloutGroup {
  readonly name: string;
  readonly items: readonly Rollout[];
}

const names: Readonly<
  Record<Exclude<Grouping, 'none'>, (rollout: Rollout) => string>
> = {
  verdict: ({ judgement }) => verdictLabels[judgement.verdict],
  cluster: ({ cluster }) => cluster.title,
  service: ({ service }) => service?.title ?? 'In no catalog entity',
};

/** The group with the worst row first, as rows come worst first. */
export function groupRollouts(
  items: readonly Rollout[],
  by: Exclude<Grouping, 'none'>,
): readonly RolloutGroup[] {
  const groups = new Map<string, Rollout[]>();
  for (const item of items) {
    const name = names[by](item);
    const group = groups.get(name);
    if (group) {
      group.push(item);
    } else {
      groups.set(name, [item]);
    }
  }
  return [...groups].map(([name, grouped]) => ({ name, items: grouped }));
}

/** Those that would not make one group of all, or one of each. */
export function usefulGroupings(
  items: readonly Rollout[],
): readonly Grouping[] {
  const useful = (['verdict', 'cluster', 'service'] as const).filter(by => {
    const { length } = groupRollouts(items, by);
    return length > 1 && length < items.length;
  });
  return ['none', ...useful];
}
