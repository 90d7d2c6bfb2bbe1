import type { ClusterSnapshot } from '../fleet/snapshot';
import {
  DEFAULT_ACCELERATORS,
  type AcceleratorRule,
} from '../gpu/accelerators';
import { accountGpus, type GpuAccount } from '../gpu/totals';
import {
  deploymentProjection,
  type DeploymentRecord,
} from '../observed/deployment';
import { DEPLOYMENT_REVISION, ROLLOUT_ANNOTATIONS } from '../observed/metadata';
import { nodeProjection } from '../observed/node';
import { podProjection, type PodRecord } from '../observed/pod';
import { replicaSetProjection } from '../observed/replicaSet';
import {
  recordKey,
  type ObservedRecord,
  type RecordMeta,
} from '../observed/resource';
import type { AssessmentContext } from './types';

/**
 * Prepares a cluster for its adapters: what several of them look up is
 * indexed once, on first use.
 *
 * @public
 */
export function assessmentContext(
  cluster: ClusterSnapshot,
  now: Date,
  options: {
    readonly isSelected?: (meta: RecordMeta) => boolean;
    readonly accelerators?: readonly AcceleratorRule[];
  } = {},
): AssessmentContext {
  const accelerators = options.accelerators ?? DEFAULT_ACCELERATORS;
  const pods = once(() =>
    groupBy(
      cluster.records(podProjection).values(),
      pod => pod.meta.namespace ?? '',
    ),
  );
  const replicaSets = once(() =>
    groupBy(
      cluster.records(replicaSetProjection).values(),
      ({ meta }) => meta.controller?.uid ?? '',
    ),
  );
  const gpus = once(() => gpuAccountOf(cluster, accelerators));
  return {
    now,
    cluster,
    isSelected: options.isSelected ?? (() => false),
    podsIn: namespace => pods().get(namespace) ?? [],
    deployment: (namespace, name): DeploymentRecord | undefined =>
      cluster.records(deploymentProjection).get(recordKey({ namespace, name })),
    replicaSetsOf: owner =>
      [...(replicaSets().get(owner.meta.uid) ?? [])].sort(
        (a, b) => revisionNumber(b) - revisionNumber(a),
      ),
    gpus,
    findings: uid => cluster.findings?.(uid),
  };
}

/**
 * `undefined` when the cluster never showed its nodes and pods: a count of
 * only one of them would be false.
 */
export function gpuAccountOf(
  cluster: ClusterSnapshot,
  accelerators: readonly AcceleratorRule[] = DEFAULT_ACCELERATORS,
): GpuAccount | undefined {
  const seen = [nodeProjection, podProjection].every(
    ({ resource }) => cluster.knowledge(resource).status === 'observed',
  );
  if (!seen) return undefined;
  return accountGpus(
    cluster.records(nodeProjection).values(),
    cluster.records(podProjection).values(),
    accelerators,
  );
}

/** The number that the controller gave a revision; 0 when none. */
export function revisionNumber({ meta }: ObservedRecord): number {
  const { annotations } = meta;
  const written =
    annotations[ROLLOUT_ANNOTATIONS.revision] ??
    annotations[DEPLOYMENT_REVISION];
  return Number(written ?? 0) || 0;
}

/** Whether labels carry every pair of a `matchLabels`; an empty one selects nothing. */
export function selects(
  matchLabels: Readonly<Record<string, string>>,
  labels: PodRecord['meta']['labels'],
): boolean {
  const pairs = Object.entries(matchLabels);
  return (
    pairs.length > 0 && pairs.every(([name, value]) => labels[name] === value)
  );
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function groupBy<T>(
  items: Iterable<T>,
  keyOf: (item: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
