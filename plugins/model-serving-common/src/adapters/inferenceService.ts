import type { Workload } from '../api/types';
import { findCondition } from '../observed/condition';
import {
  inferenceServiceProjection,
  type InferenceServiceRecord,
} from '../observed/inferenceService';
import type { PodRecord } from '../observed/pod';
import { recordKey } from '../observed/resource';
import { engineIn, KSERVE_SERVICE_LABEL } from '../observed/servingTemplate';
import { artifactFromArgument } from './artifact';
import { readDeployment, type DeploymentReading } from './deploymentJudgement';
import {
  judgeInferenceService,
  leastReplicas,
} from './inferenceServiceJudgement';
import { inferenceServiceRevisions } from './inferenceServiceRevisions';
import { objectRef } from './wording';
import { explainPods } from './pods/explainPods';
import type { AssessmentContext, WorkloadAdapter } from './types';
import { gpuRequests, mainContainer } from './workloadParts';

/**
 * KServe v0.20 InferenceService, in Standard, Knative and ModelMesh mode.
 *
 * Revisions: Standard mode writes none, so they are read from the
 * Deployment's replica sets (share of replicas, canaries beside it); Knative
 * mode writes its traffic targets (share of traffic).
 *
 * @public
 */
export const inferenceServiceAdapter: WorkloadAdapter<InferenceServiceRecord> =
  {
    ...inferenceServiceProjection,
    assess(service, seen) {
      // The NIM operator can run on KServe, and its own adapter says how it is.
      if (service.meta.controller?.kind === 'NIMService') return undefined;
      const reading = readInferenceService(service, seen);
      const { meta, predictor, status } = service;
      const { stable, pods } = reading;
      const containers =
        stable?.deployment.template.containers ?? predictor.containers;
      const told =
        predictor.storageUri ?? mainContainer(containers)?.modelArgument;
      const artifactUri = told && artifactFromArgument(told);
      return {
        ref: reading.ref,
        runtime:
          engineIn(containers) ??
          status.runtimeName ??
          predictor.runtime ??
          predictor.modelFormat ??
          'KServe',
        ...(artifactUri && { artifactUri }),
        replicas: replicasOf(service, reading, seen),
        revisions: inferenceServiceRevisions(service, reading),
        gpus: gpuRequests(
          { ...predictor.requests, ...stable?.deployment.template.requests },
          {
            ...predictor.nodeSelector,
            ...stable?.deployment.template.nodeSelector,
          },
          pods,
          seen,
        ),
        ...(status.url && { url: status.url }),
        judgement: judgeInferenceService(service, reading),
        changedAt:
          seen.cluster.changedAt(
            inferenceServiceProjection.resource,
            recordKey(meta),
          ) ?? meta.createdAt,
      };
    },
    podsOf,
  };

/** An InferenceService with what belongs to it. */
export interface InferenceServiceReading {
  readonly ref: Workload['ref'];
  /** Of Standard mode. */
  readonly stable?: DeploymentReading;
  /** Of Standard mode, by the canary's name. */
  readonly canaries: ReadonlyMap<string, DeploymentReading>;
  readonly pods: readonly PodRecord[];
  /** Why pods of it do not serve. */
  readonly finding?: Workload['judgement'];
}

function readInferenceService(
  service: InferenceServiceRecord,
  seen: AssessmentContext,
): InferenceServiceReading {
  const namespace = service.meta.namespace ?? '';
  const find = (name: string) => {
    const deployment = seen.deployment(namespace, name);
    return deployment && readDeployment(deployment, seen);
  };
  // A canary that was promoted keeps its Deployment and lends its name.
  const stable =
    (service.predictor.name
      ? find(`${service.meta.name}-${service.predictor.name}-predictor`)
      : undefined) ?? find(`${service.meta.name}-predictor`);
  const canaries = new Map<string, DeploymentReading>();
  for (const { name } of service.canaries) {
    const canary = find(`${service.meta.name}-${name}-predictor`);
    if (canary) canaries.set(name, canary);
  }
  const pods = stable?.pods ?? podsOf(service, seen);
  const finding = stable ? stable.finding : explainPods(pods, { seen });
  return {
    ref: objectRef(
      seen.cluster,
      inferenceServiceProjection.resource,
      service.meta,
    ),
    ...(stable && { stable }),
    canaries,
    pods,
    ...(finding && { finding }),
  };
}

/** Of all its components and canaries; the youngest first. */
function podsOf(
  { meta }: InferenceServiceRecord,
  seen: AssessmentContext,
): readonly PodRecord[] {
  return seen
    .podsIn(meta.namespace ?? '')
    .filter(pod => pod.meta.labels[KSERVE_SERVICE_LABEL] === meta.name)
    .sort((a, b) => b.meta.createdAt.localeCompare(a.meta.createdAt, 'en'));
}

/** Outside Standard mode only the pods can be counted, where there are any. */
function replicasOf(
  service: InferenceServiceRecord,
  { stable, pods }: InferenceServiceReading,
  seen: AssessmentContext,
): Workload['replicas'] {
  const { predictor, conditions } = service;
  const stopped = findCondition(conditions, 'Stopped')?.status === 'True';
  if (stable) {
    const { desired, updated, ready } = stable.deployment;
    // Of none, its autoscaler makes none more.
    const least = stopped || desired === 0 ? 0 : leastReplicas(service) ?? 0;
    return { desired: Math.max(desired, least), updated, ready };
  }
  const ready = pods.filter(pod =>
    pod.conditions.some(
      ({ type, status }) => type === 'Ready' && status === 'True',
    ),
  ).length;
  const seesPods = seen.gpus() !== undefined && pods.length > 0;
  const desired = stopped ? 0 : predictor.minReplicas ?? 1;
  return { desired, ...(seesPods && { ready }) };
}
