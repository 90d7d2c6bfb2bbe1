import {
  kustomizationProjection,
  type KustomizationRecord,
} from '../observed/kustomization';
import type { GitRepositoryRecord } from '../observed/gitRepository';
import {
  fluxDestination,
  fluxStatus,
  gitRepositoryOf,
  sourceProblem,
  type FluxStatus,
} from './flux';
import { objectRef } from './wording';
import type { DeliveryAdapter } from './types';

/**
 * Flux Kustomization, kustomize-controller v1.9, delivering to its own cluster
 * or by `kubeConfig` to another.
 *
 * `wantedRevision` is what the GitRepository fetched, `appliedRevision` the
 * `lastAppliedRevision`, both without the branch.
 *
 * @public
 */
export const kustomizationAdapter: DeliveryAdapter<KustomizationRecord> = {
  ...kustomizationProjection,
  describe(kustomization, seen) {
    const { meta, source, path, kubeConfig, appliedAt, objects } =
      kustomization;
    const repository = gitRepositoryOf(source, kustomization, seen);
    const revisions = revisionsOf(kustomization, repository);
    return {
      delivery: {
        tool: 'flux',
        ref: objectRef(seen.cluster, kustomizationProjection.resource, meta),
        cluster: seen.cluster.cluster,
        ...statusOf(kustomization, repository),
        ...revisions,
        ...(appliedAt && { appliedAt }),
      },
      destination: fluxDestination(kubeConfig, meta),
      sources: [{ repoUrl: repository?.url ?? '', path, ...revisions }],
      objects,
    };
  },
};

function revisionsOf(
  kustomization: KustomizationRecord,
  repository: GitRepositoryRecord | undefined,
): { wantedRevision?: string; appliedRevision?: string } {
  const { appliedRevision, attemptedRevision, originRevision } = kustomization;
  // The digest of an image tells nobody which commit it was made from.
  const applied = originRevision ?? appliedRevision;
  const upToDate = attemptedRevision === appliedRevision;
  const attempted = upToDate ? applied : attemptedRevision;
  const wanted = repository?.revision ?? attempted;
  return {
    ...(wanted && { wantedRevision: wanted }),
    ...(applied && { appliedRevision: applied }),
  };
}

function statusOf(
  kustomization: KustomizationRecord,
  repository: GitRepositoryRecord | undefined,
): FluxStatus {
  const own = fluxStatus(kustomization);
  if (own.status !== 'synced') return own;
  const problem = sourceProblem(repository);
  if (problem) return problem;
  const { appliedRevision, waits } = kustomization;
  if (repository?.revision && repository.revision !== appliedRevision) {
    return { status: 'outOfSync' };
  }
  return waits
    ? own
    : {
        ...own,
        message: 'Applied; Flux does not wait here for it to become healthy.',
      };
}
