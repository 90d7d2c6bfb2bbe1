import {
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { getEntityRelations } from '@backstage/plugin-catalog-react';
import type { ModelEntityV1alpha1 } from '@modelfleet/backstage-plugin-model-serving-common';
import { titleOf } from './useModels';

/** One Model as the table needs it; what the entity does not say is absent. */
export interface ModelRow {
  /** Full entity ref. */
  readonly id: string;
  readonly model: ModelEntityV1alpha1;
  readonly title: string;
  readonly task: string;
  readonly license: string | undefined;
  readonly lifecycle: string;
  /** Full entity ref. */
  readonly owner: string | undefined;
  readonly parameters: number | undefined;
  /** In tokens. */
  readonly contextLength: number | undefined;
}

export function toModelRow(model: ModelEntityV1alpha1): ModelRow {
  const { spec } = model;
  const owner = getEntityRelations(model, RELATION_OWNED_BY)[0];
  return {
    id: stringifyEntityRef(model),
    model,
    title: titleOf(model),
    task: spec.task ?? spec.type,
    license: spec.license,
    lifecycle: spec.lifecycle,
    owner: owner && stringifyEntityRef(owner),
    parameters: spec.architecture?.parameters,
    contextLength: spec.architecture?.maxPositionEmbeddings,
  };
}
