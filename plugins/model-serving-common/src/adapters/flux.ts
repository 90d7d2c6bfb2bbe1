import type { Delivery } from '../api/types';
import { findCondition, type ConditionRecord } from '../observed/condition';
import type { FluxSourceRef } from '../observed/flux';
import {
  gitRepositoryProjection,
  type GitRepositoryRecord,
} from '../observed/gitRepository';
import { recordKey, type RecordMeta } from '../observed/resource';
import type { AssessmentContext, DeliveryClaim } from './types';

/** What Kustomizations and HelmReleases have in common. */
export interface FluxObject {
  readonly meta: RecordMeta;
  readonly suspend: boolean;
  readonly observedGeneration?: number;
  readonly conditions: readonly ConditionRecord[];
}

/** How far Flux is, and in whose words. */
export type FluxStatus = Pick<Delivery, 'status' | 'message'>;

/**
 * The state of a Flux object, as kstatus reads it; equal to the checks of
 * Argo CD v3.5 where both have a word for it. Suspended comes first: its
 * conditions are those of the time before.
 *
 * Where this differs from Argo CD: waiting for another object is no failure
 * (`DependencyNotReady`), nor is `Ready` Unknown without `Reconciling`, nor
 * an object whose newest change was not looked at.
 */
export function fluxStatus(object: FluxObject): FluxStatus {
  const { meta, suspend, conditions } = object;
  if (meta.deletedAt) {
    return { status: 'syncing', message: 'Flux is removing it.' };
  }
  if (suspend) {
    return {
      status: 'suspended',
      message: 'Flux is suspended here: someone asked for that.',
    };
  }
  const ready = findCondition(conditions, 'Ready');
  const stalled = findCondition(conditions, 'Stalled');
  if (!ready && stalled?.status !== 'True') return { status: 'syncing' };
  if (isOld(object, ready)) return { status: 'syncing' };
  if (stalled?.status === 'True') return told('failed', stalled);
  if (ready?.status === 'True') return { status: 'synced' };
  if (ready?.status === 'Unknown') return told('syncing', ready);
  return ready?.reason === 'DependencyNotReady'
    ? told('outOfSync', ready)
    : told('failed', ready);
}

/**
 * Flux moves `status.observedGeneration` only when it succeeds or gives up;
 * what was tried since is on the condition.
 */
function isOld(
  { meta, observedGeneration = 0 }: FluxObject,
  ready: ConditionRecord | undefined,
): boolean {
  if (!meta.generation) return false;
  const seen = Math.max(observedGeneration, ready?.observedGeneration ?? 0);
  return seen < meta.generation;
}

function told(
  status: Delivery['status'],
  condition: ConditionRecord | undefined,
): FluxStatus {
  const message = condition?.message ?? condition?.reason;
  return { status, ...(message && { message }) };
}

/** The repository that an object is from, when it is seen. */
export function gitRepositoryOf(
  source: FluxSourceRef | undefined,
  { meta }: FluxObject,
  { cluster }: AssessmentContext,
): GitRepositoryRecord | undefined {
  if (source?.kind !== 'GitRepository') return undefined;
  const { name, namespace = meta.namespace } = source;
  const key = recordKey({ name, ...(namespace && { namespace }) });
  return cluster.records(gitRepositoryProjection).get(key);
}

/**
 * What keeps the repository from bringing newer commits: the object itself
 * stays Ready with the last one that was fetched.
 */
export function sourceProblem(
  repository: GitRepositoryRecord | undefined,
): FluxStatus | undefined {
  if (!repository) return undefined;
  if (repository.suspend) {
    return {
      status: 'suspended',
      message: `Flux does not look at ${repository.url}: someone suspended that.`,
    };
  }
  const ready = findCondition(repository.conditions, 'Ready');
  if (ready?.status !== 'False') return undefined;
  return {
    status: 'failed',
    message: `Flux cannot fetch ${repository.url}: ${
      ready.message ?? ready.reason ?? 'it does not say why'
    }`,
  };
}

/**
 * Another cluster is known by the Secret or ConfigMap with its access, which
 * configured aliases name, with or without its namespace. Cluster API calls
 * it `<cluster>-kubeconfig`.
 */
export function fluxDestination(
  kubeConfig: string | undefined,
  { namespace }: RecordMeta,
): DeliveryClaim['destination'] {
  if (!kubeConfig) return {};
  return {
    name: kubeConfig.replace(/-kubeconfig$/, ''),
    alsoCalled: [`${namespace ?? ''}/${kubeConfig}`, kubeConfig],
  };
}
