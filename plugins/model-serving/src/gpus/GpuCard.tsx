import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { isModelEntity } from '@modelfleet/backstage-plugin-model-serving-common';
import {
  lastKnown,
  LiveContent,
  useEntityGpus,
  useGpuActivity,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { GpuList, type KnownActivity } from './GpuList';

/**
 * The GPUs of the clusters that concern a Model or an inference service: what
 * it takes, what others take, what is free, how busy they are, and who takes
 * them.
 *
 * @public
 */
export function GpuCard() {
  const { entity } = useEntity();
  const result = useEntityGpus(stringifyEntityRef(entity));
  const activity = useKnownActivity();
  return (
    <EntityInfoCard title="GPU usage by cluster">
      <LiveContent result={result} errorTitle="The GPUs could not be read">
        {view => (
          <GpuList
            items={view.items}
            entityLabel={isModelEntity(entity) ? 'this model' : 'this service'}
            activity={activity}
          />
        )}
      </LiveContent>
    </EntityInfoCard>
  );
}

/** What is counted is shown without waiting for what is measured. */
function useKnownActivity(): KnownActivity {
  const { state } = useGpuActivity('1h');
  const items = lastKnown(state)?.data.items ?? [];
  return state.status === 'failed'
    ? {
        items,
        problem: `it could not be read (${state.error.message}).`,
      }
    : { items };
}
