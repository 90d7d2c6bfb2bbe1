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
 * An AIBrix StormService: equal role sets, one for each replica, each with
 * pods in several roles such as prefill and decode.
 *
 * @public
 */
export interface StormServiceRecord extends ObservedRecord {
  /** `spec.replicas`; AIBrix reads an absent one as 1. */
  readonly desired: number;
  readonly paused: boolean;
  readonly roles: readonly {
    readonly name: string;
    /** Pods of the role in one role set. */
    readonly pods: number;
    readonly template: PodTemplateRecord;
  }[];
  readonly observedGeneration?: number;
  /** Role sets. Absent when the controller does not say; it leaves zeros out. */
  readonly replicas?: number;
  readonly ready?: number;
  readonly updated?: number;
  readonly updatedReady?: number;
  readonly currentRevision?: string;
  readonly updateRevision?: string;
  readonly conditions: readonly ConditionRecord[];
}

/**
 * The projection of AIBrix StormServices, v0.7
 * `orchestration.aibrix.ai/v1alpha1`.
 *
 * @public
 */
export function createStormServiceProjection(
  accelerators: readonly AcceleratorRule[] = DEFAULT_ACCELERATORS,
): Projection<StormServiceRecord> {
  const isAccelerator = (name: string) =>
    acceleratorRule(name, accelerators) !== undefined;
  return {
    resource: {
      group: 'orchestration.aibrix.ai',
      kind: 'StormService',
      plural: 'stormservices',
      versions: ['v1alpha1'],
    },
    project(raw) {
      const service = ObjectReader.create(raw, 'StormService');
      const spec = service.object('spec');
      const roles = spec.object('template').object('spec').list('roles');
      return {
        meta: readMeta(service),
        desired: spec.optionalInteger('replicas') ?? 1,
        paused: spec.optionalBoolean('paused') ?? false,
        roles: roles.map(role => ({
          name: role.optionalString('name') ?? '',
          pods:
            (role.optionalInteger('replicas') ?? 1) *
            (role.optionalInteger('podGroupSize') ?? 1),
          template: readPodTemplate(role.object('template'), isAccelerator),
        })),
        ...readStatus(service.object('status')),
      };
    },
  };
}

/** With the resource names that are known by default. @public */
export const stormServiceProjection: Projection<StormServiceRecord> =
  createStormServiceProjection();

function readStatus(
  status: ObjectReader,
): Omit<StormServiceRecord, 'meta' | 'desired' | 'paused' | 'roles'> {
  const observedGeneration = status.optionalInteger('observedGeneration');
  const replicas = status.optionalInteger('replicas');
  const ready = status.optionalInteger('readyReplicas');
  const updated = status.optionalInteger('updatedReplicas');
  const updatedReady = status.optionalInteger('updatedReadyReplicas');
  const currentRevision = status.optionalString('currentRevision');
  const updateRevision = status.optionalString('updateRevision');
  return {
    ...(observedGeneration !== undefined && { observedGeneration }),
    ...(replicas !== undefined && { replicas }),
    ...(ready !== undefined && { ready }),
    ...(updated !== undefined && { updated }),
    ...(updatedReady !== undefined && { updatedReady }),
    ...(currentRevision && { currentRevision }),
    ...(updateRevision && { updateRevision }),
    conditions: readConditions(status),
  };
}
