import { readConditions, type ConditionRecord } from './condition';
import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import type { ObservedRecord, Projection } from './resource';

/**
 * A Seldon Core 2 Model: an artifact that is loaded into a shared Server.
 *
 * @public
 */
export interface SeldonModelRecord extends ObservedRecord {
  readonly storageUri?: string;
  readonly server?: string;
  readonly requirements: readonly string[];
  /** `spec.replicas`, else the least that its autoscaler keeps, else 1. */
  readonly desired: number;
  /** Seldon scales it by itself, and may scale it to zero. */
  readonly autoscaled: boolean;
  readonly observedGeneration?: number;
  readonly available?: number;
  readonly conditions: readonly ConditionRecord[];
}

/**
 * The projection of Seldon Models, Core v2.10 `mlops.seldon.io/v1alpha1`.
 *
 * @public
 */
export const seldonModelProjection: Projection<SeldonModelRecord> = {
  resource: {
    group: 'mlops.seldon.io',
    kind: 'Model',
    plural: 'models',
    versions: ['v1alpha1'],
  },
  project(raw) {
    const model = ObjectReader.create(raw, 'Model');
    const spec = model.object('spec');
    const status = model.object('status');
    const storageUri = spec.optionalString('storageUri');
    const server = spec.optionalString('server');
    const least = spec.optionalInteger('minReplicas');
    const most = spec.optionalInteger('maxReplicas');
    const observedGeneration = status.optionalInteger('observedGeneration');
    const available = status.optionalInteger('availableReplicas');
    return {
      meta: readMeta(model),
      ...(storageUri && { storageUri }),
      ...(server && { server }),
      requirements: spec.strings('requirements').slice(0, 5),
      desired: spec.optionalInteger('replicas') ?? (least || 1),
      autoscaled: least !== undefined || most !== undefined,
      ...(observedGeneration !== undefined && { observedGeneration }),
      ...(available !== undefined && { available }),
      conditions: readConditions(status),
    };
  },
};
