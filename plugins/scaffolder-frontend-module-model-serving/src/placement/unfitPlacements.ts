import {
  assessPlacement,
  toPlacement,
  type ClusterSummary,
  type ServedModel,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { finishedRows } from './readRows';

/** A cluster where the model is known not to fit, and what would. */
export interface UnfitPlacement {
  readonly title: string;
  readonly message: string;
}

/** Where a task would refuse to deploy a model, of a form's placements. */
export function unfitPlacements(
  placements: unknown,
  clusters: readonly ClusterSummary[],
  served: ServedModel | undefined,
): readonly UnfitPlacement[] {
  return finishedRows(placements).flatMap(row => {
    const summary = clusters.find(({ name }) => name === row.cluster);
    const { message, model } = assessPlacement(
      summary,
      toPlacement(row, clusters),
      served,
    );
    return model?.verdict === 'does-not-fit' && model.exact
      ? [{ title: summary?.title ?? row.cluster, message }]
      : [];
  });
}
