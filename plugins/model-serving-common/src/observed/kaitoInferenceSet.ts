import {
  DEFAULT_ACCELERATORS,
  type AcceleratorRule,
} from '../gpu/accelerators';
import { readConditions, type ConditionRecord } from './condition';
import {
  readKaitoInference,
  type KaitoInferenceRecord,
} from './kaitoWorkspace';
import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import type { ObservedRecord, Projection } from './resource';

/**
 * A KAITO InferenceSet: equal Workspaces, one for each replica.
 *
 * @public
 */
export interface KaitoInferenceSetRecord extends ObservedRecord {
  readonly inference: KaitoInferenceRecord;
  /** `spec.replicas`; the CRD's default is 1. */
  readonly desired: number;
  /** Absent when the controller does not say. */
  readonly ready?: number;
  readonly conditions: readonly ConditionRecord[];
}

/**
 * The projection of KAITO InferenceSets, v0.12 `kaito.sh/v1beta1`.
 *
 * @public
 */
export function createKaitoInferenceSetProjection(
  accelerators: readonly AcceleratorRule[] = DEFAULT_ACCELERATORS,
): Projection<KaitoInferenceSetRecord> {
  return {
    resource: {
      group: 'kaito.sh',
      kind: 'InferenceSet',
      plural: 'inferencesets',
      versions: ['v1beta1', 'v1alpha1'],
    },
    project(raw) {
      const set = ObjectReader.create(raw, 'InferenceSet');
      const spec = set.object('spec');
      const status = set.object('status');
      const ready = status.optionalInteger('readyReplicas');
      return {
        meta: readMeta(set),
        inference: readKaitoInference(spec.object('template'), accelerators),
        desired: spec.optionalInteger('replicas') ?? 1,
        ...(ready !== undefined && { ready }),
        conditions: readConditions(status),
      };
    },
  };
}

/** With the resource names that are known by default. @public */
export const kaitoInferenceSetProjection: Projection<KaitoInferenceSetRecord> =
  createKaitoInferenceSetProjection();
