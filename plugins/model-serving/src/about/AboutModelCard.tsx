import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { isModelEntity } from '@modelfleet/backstage-plugin-model-serving-common';
import { EmptyState } from '@modelfleet/backstage-plugin-model-serving-react';
import { ModelArtifacts } from './ModelArtifacts';
import { ModelEvaluations } from './ModelEvaluations';
import { ModelFacts } from './ModelFacts';
import styles from './AboutModelCard.module.css';

/**
 * What the catalog says of a Model: nothing live, and nothing that the entity
 * does not say.
 *
 * @public
 */
export function AboutModelCard() {
  const { entity } = useEntity();
  return (
    <EntityInfoCard title="About the model">
      {isModelEntity(entity) ? (
        <div className={styles.root}>
          <ModelFacts model={entity} />
          <ModelArtifacts
            artifacts={entity.spec.artifacts}
            architecture={entity.spec.architecture}
          />
          <ModelEvaluations evaluations={entity.spec.evaluations ?? []} />
        </div>
      ) : (
        <EmptyState title="Not a Model">
          This card describes entities of kind Model with apiVersion
          modelfleet.dev/v1alpha1.
        </EmptyState>
      )}
    </EntityInfoCard>
  );
}
