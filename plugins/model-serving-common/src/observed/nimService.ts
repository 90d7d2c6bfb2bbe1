import {
  acceleratorRule,
  DEFAULT_ACCELERATORS,
  type AcceleratorRule,
} from '../gpu/accelerators';
import { effectiveRequest, type ResourceCounts } from '../gpu/effectiveRequest';
import { readConditions, type ConditionRecord } from './condition';
import { readContainer, type ContainerRecord } from './container';
import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import type { ObservedRecord, Projection } from './resource';

/**
 * An NVIDIA NIMService.
 *
 * @public
 */
export interface NimServiceRecord extends ObservedRecord {
  /** What runs, with the image put together from its parts. */
  readonly container: ContainerRecord;
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** For each pod, accelerators only. */
  readonly requests: ResourceCounts;
  /** Pods that are one replica; more than 1 for `multiNode`. */
  readonly podsPerReplica: number;
  /** `spec.replicas`, or the least that its autoscaler keeps. */
  readonly desired: number;
  /** Absent when the operator does not say. */
  readonly available?: number;
  readonly state?: string;
  /** As the operator writes it, mostly without a scheme. */
  readonly endpoint?: string;
  readonly conditions: readonly ConditionRecord[];
}

/**
 * The projection of NIMServices, NIM operator v3.1
 * `apps.nvidia.com/v1alpha1`.
 *
 * @public
 */
export function createNimServiceProjection(
  accelerators: readonly AcceleratorRule[] = DEFAULT_ACCELERATORS,
): Projection<NimServiceRecord> {
  return {
    resource: {
      group: 'apps.nvidia.com',
      kind: 'NIMService',
      plural: 'nimservices',
      versions: ['v1alpha1'],
    },
    project(raw) {
      const service = ObjectReader.create(raw, 'NIMService');
      const spec = service.object('spec');
      const status = service.object('status');
      const container = readMain(spec, accelerators);
      const available = status.optionalInteger('availableReplicas');
      const state = status.optionalString('state');
      const model = status.object('model');
      const endpoint =
        model.optionalString('externalEndpoint') ||
        model.optionalString('clusterEndpoint');
      return {
        meta: readMeta(service),
        container,
        nodeSelector: spec.stringMap('nodeSelector'),
        requests: effectiveRequest([container]),
        podsPerReplica: readPodsPerReplica(spec.object('multiNode')),
        desired: readDesired(spec),
        ...(available !== undefined && { available }),
        ...(state && { state }),
        ...(endpoint && { endpoint }),
        conditions: readConditions(status),
      };
    },
  };
}

/** With the resource names that are known by default. @public */
export const nimServiceProjection: Projection<NimServiceRecord> =
  createNimServiceProjection();

/** `spec` has the fields of a container, but the image comes in parts. */
function readMain(
  spec: ObjectReader,
  accelerators: readonly AcceleratorRule[],
): ContainerRecord {
  const parts = spec.object('image');
  const repository = parts.optionalString('repository');
  const tag = parts.optionalString('tag');
  const fields = spec.without('image');
  return {
    ...readContainer(
      fields,
      'container',
      name => acceleratorRule(name, accelerators) !== undefined,
    ),
    ...(repository && { image: tag ? `${repository}:${tag}` : repository }),
  };
}

/** One pod for each stage of the pipeline, as NIM operator v3.1 sizes it. */
function readPodsPerReplica(multiNode: ObjectReader): number {
  return multiNode.object('parallelism').optionalInteger('pipeline') ?? 1;
}

function readDesired(spec: ObjectReader): number {
  const scale = spec.object('scale');
  if (scale.optionalBoolean('enabled')) {
    return scale.object('hpa').optionalInteger('minReplicas') ?? 1;
  }
  return spec.optionalInteger('replicas') ?? 1;
}
