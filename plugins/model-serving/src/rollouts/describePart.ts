import type { RolloutsView } from '@modelfleet/backstage-plugin-model-serving-common';
import { countOf } from './counts';
import type { Grouping } from './groupRollouts';
import type { RolloutLook } from './useRollouts';

/** Which rows of a list that is not all here are shown. */
export function describePart(of: {
  view: RolloutsView;
  look: RolloutLook;
  /** How many rows the table has. */
  shown: number;
  grouping: Grouping;
}): string {
  const { view, look, shown, grouping } = of;
  const { total, found } = view;
  if (look.isPending) {
    return `Asking for these among ${countOf(
      total,
      'row',
    )}; what is below was asked for before.`;
  }
  const isFiltered = Boolean(look.only || look.query.trim());
  const all = isFiltered
    ? `${countOf(found, 'row')} found among ${countOf(total)}`
    : countOf(total, 'row');
  if (shown >= found) {
    return isFiltered ? `${all}.` : `All ${all}.`;
  }
  const groups = grouping === 'none' ? '' : ' The groups are of these.';
  return `The first ${countOf(shown)} of ${all}, worst first.${groups}`;
}
