import {
  acceleratorRule,
  DEFAULT_ACCELERATORS,
  type AcceleratorRule,
} from '../gpu/accelerators';
import { readConditions, type ConditionRecord } from './condition';
import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import { readPodTemplate, type PodTemplateRecord } from './podTemplate';
import type { ObservedRecord, Projection } from './resource';

/**
 * A StatefulSet. All of them leave a record, since an entity may select one by
 * any label; what serves no model is small.
 *
 * @public
 */
export interface StatefulSetRecord extends ObservedRecord {
  /** `spec.replicas`; Kubernetes reads an absent one as 1. */
  readonly desired: number;
  /** Nobody replaces pods of an `OnDelete` set but the one who deletes them. */
  readonly updateStrategy: 'RollingUpdate' | 'OnDelete';
  /** Pods with a lower ordinal keep their revision. */
  readonly partition: number;
  readonly selector: Readonly<Record<string, string>>;
  readonly template: PodTemplateRecord;
  readonly observedGeneration?: number;
  /** Status counts; absent means 0, as the controller omits zeros. */
  readonly replicas: number;
  readonly updated: number;
  readonly ready: number;
  readonly currentRevision?: string;
  readonly updateRevision?: string;
  readonly conditions: readonly ConditionRecord[];
}

/**
 * The projection of StatefulSets, Kubernetes v1.36 `apps/v1.StatefulSet`.
 *
 * @public
 */
export function createStatefulSetProjection(
  accelerators: readonly AcceleratorRule[] = DEFAULT_ACCELERATORS,
): Projection<StatefulSetRecord> {
  return {
    resource: {
      group: 'apps',
      kind: 'StatefulSet',
      plural: 'statefulsets',
      versions: ['v1'],
    },
    project(raw) {
      const set = ObjectReader.create(raw, 'StatefulSet');
      const spec = set.object('spec');
      const status = set.object('status');
      const strategy = spec.object('updateStrategy');
      const observedGeneration = status.optionalInteger('observedGeneration');
      const currentRevision = status.optionalString('currentRevision');
      const updateRevision = status.optionalString('updateRevision');
      return {
        meta: readMeta(set),
        desired: spec.optionalInteger('replicas') ?? 1,
        updateStrategy:
          strategy.optionalString('type') === 'OnDelete'
            ? 'OnDelete'
            : 'RollingUpdate',
        partition:
          strategy.object('rollingUpdate').optionalInteger('partition') ?? 0,
        selector: spec.object('selector').stringMap('matchLabels'),
        template: readPodTemplate(
          spec.object('template'),
          name => acceleratorRule(name, accelerators) !== undefined,
        ),
        ...(observedGeneration !== undefined && { observedGeneration }),
        replicas: status.optionalInteger('replicas') ?? 0,
        updated: status.optionalInteger('updatedReplicas') ?? 0,
        ready: status.optionalInteger('readyReplicas') ?? 0,
        ...(currentRevision && { currentRevision }),
        ...(updateRevision && { updateRevision }),
        conditions: readConditions(status),
      };
    },
  };
}

/** With the resource names that are known by default. @public */
export const statefulSetProjection: Projection<StatefulSetRecord> =
  createStatefulSetProjection();
