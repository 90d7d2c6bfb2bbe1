import type { Revision } from '../api/types';
import type { InferenceServiceRecord } from '../observed/inferenceService';
import type { DeploymentReading } from './deploymentJudgement';
import type { InferenceServiceReading } from './inferenceService';
import { deploymentRevisions } from './workloadParts';

/**
 * The revisions of an InferenceService, KServe v0.20.
 *
 * - Knative mode writes the traffic that each revision gets: a measured share.
 * - Standard mode writes none, so that they are read from the Deployments. A
 *   canary (`spec.canary[]`) asks for a share that KServe turns into a number
 *   of replicas: what is shown is what was asked for, of replicas. Without a
 *   canary it is the share of the replicas that are ready.
 */
export function inferenceServiceRevisions(
  service: InferenceServiceRecord,
  { stable, canaries }: InferenceServiceReading,
): Revision[] {
  const { status } = service;
  if (status.traffic.length > 0) {
    return status.traffic.map(({ revisionName, percent }) => ({
      name: revisionName,
      current: revisionName === status.latestCreatedRevision,
      share: { kind: 'traffic', ...(percent !== undefined && { percent }) },
    }));
  }
  const own = stable ? deploymentRevisions(stable) : [];
  if (service.canaries.length === 0) return own;
  const asked = service.canaries.map(({ trafficPercent }) => trafficPercent);
  const known = asked.filter(percent => percent !== undefined);
  const rest =
    known.length === asked.length
      ? Math.max(0, 100 - known.reduce((sum, percent) => sum + percent, 0))
      : undefined;
  return [
    // The newest that was asked for is the trial, not what it is tried against.
    ...own.map(revision => ({ ...ofShare(revision, rest), current: false })),
    ...service.canaries.flatMap(({ name, trafficPercent }) =>
      canaryRevisions(name, canaries.get(name), trafficPercent),
    ),
  ];
}

function canaryRevisions(
  name: string,
  canary: DeploymentReading | undefined,
  percent: number | undefined,
): Revision[] {
  const found = canary
    ? deploymentRevisions(canary, `canary ${name}, `).map(revision =>
        ofShare(revision, percent),
      )
    : [];
  // Asked for, and nothing runs of it yet.
  const share: Revision['share'] = {
    kind: 'replicas',
    ...(percent !== undefined && { percent }),
  };
  return found.length > 0
    ? found
    : [{ name: `canary ${name}`, current: true, share }];
}

/** A Deployment that is replaced has two revisions: they divide its share. */
function ofShare(revision: Revision, percent: number | undefined): Revision {
  const { percent: within = revision.current ? 100 : 0 } = revision.share;
  return {
    ...revision,
    share: {
      kind: 'replicas',
      ...(percent !== undefined && {
        percent: Math.round((within * percent) / 100),
      }),
    },
  };
}
