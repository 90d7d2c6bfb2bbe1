import type {
  ClusterRef,
  ModelEntityV1alpha1,
} from '@modelfleet/backstage-plugin-model-serving-common';
import {
  EmptyState,
  describeCluster,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { DeployButton } from '../deploy';
import { UnseenClusters } from './UnseenClusters';

/** Nothing wanted and nothing found; says where we looked. */
export function NoRollouts(props: {
  clusters: readonly ClusterRef[];
  model: ModelEntityV1alpha1 | undefined;
}) {
  const { clusters, model } = props;
  const searched = clusters.filter(
    ({ state }) => describeCluster(state).current,
  );
  return (
    <EmptyState
      title={
        model ? 'This model runs nowhere yet' : 'This service runs nowhere yet'
      }
      action={model && <DeployButton model={model} variant="primary" />}
    >
      {describeSearch(searched, clusters.length)}
      <UnseenClusters clusters={clusters} shown={[]} />
    </EmptyState>
  );
}

function describeSearch(
  searched: readonly ClusterRef[],
  known: number,
): string {
  if (known === 0) {
    return 'Backstage knows no cluster that you may see.';
  }
  if (searched.length === 0) {
    return 'No cluster could be searched, so it may run without our knowing it.';
  }
  const names =
    searched.length > 5
      ? `${searched.length} clusters`
      : searched.map(({ title }) => title).join(', ');
  return `Searched ${names}.`;
}
