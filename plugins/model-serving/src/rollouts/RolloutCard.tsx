import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { isModelEntity } from '@modelfleet/backstage-plugin-model-serving-common';
import {
  LiveContent,
  useEntityRollouts,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { ChangeButton } from '../change';
import { DeployButton } from '../deploy';
import { WavePanel } from '../waves';
import { NoRollouts } from './NoRollouts';
import { RolloutList } from './RolloutList';

/**
 * How the rollout of a Model or an inference service goes, cluster by cluster.
 *
 * @public
 */
export function RolloutCard() {
  const { entity } = useEntity();
  const model = isModelEntity(entity) ? entity : undefined;
  const result = useEntityRollouts(stringifyEntityRef(entity));
  return (
    <EntityInfoCard
      title="Rollout by cluster"
      headerActions={
        model ? (
          <DeployButton model={model} />
        ) : (
          <ChangeButton service={entity} />
        )
      }
    >
      {!model && <WavePanel entityRef={stringifyEntityRef(entity)} />}
      <LiveContent result={result} errorTitle="The rollouts could not be read">
        {view =>
          view.items.length === 0 ? (
            <NoRollouts clusters={view.clusters} model={model} />
          ) : (
            <RolloutList view={view} showService={model !== undefined} />
          )
        }
      </LiveContent>
    </EntityInfoCard>
  );
}
