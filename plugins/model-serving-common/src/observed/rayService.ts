import {
  acceleratorRule,
  DEFAULT_ACCELERATORS,
  type AcceleratorRule,
} from '../gpu/accelerators';
import { readConditions, type ConditionRecord } from './condition';
import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import { readPodTemplate, type PodTemplateRecord } from './podTemplate';
import { readServeModels, type RayServeModelRecord } from './rayServeConfig';
import type { ObservedRecord, Projection } from './resource';
import { cut } from './text';

/**
 * A Ray Serve cluster with its applications.
 *
 * @public
 */
export interface RayServiceRecord extends ObservedRecord {
  readonly suspend: boolean;
  readonly models: readonly RayServeModelRecord[];
  readonly head: PodTemplateRecord;
  readonly workers: readonly {
    /** Pods that are asked for; an autoscaler starts from there. */
    readonly pods: number;
    readonly template: PodTemplateRecord;
  }[];
  readonly observedGeneration?: number;
  readonly conditions: readonly ConditionRecord[];
  /** Before conditions: `Running`, or absent. */
  readonly serviceStatus?: string;
  /** Pods that take requests; absent when the operator does not say. */
  readonly endpoints?: number;
  readonly active?: RayClusterRecord;
  /** Of an upgrade, or of the first start. */
  readonly pending?: RayClusterRecord;
}

/** One of the clusters of a RayService. @public */
export interface RayClusterRecord {
  readonly name: string;
  /** Measured on the route; only with incremental upgrades. */
  readonly trafficPercent?: number;
  readonly desiredWorkers?: number;
  readonly readyWorkers?: number;
  readonly applications: readonly {
    readonly name: string;
    /** For example `RUNNING`, `DEPLOYING`, `DEPLOY_FAILED`, `UNHEALTHY`. */
    readonly status?: string;
    readonly message?: string;
  }[];
}

/**
 * The projection of RayServices, KubeRay v1.7 `ray.io/v1`.
 *
 * @public
 */
export function createRayServiceProjection(
  accelerators: readonly AcceleratorRule[] = DEFAULT_ACCELERATORS,
): Projection<RayServiceRecord> {
  const isAccelerator = (name: string) =>
    acceleratorRule(name, accelerators) !== undefined;
  return {
    resource: {
      group: 'ray.io',
      kind: 'RayService',
      plural: 'rayservices',
      versions: ['v1', 'v1alpha1'],
    },
    project(raw) {
      const service = ObjectReader.create(raw, 'RayService');
      const spec = service.object('spec');
      const config = spec.optionalString('serveConfigV2');
      const cluster = spec.object('rayClusterConfig');
      return {
        meta: readMeta(service),
        suspend: spec.optionalBoolean('suspend') ?? false,
        models: config ? readServeModels(config) : [],
        head: readPodTemplate(
          cluster.object('headGroupSpec').object('template'),
          isAccelerator,
        ),
        workers: cluster.list('workerGroupSpecs').map(group => ({
          pods:
            (group.optionalInteger('replicas') ?? 0) *
            (group.optionalInteger('numOfHosts') ?? 1),
          template: readPodTemplate(group.object('template'), isAccelerator),
        })),
        ...readStatus(service.object('status')),
      };
    },
  };
}

/** With the resource names that are known by default. @public */
export const rayServiceProjection: Projection<RayServiceRecord> =
  createRayServiceProjection();

function readStatus(
  status: ObjectReader,
): Omit<RayServiceRecord, 'meta' | 'suspend' | 'models' | 'head' | 'workers'> {
  const observedGeneration = status.optionalInteger('observedGeneration');
  const serviceStatus = status.optionalString('serviceStatus');
  const endpoints = status.optionalInteger('numServeEndpoints');
  const active = readCluster(status.object('activeServiceStatus'));
  const pending = readCluster(status.object('pendingServiceStatus'));
  return {
    ...(observedGeneration !== undefined && { observedGeneration }),
    conditions: readConditions(status),
    ...(serviceStatus && { serviceStatus }),
    ...(endpoints !== undefined && { endpoints }),
    ...(active && { active }),
    ...(pending && { pending }),
  };
}

function readCluster(status: ObjectReader): RayClusterRecord | undefined {
  const name = status.optionalString('rayClusterName');
  const trafficPercent = status.optionalInteger('trafficRoutedPercent');
  const workers = status.object('rayClusterStatus');
  const desiredWorkers = workers.optionalInteger('desiredWorkerReplicas');
  const readyWorkers = workers.optionalInteger('readyWorkerReplicas');
  const applications = status.object('applicationStatuses');
  if (!name) return undefined;
  return {
    name,
    ...(trafficPercent !== undefined && { trafficPercent }),
    ...(desiredWorkers !== undefined && { desiredWorkers }),
    ...(readyWorkers !== undefined && { readyWorkers }),
    applications: applications
      .keys()
      .map(key => readApplication(key, applications.object(key))),
  };
}

function readApplication(
  name: string,
  application: ObjectReader,
): RayClusterRecord['applications'][number] {
  const status = application.optionalString('status');
  const message = application.optionalString('message');
  return {
    name,
    ...(status && { status }),
    ...(message && { message: cut(message) }),
  };
}
