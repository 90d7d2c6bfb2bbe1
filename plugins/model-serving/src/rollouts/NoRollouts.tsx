import type {
  ModelEntityV1alpha1,
  SearchedClusters,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { EmptyState } from '@modelfleet/backstage-plugin-model-serving-react';
import { DeployButton } from '../deploy';
import { UnseenClusters } from './UnseenClusters';

/** Nothing wanted and nothing found; says where we looked. */
export function NoRollouts(props: {
  clusters: SearchedClusters;
  model: ModelEntityV1alpha1 | undefined;
}) {
  const { clusters, model } = props;
  return (
    <EmptyState
      title={
        model ? 'This model runs nowhere yet' : 'This service runs nowhere yet'
      }
      action={model && <DeployButton model={model} variant="primary" />}
    >
      {describeSearch(clusters)}
      <UnseenClusters clusters={clusters} />
    </EmptyState>
  );
}

function describeSearch({ total, live, titles }: SearchedClusters): string {
  if (total === 0) {
    return 'Backstage knows no cluster that you may see.';
  }
  if (live === 0) {
    return 'No cluster could be searched, so it may run without our knowing it.';
  }
  return `Searched ${titles?.join(', ') ?? `${live} clusters`}.`;
}
