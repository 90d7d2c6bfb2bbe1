import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { isModelEntity } from '@modelfleet/backstage-plugin-model-serving-common';
import {
  LiveContent,
  useEntityGpus,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { GpuList } from './GpuList';

/**
 * The GPUs of the clusters that concern a Model or an inference service: what
 * it takes, what others take, what is free.
 *
 * @public
 */
export function GpuCard() {
  const { entity } = useEntity();
  const result = useEntityGpus(stringifyEntityRef(entity));
  return (
    <EntityInfoCard title="GPUs by cluster">
      <LiveContent result={result} errorTitle="The GPUs could not be read">
        {view => (
          <GpuList
            items={view.items}
            entityLabel={isModelEntity(entity) ? 'this model' : 'this service'}
          />
        )}
      </LiveContent>
    </EntityInfoCard>
  );
}
