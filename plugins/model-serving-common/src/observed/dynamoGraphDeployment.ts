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
 * An NVIDIA DynamoGraphDeployment.
 *
 * @public
 */
export interface DynamoGraphRecord extends ObservedRecord {
  /** `vllm`, `sglang` or `trtllm`. */
  readonly framework?: string;
  readonly components: readonly DynamoComponentRecord[];
  readonly observedGeneration?: number;
  readonly state?: string;
  readonly conditions: readonly ConditionRecord[];
}

/** One component of a graph, with what its status says of it. @public */
export interface DynamoComponentRecord {
  readonly name: string;
  /** `frontend`, `worker`, `prefill`, `decode`, `planner`, `epp`. */
  readonly type?: string;
  readonly model?: string;
  readonly desired: number;
  /** Pods that are one replica; more than 1 where it spans machines. */
  readonly podsPerReplica: number;
  readonly template: PodTemplateRecord;
  /** Absent when the operator does not say, which is not 0. */
  readonly updated?: number;
  readonly ready?: number;
}

/**
 * The projection of DynamoGraphDeployments, `nvidia.com/v1beta1` as of August
 * 2026, and v1alpha1, where `services` was a map.
 *
 * @public
 */
export function createDynamoGraphProjection(
  accelerators: readonly AcceleratorRule[] = DEFAULT_ACCELERATORS,
): Projection<DynamoGraphRecord> {
  const isAccelerator = (name: string) =>
    acceleratorRule(name, accelerators) !== undefined;
  return {
    resource: {
      group: 'nvidia.com',
      kind: 'DynamoGraphDeployment',
      plural: 'dynamographdeployments',
      versions: ['v1beta1', 'v1alpha1'],
    },
    project(raw) {
      const graph = ObjectReader.create(raw, 'DynamoGraphDeployment');
      const spec = graph.object('spec');
      const status = graph.object('status');
      const framework = spec.optionalString('backendFramework');
      const observedGeneration = status.optionalInteger('observedGeneration');
      const state = status.optionalString('state');
      const counts = status.has('components')
        ? status.object('components')
        : status.object('services');
      const services = spec.object('services');
      const components: [string, ObjectReader][] = [
        ...spec
          .list('components')
          .map((component): [string, ObjectReader] => [
            component.string('name'),
            component,
          ]),
        ...services
          .keys()
          .map((name): [string, ObjectReader] => [name, services.object(name)]),
      ];
      return {
        meta: readMeta(graph),
        ...(framework && { framework }),
        components: components.map(([name, component]) =>
          readComponent(name, component, counts.object(name), isAccelerator),
        ),
        ...(observedGeneration !== undefined && { observedGeneration }),
        ...(state && { state }),
        conditions: readConditions(status),
      };
    },
  };
}

/** With the resource names that are known by default. @public */
export const dynamoGraphProjection: Projection<DynamoGraphRecord> =
  createDynamoGraphProjection();

function readComponent(
  name: string,
  component: ObjectReader,
  counts: ObjectReader,
  isAccelerator: (resourceName: string) => boolean,
): DynamoComponentRecord {
  const type =
    component.optionalString('type') ??
    component.optionalString('componentType');
  const model = component.object('modelRef').optionalString('name');
  const multinode = component.object('multinode');
  const updated = counts.optionalInteger('updatedReplicas');
  const ready = counts.optionalInteger('readyReplicas');
  return {
    name,
    ...(type && { type }),
    ...(model && { model }),
    desired: component.optionalInteger('replicas') ?? 1,
    podsPerReplica: component.has('multinode')
      ? multinode.optionalInteger('nodeCount') ?? 2
      : 1,
    template: readPodTemplate(component.object('podTemplate'), isAccelerator),
    ...(updated !== undefined && { updated }),
    ...(ready !== undefined && { ready }),
  };
}
