import type { GpuRequest, Revision } from '../api/types';
import type { ResourceCounts } from '../gpu/effectiveRequest';
import { productOf } from '../gpu/nodeSlots';
import { UNKNOWN_PRODUCT } from '../gpu/slot';
import type { ContainerRecord } from '../observed/container';
import { nodeProjection } from '../observed/node';
import type { PodRecord } from '../observed/pod';
import type { ReplicaSetRecord } from '../observed/replicaSet';
import { engineOf } from '../observed/engine';
import { artifactFromArgument } from './artifact';
import { revisionNumber } from './context';
import type { DeploymentReading } from './deploymentJudgement';
import type { AssessmentContext } from './types';

/**
 * What one replica asks for, with the product that it asks for or got.
 *
 * @public
 */
export function gpuRequests(
  requests: ResourceCounts,
  nodeSelector: Readonly<Record<string, string>>,
  pods: readonly PodRecord[],
  seen: AssessmentContext,
): GpuRequest[] {
  const nodes = seen.cluster.records(nodeProjection);
  const placed = pods.find(({ nodeName }) => nodes.has(nodeName ?? ''));
  const node = nodes.get(placed?.nodeName ?? '');
  const labels = { ...node?.meta.labels, ...nodeSelector };
  return Object.entries(requests).map(([resourceName, perReplica]) => {
    const product = productOf(labels, resourceName, seen.accelerators);
    return {
      resourceName,
      ...(product !== UNKNOWN_PRODUCT && { product }),
      perReplica,
    };
  });
}

/**
 * The revisions of a Deployment that have pods. Their share is that of the
 * replicas: a Service spreads requests over ready pods, but nothing measures it.
 */
export function deploymentRevisions(
  { replicaSets, pods }: DeploymentReading,
  label: string = '',
): Revision[] {
  const total = replicaSets.reduce((sum, { ready }) => sum + ready, 0);
  return replicaSets.map((replicaSet, index) => {
    const image = mainContainer(replicaSet.template.containers)?.image;
    const artifact = artifactOf(replicaSet, pods);
    return {
      name: `${label}revision ${
        revisionNumber(replicaSet) || replicaSet.meta.name
      }`,
      ...(image && { image }),
      ...(artifact && { artifact }),
      ready: replicaSet.ready,
      current: index === 0,
      share: {
        kind: 'replicas',
        ...(total > 0 && {
          percent: Math.round((replicaSet.ready / total) * 100),
        }),
      },
    };
  });
}

/** The container with the accelerator or the engine, else the first. */
export function mainContainer(
  containers: readonly ContainerRecord[],
): ContainerRecord | undefined {
  const staying = containers.filter(({ role }) => role === 'container');
  return (
    staying.find(({ requests }) => Object.keys(requests).length > 0) ??
    staying.find(({ image }) => image && engineOf(image)) ??
    staying[0]
  );
}

/** What the pods of a revision were told to download or to serve. */
function artifactOf(
  { meta }: ReplicaSetRecord,
  pods: readonly PodRecord[],
): string | undefined {
  const pod = pods.find(
    ({ meta: { controller } }) => controller?.uid === meta.uid,
  );
  const told = pod?.containers.find(({ modelArgument }) => modelArgument);
  return told?.modelArgument && artifactFromArgument(told.modelArgument);
}
