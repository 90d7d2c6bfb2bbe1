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
 * A Deployment. All of them leave a record, since an entity may select one by
 * any label; what serves no model is small.
 *
 * @public
 */
export interface DeploymentRecord extends ObservedRecord {
  /** `spec.replicas`; Kubernetes reads an absent one as 1. */
  readonly desired: number;
  readonly paused: boolean;
  /** Seconds; Kubernetes' default is 600. */
  readonly progressDeadlineSeconds: number;
  readonly selector: Readonly<Record<string, string>>;
  readonly template: PodTemplateRecord;
  readonly observedGeneration?: number;
  /** Status counts; absent means 0, as the controller omits zeros. */
  readonly replicas: number;
  readonly updated: number;
  readonly ready: number;
  readonly available: number;
  readonly conditions: readonly ConditionRecord[];
}

/**
 * The projection of Deployments, Kubernetes v1.36 `apps/v1.Deployment`.
 *
 * @public
 */
export function createDeploymentProjection(
  accelerators: readonly AcceleratorRule[] = DEFAULT_ACCELERATORS,
): Projection<DeploymentRecord> {
  return {
    resource: {
      group: 'apps',
      kind: 'Deployment',
      plural: 'deployments',
      versions: ['v1'],
    },
    project(raw) {
      const deployment = ObjectReader.create(raw, 'Deployment');
      const spec = deployment.object('spec');
      const status = deployment.object('status');
      const observedGeneration = status.optionalInteger('observedGeneration');
      return {
        meta: readMeta(deployment),
        desired: spec.optionalInteger('replicas') ?? 1,
        paused: spec.optionalBoolean('paused') ?? false,
        progressDeadlineSeconds:
          spec.optionalInteger('progressDeadlineSeconds') ?? 600,
        selector: spec.object('selector').stringMap('matchLabels'),
        template: readPodTemplate(
          spec.object('template'),
          name => acceleratorRule(name, accelerators) !== undefined,
        ),
        ...(observedGeneration !== undefined && { observedGeneration }),
        replicas: status.optionalInteger('replicas') ?? 0,
        updated: status.optionalInteger('updatedReplicas') ?? 0,
        ready: status.optionalInteger('readyReplicas') ?? 0,
        available: status.optionalInteger('availableReplicas') ?? 0,
        conditions: readConditions(status),
      };
    },
  };
}

/** With the resource names that are known by default. @public */
export const deploymentProjection: Projection<DeploymentRecord> =
  createDeploymentProjection();
