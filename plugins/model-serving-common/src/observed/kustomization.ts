import { readConditions, type ConditionRecord } from './condition';
import type { DeliveredObject } from './deliveredObjects';
import {
  readKubeConfig,
  readRevision,
  readSourceRef,
  type FluxSourceRef,
} from './flux';
import { readInventory } from './fluxInventory';
import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import type { ObservedRecord, Projection } from './resource';

const READ_CONDITIONS: ReadonlySet<string> = new Set([
  'Ready',
  'Reconciling',
  'Stalled',
]);

/**
 * A Flux Kustomization: a folder of a source, applied to a cluster.
 *
 * @public
 */
export interface KustomizationRecord extends ObservedRecord {
  readonly source?: FluxSourceRef;
  readonly path: string;
  readonly suspend: boolean;
  /** Ready means healthy; without it, only applied. */
  readonly waits: boolean;
  /** What has the access to another cluster, by name. */
  readonly kubeConfig?: string;
  readonly observedGeneration?: number;
  readonly appliedRevision?: string;
  readonly attemptedRevision?: string;
  /** The commit that an image with manifests was made from. */
  readonly originRevision?: string;
  /** When the applied revision was first applied. ISO 8601. */
  readonly appliedAt?: string;
  readonly conditions: readonly ConditionRecord[];
  readonly objects: readonly DeliveredObject[];
}

/**
 * The projection of Flux Kustomizations, kustomize-controller v1.9
 * `kustomize.toolkit.fluxcd.io/v1`.
 *
 * @public
 */
export const kustomizationProjection: Projection<KustomizationRecord> = {
  resource: {
    group: 'kustomize.toolkit.fluxcd.io',
    kind: 'Kustomization',
    plural: 'kustomizations',
    versions: ['v1', 'v1beta2'],
  },
  project(raw) {
    const kustomization = ObjectReader.create(raw, 'Kustomization');
    const spec = kustomization.object('spec');
    const status = kustomization.object('status');
    const source = readSourceRef(spec.object('sourceRef'));
    const kubeConfig = readKubeConfig(spec);
    const observedGeneration = status.optionalInteger('observedGeneration');
    const attemptedRevision = readRevision(status, 'lastAttemptedRevision');
    const originRevision = readRevision(status, 'lastAppliedOriginRevision');
    return {
      meta: readMeta(kustomization),
      ...(source && { source }),
      path: spec.optionalString('path') ?? '',
      suspend: spec.optionalBoolean('suspend') ?? false,
      waits:
        (spec.optionalBoolean('wait') ?? false) ||
        spec.list('healthChecks').length > 0,
      ...(kubeConfig && { kubeConfig }),
      ...(observedGeneration !== undefined && { observedGeneration }),
      ...readApplied(status),
      ...(attemptedRevision && { attemptedRevision }),
      ...(originRevision && { originRevision }),
      conditions: readConditions(status, READ_CONDITIONS),
      objects: readInventory(status),
    };
  },
};

/** The history is by content, newest first, and has attempts that failed. */
function readApplied(
  status: ObjectReader,
): Pick<KustomizationRecord, 'appliedRevision' | 'appliedAt'> {
  const appliedRevision = readRevision(status, 'lastAppliedRevision');
  const appliedAt = status
    .list('history')
    .find(
      entry =>
        entry.optionalString('lastReconciledStatus') ===
        'ReconciliationSucceeded',
    )
    ?.optionalString('firstReconciled');
  return {
    ...(appliedRevision && { appliedRevision }),
    ...(appliedAt && { appliedAt }),
  };
}
