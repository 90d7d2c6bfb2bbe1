import {
  isExplained,
  type RolloutsView,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { RolloutSummary } from './RolloutSummary';
import { RolloutTable } from './RolloutTable';
import { UnseenClusters } from './UnseenClusters';
import type { RolloutLook } from './useRollouts';

/** The explanation first, the rows after it. */
export function RolloutList(props: {
  view: RolloutsView;
  look: RolloutLook;
  showService: boolean;
}) {
  const { view, look, showService } = props;
  // Of the worst that anything can be said of.
  const explained = view.explained ?? view.items.find(isExplained);
  return (
    <>
      <RolloutSummary
        view={view}
        explained={explained}
        only={look.only}
        onOnly={look.onOnly}
      />
      <RolloutTable
        view={view}
        look={look}
        explained={explained}
        showService={showService}
      />
      <UnseenClusters clusters={view.clusters} />
    </>
  );
}
