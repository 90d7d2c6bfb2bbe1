import type {
  FiguresView,
  TimeGrid,
} from '@modelfleet/backstage-plugin-model-serving-common';

/** Seconds between values, and how many of them. */
const RANGES: Readonly<
  Record<
    FiguresView['range'],
    { readonly step: number; readonly count: number }
  >
> = {
  '1h': { step: 60, count: 61 },
  '24h': { step: 900, count: 97 },
  '7d': { step: 7_200, count: 85 },
};

/** Steps that begin at the same moments for all, so that answers are shared. */
export function gridOf(range: FiguresView['range'], now: Date): TimeGrid {
  const { step, count } = RANGES[range];
  const last = Math.floor(now.getTime() / 1000 / step) * step;
  return { from: last - (count - 1) * step, step, count };
}
