import {
  acceleratorRule,
  DEFAULT_ACCELERATORS,
  type AcceleratorRule,
} from '../gpu/accelerators';
import { effectiveRequest, type ResourceCounts } from '../gpu/effectiveRequest';
import { readConditions, type ConditionRecord } from './condition';
import { readContainers, type ContainerRecord } from './container';
import { groupRequests } from './leaderWorkerSet';
import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import type { ObservedRecord, Projection } from './resource';

/**
 * A KServe LLMInferenceService.
 *
 * @public
 */
export interface LlmInferenceServiceRecord extends ObservedRecord {
  /** The artifact, as written. */
  readonly modelUri?: string;
  /** What clients send as the name of the model. */
  readonly modelName?: string;
  /** Serves alone, or decodes where `prefill` is there. */
  readonly main: LlmWorkloadRecord;
  readonly prefill?: LlmWorkloadRecord;
  readonly url?: string;
  /** Written by some versions only; absent says nothing. */
  readonly observedGeneration?: number;
  readonly conditions: readonly ConditionRecord[];
  /** What KServe made, since v0.20. */
  readonly made: {
    readonly main?: LlmMadeRecord;
    readonly prefill?: LlmMadeRecord;
  };
}

/** One set of equal replicas. @public */
export interface LlmWorkloadRecord {
  readonly replicas?: number;
  /** Of its autoscaler, when it has one. */
  readonly scaling?: {
    readonly minReplicas: number;
    readonly maxReplicas?: number;
  };
  /** A replica is a leader with workers, made as a LeaderWorkerSet. */
  readonly multiNode: boolean;
  readonly containers: readonly ContainerRecord[];
  /** For each replica, accelerators only. */
  readonly requests: ResourceCounts;
  readonly nodeSelector: Readonly<Record<string, string>>;
}

/** A Deployment or LeaderWorkerSet of the service. @public */
export interface LlmMadeRecord {
  readonly name: string;
  readonly ready?: number;
}

/**
 * The projection of LLMInferenceServices, KServe v0.20
 * `serving.kserve.io/v1alpha2`; `v1alpha1` has the same fields where we read.
 *
 * @public
 */
export function createLlmInferenceServiceProjection(
  accelerators: readonly AcceleratorRule[] = DEFAULT_ACCELERATORS,
): Projection<LlmInferenceServiceRecord> {
  const isAccelerator = (name: string) =>
    acceleratorRule(name, accelerators) !== undefined;
  return {
    resource: {
      group: 'serving.kserve.io',
      kind: 'LLMInferenceService',
      plural: 'llminferenceservices',
      versions: ['v1alpha2', 'v1alpha1'],
    },
    project(raw) {
      const service = ObjectReader.create(raw, 'LLMInferenceService');
      const spec = service.object('spec');
      const status = service.object('status');
      const modelUri = spec.object('model').optionalString('uri');
      const modelName = spec.object('model').optionalString('name');
      // The deprecated `address` is never filled.
      const url =
        status.optionalString('url') ??
        status.list('addresses')[0]?.optionalString('url');
      const observedGeneration = status.optionalInteger('observedGeneration');
      const made = status.object('workloads');
      return {
        meta: readMeta(service),
        ...(modelUri && { modelUri }),
        ...(modelName && { modelName }),
        main: readWorkload(spec, isAccelerator),
        ...(spec.has('prefill') && {
          prefill: readWorkload(spec.object('prefill'), isAccelerator),
        }),
        ...(url && { url }),
        ...(observedGeneration !== undefined && { observedGeneration }),
        conditions: readConditions(status),
        made: {
          ...(made.has('primary') && {
            main: readMade(made.object('primary')),
          }),
          ...(made.has('prefill') && {
            prefill: readMade(made.object('prefill')),
          }),
        },
      };
    },
  };
}

/** With the resource names that are known by default. @public */
export const llmInferenceServiceProjection: Projection<LlmInferenceServiceRecord> =
  createLlmInferenceServiceProjection();

function readWorkload(
  workload: ObjectReader,
  isAccelerator: (resourceName: string) => boolean,
): LlmWorkloadRecord {
  const template = workload.object('template');
  const multiNode = workload.has('worker');
  const worker = workload.object('worker');
  // Without a template of its own the leader is a worker too.
  const leader = multiNode && !workload.has('template') ? worker : template;
  const containers = readContainers(leader, isAccelerator);
  const requests = effectiveRequest(containers);
  const replicas = workload.optionalInteger('replicas');
  return {
    ...(replicas !== undefined && { replicas }),
    ...(workload.has('scaling') && {
      scaling: readScaling(workload.object('scaling')),
    }),
    multiNode,
    containers,
    requests: multiNode
      ? groupRequests(
          requests,
          effectiveRequest(readContainers(worker, isAccelerator)),
          groupSize(workload.object('parallelism')),
        )
      : requests,
    nodeSelector: leader.stringMap('nodeSelector'),
  };
}

/** As KServe v0.20 `ParallelismSpec.GetSize` counts the pods of a group. */
function groupSize(parallelism: ObjectReader): number {
  const data = parallelism.optionalInteger('data') ?? 0;
  const dataLocal = parallelism.optionalInteger('dataLocal') ?? 0;
  const pipeline = parallelism.optionalInteger('pipeline') ?? 1;
  return data > 0 || dataLocal > 0
    ? Math.max(1, Math.trunc(Math.max(1, data) / Math.max(1, dataLocal)))
    : Math.max(1, pipeline);
}

function readScaling(
  scaling: ObjectReader,
): NonNullable<LlmWorkloadRecord['scaling']> {
  const maxReplicas = scaling.optionalInteger('maxReplicas');
  return {
    minReplicas: scaling.optionalInteger('minReplicas') ?? 1,
    ...(maxReplicas !== undefined && { maxReplicas }),
  };
}

function readMade(made: ObjectReader): LlmMadeRecord {
  const ready = made.optionalInteger('readyReplicas');
  return { name: made.string('name'), ...(ready !== undefined && { ready }) };
}
