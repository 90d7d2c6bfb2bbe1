import {
  acceleratorRule,
  DEFAULT_ACCELERATORS,
  type AcceleratorRule,
} from '../gpu/accelerators';
import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import { readPodTemplate, type PodTemplateRecord } from './podTemplate';
import type { ObservedRecord, Projection } from './resource';
import { servesModel } from './servingTemplate';

/**
 * One revision of a Deployment that serves a model and still has pods, or
 * wants some.
 *
 * @public
 */
export interface ReplicaSetRecord extends ObservedRecord {
  readonly desired: number;
  readonly replicas: number;
  readonly ready: number;
  readonly template: PodTemplateRecord;
}

/**
 * The projection of ReplicaSets, Kubernetes v1.36 `apps/v1.ReplicaSet`. The
 * empty ones of former revisions leave no record: a Deployment keeps ten.
 *
 * @public
 */
export function createReplicaSetProjection(
  accelerators: readonly AcceleratorRule[] = DEFAULT_ACCELERATORS,
): Projection<ReplicaSetRecord> {
  return {
    resource: {
      group: 'apps',
      kind: 'ReplicaSet',
      plural: 'replicasets',
      versions: ['v1'],
    },
    project(raw) {
      const replicaSet = ObjectReader.create(raw, 'ReplicaSet');
      const spec = replicaSet.object('spec');
      const status = replicaSet.object('status');
      const desired = spec.optionalInteger('replicas') ?? 1;
      const replicas = status.optionalInteger('replicas') ?? 0;
      const template = readPodTemplate(
        spec.object('template'),
        name => acceleratorRule(name, accelerators) !== undefined,
      );
      const concerns =
        servesModel(template) || Object.keys(template.requests).length > 0;
      if (!concerns || (desired === 0 && replicas === 0)) return undefined;
      return {
        meta: readMeta(replicaSet),
        desired,
        replicas,
        ready: status.optionalInteger('readyReplicas') ?? 0,
        template,
      };
    },
  };
}

/** With the resource names that are known by default. @public */
export const replicaSetProjection: Projection<ReplicaSetRecord> =
  createReplicaSetProjection();
