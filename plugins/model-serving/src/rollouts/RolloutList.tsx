import { useState } from 'react';
import type {
  RolloutsView,
  Verdict,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { RolloutSummary } from './RolloutSummary';
import { RolloutTable } from './RolloutTable';
import { UnseenClusters } from './UnseenClusters';
import { isTold } from './WhyNotServing';

/** The explanation first, the rows after it. */
export function RolloutList(props: {
  view: RolloutsView;
  showService: boolean;
}) {
  const { view, showService } = props;
  const [chosen, setChosen] = useState<Verdict>();
  // The last row of a verdict may go while only that one is shown.
  const only = view.items.some(({ judgement }) => judgement.verdict === chosen)
    ? chosen
    : undefined;
  // Of the worst that anything can be said of.
  const explained = view.items.find(isTold);
  return (
    <>
      <RolloutSummary
        view={view}
        explained={explained}
        only={only}
        onOnly={setChosen}
      />
      <RolloutTable
        items={view.items}
        explained={explained}
        only={only}
        showService={showService}
      />
      <UnseenClusters clusters={view.clusters} shown={view.items} />
    </>
  );
}
