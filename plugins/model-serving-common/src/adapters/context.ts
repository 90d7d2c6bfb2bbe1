import type { ClusterSnapshot } from '../fleet/snapshot';
import {
  DEFAULT_ACCELERATORS,
  type AcceleratorRule,
} from '../gpu/accelerators';
import {
  deploymentProjection,
  type DeploymentRecord,
} from '../observed/deployment';
import { DEPLOYMENT_REVISION, ROLLOUT_ANNOTATIONS } from '../observed/metadata';
import { podProjection, type PodRecord } from '../observed/pod';
import { replicaSetProjection } from '../observed/replicaSet';
import {
  recordKey,
  type ObservedRecord,
  type RecordMeta,
} from '../observed/resource';
import { RecordIndexes } from './RecordIndexes';
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
  return indexedContext(cluster, now, {
    ...options,
    indexes: RecordIndexes.create(),
  });
}

/** The same, with indexes that were kept from before. */
export function indexedContext(
  cluster: ClusterSnapshot,
  now: Date,
  options: {
    readonly isSelected?: (meta: RecordMeta) => boolean;
    readonly accelerators?: readonly AcceleratorRule[];
    readonly indexes: RecordIndexes;
  },
): AssessmentContext {
  const { indexes, accelerators = DEFAULT_ACCELERATORS } = options;
  return {
    now,
    cluster,
    isSelected: options.isSelected ?? (() => false),
    podsIn: namespace =>
      cluster.podsIn?.(namespace) ??
      indexes.byNamespace(cluster.records(podProjection)).get(namespace) ??
      [],
    deployment: (namespace, name): DeploymentRecord | undefined =>
      cluster.records(deploymentProjection).get(recordKey({ namespace, name })),
    replicaSetsOf: owner =>
      [
        ...(indexes
          .byController(cluster.records(replicaSetProjection))
          .get(owner.meta.uid) ?? []),
      ].sort((a, b) => revisionNumber(b) - revisionNumber(a)),
    accelerators,
    gpus: () => indexes.gpus(cluster, accelerators),
    findings: uid => cluster.findings?.(uid),
  };
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
