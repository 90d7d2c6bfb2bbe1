import {
  helmReleaseProjection,
  type HelmReleaseRecord,
} from '../observed/helmRelease';
import {
  fluxDestination,
  fluxStatus,
  gitRepositoryOf,
  sourceProblem,
} from './flux';
import { objectRef } from './wording';
import type { DeliveryAdapter } from './types';

/**
 * Flux HelmRelease, helm-controller v1.6, delivering to its own cluster or by
 * `kubeConfig` to another.
 *
 * What is wanted and applied are versions of the chart: the one that was tried
 * last, and that of the newest release which Helm calls deployed. After a
 * failed upgrade they differ, and Flux may have gone back by itself.
 *
 * @public
 */
export const helmReleaseAdapter: DeliveryAdapter<HelmReleaseRecord> = {
  ...helmReleaseProjection,
  describe(release, seen) {
    const { meta, source, chart, kubeConfig, attemptedRevision, applied } =
      release;
    const repository = gitRepositoryOf(source, release, seen);
    const revisions = {
      ...(attemptedRevision && { wantedRevision: attemptedRevision }),
      ...(applied && { appliedRevision: applied.revision }),
    };
    const own = fluxStatus(release);
    const problem =
      own.status === 'synced' ? sourceProblem(repository) : undefined;
    return {
      delivery: {
        tool: 'flux',
        ref: objectRef(seen.cluster, helmReleaseProjection.resource, meta),
        cluster: seen.cluster.cluster,
        ...(problem ?? own),
        ...revisions,
        ...(applied?.at && { appliedAt: applied.at }),
      },
      destination: fluxDestination(kubeConfig, meta),
      sources:
        source?.kind === 'GitRepository' && chart
          ? [{ repoUrl: repository?.url ?? '', path: chart, ...revisions }]
          : [],
      objects: release.objects,
    };
  },
};
