import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import {
  isModelEntity,
  type ModelEntityV1alpha1,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { LiveContent } from '@modelfleet/backstage-plugin-model-serving-react';
import { ChangeButton } from '../change';
import { DeployButton } from '../deploy';
import { WavePanel } from '../waves';
import { NoRollouts } from './NoRollouts';
import { RolloutList } from './RolloutList';
import { useRollouts } from './useRollouts';

/**
 * How the rollout of a Model or an inference service goes, cluster by cluster.
 *
 * @public
 */
export function RolloutCard() {
  const { entity } = useEntity();
  const model = isModelEntity(entity) ? entity : undefined;
  const entityRef = stringifyEntityRef(entity);
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
      {!model && <WavePanel entityRef={entityRef} />}
      <Rollouts key={entityRef} entityRef={entityRef} model={model} />
    </EntityInfoCard>
  );
}

function Rollouts(props: {
  entityRef: string;
  model: ModelEntityV1alpha1 | undefined;
}) {
  const { entityRef, model } = props;
  const { result, look } = useRollouts(entityRef);
  return (
    <LiveContent result={result} errorTitle="The rollouts could not be read">
      {view =>
        view.total === 0 ? (
          <NoRollouts clusters={view.clusters} model={model} />
        ) : (
          <RolloutList
            view={view}
            look={look}
            showService={model !== undefined}
          />
        )
      }
    </LiveContent>
  );
}
