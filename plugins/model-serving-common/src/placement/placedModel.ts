import { InputError } from '@backstage/errors';
import type { GpuTotals } from '../api';
import type { ModelArtifact, ModelEntityV1alpha1 } from '../model';
import { attentionUseOf, type SizingRequest } from '../sizing';

/** What sizing needs to know of a Model and its chosen variant. @public */
export type PlacedModel = Pick<
  SizingRequest,
  'artifact' | 'architecture' | 'attention' | 'otherArtifacts'
>;

/** A variant of a Model, as sizing sees it. @public */
export function placedModelOf(
  { spec }: Pick<ModelEntityV1alpha1, 'spec'>,
  artifact: ModelArtifact,
): PlacedModel {
  return {
    artifact,
    otherArtifacts: spec.artifacts.filter(({ name }) => name !== artifact.name),
    attention: attentionUseOf(spec),
    ...(spec.architecture ? { architecture: spec.architecture } : {}),
  };
}

/**
 * Whether a context length is a choice: for models that generate text token by
 * token. Others take inputs of the length that they were made for.
 *
 * @public
 */
export function takesContextLength(
  spec: Pick<ModelEntityV1alpha1['spec'], 'type' | 'task'>,
): boolean {
  return attentionUseOf(spec) === 'decoder';
}

/**
 * What to size for one replica: a tensor-parallel group on one machine, which is
 * what is rendered. `undefined` when nodes do not say how much memory one of
 * their GPUs has; a part of a GPU cannot be reckoned with.
 */
export function replicaRequest(
  model: PlacedModel,
  totals: GpuTotals,
  gpusPerReplica: number,
  contextLength: number | undefined,
): SizingRequest | undefined {
  const { unit, memoryBytes, product } = totals;
  if (unit !== 'gpu' || memoryBytes === undefined) {
    return undefined;
  }
  return {
    ...model,
    gpu: { product, memoryBytes, gpusPerNode: gpusPerReplica },
    layout: { tensorParallel: gpusPerReplica, pipelineParallel: 1 },
    ...(contextLength === undefined ? {} : { contextLength }),
  };
}

/**
 * A calculation with a Model's figures; `undefined` where they cannot be
 * figures of a model. The catalog has what people wrote.
 */
export function reckon<T>(calculate: () => T): T | { problem: string } {
  try {
    return calculate();
  } catch (error) {
    if (error instanceof InputError) {
      return { problem: error.message };
    }
    throw error;
  }
}
