import type { Workload } from '../api/types';
import {
  deploymentProjection,
  type DeploymentRecord,
} from '../observed/deployment';
import { recordKey } from '../observed/resource';
import { rolloutProjection } from '../observed/rollout';
import { engineIn, isClaimed } from '../observed/servingTemplate';
import { artifactFromArgument } from './artifact';
import {
  judgeDeployment,
  podsOfDeployment,
  readDeployment,
} from './deploymentJudgement';
import { isSpokenFor } from './spokenFor';
import type { AssessmentContext, WorkloadAdapter } from './types';
import {
  deploymentRevisions,
  gpuRequests,
  mainContainer,
} from './workloadParts';

/**
 * A Deployment that serves a model: annotated, selected by an entity, or
 * running a known engine.
 *
 * @public
 */
export const deploymentAdapter: WorkloadAdapter<DeploymentRecord> = {
  ...deploymentProjection,
  assess(deployment, seen) {
    if (!serves(deployment, seen)) return undefined;
    return assessDeployment(deployment, seen);
  },
  podsOf: podsOfDeployment,
};

function serves(
  deployment: DeploymentRecord,
  seen: AssessmentContext,
): boolean {
  const { meta, template } = deployment;
  if (isSpokenFor(meta)) return false;
  return (
    (isClaimed(meta.annotations) ||
      engineIn(template.containers) !== undefined ||
      seen.isSelected(meta)) &&
    !lendsItsTemplate(deployment, seen)
  );
}

/** Argo Rollouts scales a Deployment to zero once a Rollout runs its template. */
function lendsItsTemplate(
  { meta, desired }: DeploymentRecord,
  { cluster }: AssessmentContext,
): boolean {
  if (desired > 0) return false;
  return [...cluster.records(rolloutProjection).values()].some(
    rollout =>
      rollout.workloadName === meta.name &&
      rollout.meta.namespace === meta.namespace,
  );
}

function assessDeployment(
  deployment: DeploymentRecord,
  seen: AssessmentContext,
): Workload {
  const { meta, template, desired, updated, ready } = deployment;
  const reading = readDeployment(deployment, seen);
  const main = mainContainer(template.containers);
  const artifactUri =
    main?.modelArgument && artifactFromArgument(main.modelArgument);
  return {
    ref: reading.ref,
    runtime: engineIn(template.containers) ?? 'custom',
    ...(artifactUri && { artifactUri }),
    replicas: { desired, updated, ready },
    revisions: deploymentRevisions(reading),
    gpus: gpuRequests(
      template.requests,
      template.nodeSelector,
      reading.pods,
      seen,
    ),
    judgement: judgeDeployment(reading),
    changedAt:
      seen.cluster.changedAt(deploymentProjection.resource, recordKey(meta)) ??
      meta.createdAt,
  };
}
