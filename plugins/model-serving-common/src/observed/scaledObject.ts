import { readConditions, type ConditionRecord } from './condition';
import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import type { ObservedRecord, Projection } from './resource';

/**
 * A ScaledObject of KEDA: who scales a workload, and where to.
 *
 * @public
 */
export interface ScaledObjectRecord extends ObservedRecord {
  /** What it scales, in its own namespace. */
  readonly target: { readonly kind: string; readonly name: string };
  /** How many replicas run while nothing is asked. */
  readonly atRest: number;
  /** `Active`, `Paused` and `Ready`. */
  readonly conditions: readonly ConditionRecord[];
}

const READ_CONDITIONS: ReadonlySet<string> = new Set([
  'Active',
  'Paused',
  'Ready',
]);

/**
 * The projection of ScaledObjects, KEDA v2.20 `keda.sh/v1alpha1`.
 *
 * @public
 */
export const scaledObjectProjection: Projection<ScaledObjectRecord> = {
  resource: {
    group: 'keda.sh',
    kind: 'ScaledObject',
    plural: 'scaledobjects',
    versions: ['v1alpha1'],
  },
  project(raw) {
    const object = ObjectReader.create(raw, 'ScaledObject');
    const spec = object.object('spec');
    const target = spec.object('scaleTargetRef');
    return {
      meta: readMeta(object, () => false),
      target: {
        kind: target.optionalString('kind') ?? 'Deployment',
        name: target.string('name'),
      },
      atRest:
        spec.optionalInteger('idleReplicaCount') ??
        spec.optionalInteger('minReplicaCount') ??
        0,
      conditions: readConditions(object.object('status'), READ_CONDITIONS),
    };
  },
};
