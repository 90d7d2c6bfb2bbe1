import type { Judgement, ObjectRef } from '../api/types';
import { findCondition } from '../observed/condition';
import {
  deploymentProjection,
  type DeploymentRecord,
} from '../observed/deployment';
import type { PodRecord } from '../observed/pod';
import type { ReplicaSetRecord } from '../observed/replicaSet';
import { selects } from './context';
import {
  conditionEvidence,
  count,
  fieldEvidence,
  objectRef,
  sentence,
  serving,
} from './wording';
import { explainPods } from './pods/explainPods';
import { quotaProblem } from './quota';
import type { AssessmentContext } from './types';

/** A Deployment with what belongs to it. */
export interface DeploymentReading {
  readonly deployment: DeploymentRecord;
  readonly ref: ObjectRef;
  readonly seen: AssessmentContext;
  /** Newest revision first. */
  readonly replicaSets: readonly ReplicaSetRecord[];
  /** Those of the newest revision first, then the youngest. */
  readonly pods: readonly PodRecord[];
  /** Why pods of it do not serve. */
  readonly finding?: Judgement;
}

const POD_TEMPLATE_HASH = 'pod-template-hash';

/** Looks up what belongs to a Deployment. */
export function readDeployment(
  deployment: DeploymentRecord,
  seen: AssessmentContext,
): DeploymentReading {
  const replicaSets = seen.replicaSetsOf(deployment);
  const newest = replicaSets[0]?.meta.labels[POD_TEMPLATE_HASH];
  const isNewest = (pod: PodRecord) =>
    Number(pod.meta.labels[POD_TEMPLATE_HASH] === newest);
  const pods = podsOfDeployment(deployment, seen).sort(
    (a, b) =>
      isNewest(b) - isNewest(a) ||
      b.meta.createdAt.localeCompare(a.meta.createdAt, 'en'),
  );
  const finding = explainPods(pods, {
    seen,
    ...(deadlineExceeded(deployment) && {
      deadlineExceeded: deployment.progressDeadlineSeconds,
    }),
  });
  return {
    deployment,
    seen,
    ref: objectRef(
      seen.cluster,
      deploymentProjection.resource,
      deployment.meta,
    ),
    replicaSets,
    pods,
    ...(finding && { finding }),
  };
}

/** By selector: it holds even where replica sets may not be read. */
export function podsOfDeployment(
  { meta, selector }: DeploymentRecord,
  seen: AssessmentContext,
): PodRecord[] {
  return seen
    .podsIn(meta.namespace ?? '')
    .filter(pod => selects(selector, pod.meta.labels));
}

/**
 * Judges a Deployment in the order of `kubectl rollout status`, Kubernetes
 * v1.36 `polymorphichelpers/rollout_status.go`, and says why from its pods.
 *
 * Where this differs from Argo CD's check of Deployments, the pods know more:
 * a crash loop is degraded before the deadline, and a model that still loads
 * after the deadline is a slow start.
 */
export function judgeDeployment(reading: DeploymentReading): Judgement {
  const { deployment, ref } = reading;
  const { desired, ready, generation } = { ...deployment, ...deployment.meta };
  if (deployment.meta.deletedAt) {
    return deleting(ref, deployment.meta.deletedAt);
  }
  if (deployment.paused) {
    return {
      verdict: 'suspended',
      reason: 'Paused',
      message: `Changes are paused; ${serving(ready, desired)}.`,
      evidence: [fieldEvidence(ref, 'spec.paused', 'true')],
    };
  }
  if (desired === 0) {
    return {
      verdict: 'suspended',
      reason: 'Stopped',
      message: 'Nothing runs: it is scaled to zero replicas.',
      evidence: [fieldEvidence(ref, 'spec.replicas', '0')],
      advice: 'Raise the number of replicas in Git to start it.',
    };
  }
  const failure = findCondition(deployment.conditions, 'ReplicaFailure');
  if (failure?.status === 'True') {
    return cannotCreate(reading, failure.message ?? '');
  }
  if (generation && generation > (deployment.observedGeneration ?? 0)) {
    return {
      verdict: 'progressing',
      reason: 'RolloutInProgress',
      message: `The cluster has not looked at the newest change yet; ${serving(
        ready,
        desired,
      )}.`,
      evidence: [
        fieldEvidence(
          ref,
          'status.observedGeneration',
          String(deployment.observedGeneration ?? 0),
        ),
      ],
    };
  }
  return judgeReplicas(reading);
}

function judgeReplicas(reading: DeploymentReading): Judgement {
  const { deployment, finding, ref } = reading;
  const { desired, ready, updated, replicas, available } = deployment;
  const replacing = updated < desired || replicas > updated;
  const text =
    replacing && ready > 0 ? replacement(reading) : serving(ready, desired);
  if (finding && (replacing || available < desired)) {
    return {
      ...finding,
      verdict: afterDeadline(finding, deployment),
      message: sentence(`${text}: ${finding.message}`),
      evidence: [...finding.evidence, ...progressEvidence(reading)],
    };
  }
  const progress = findCondition(deployment.conditions, 'Progressing');
  if (progress && deadlineExceeded(deployment)) {
    return {
      verdict: 'degraded',
      reason: 'RolloutStalled',
      message: sentence(
        `${text}: no progress for ${deployment.progressDeadlineSeconds} s`,
      ),
      evidence: [conditionEvidence(ref, progress)],
      ...(progress.since && { since: progress.since }),
      advice: 'Look at the newest replicas of it in the cluster for the cause.',
    };
  }
  if (replacing || available < desired) {
    return {
      verdict: 'progressing',
      reason: replacing ? 'RolloutInProgress' : 'WaitingForPods',
      message: sentence(text),
      evidence: [
        fieldEvidence(
          ref,
          'status',
          `replicas ${replicas}, updated ${updated}, available ${available}, wanted ${desired}`,
        ),
      ],
    };
  }
  return {
    verdict: 'healthy',
    reason: 'Serving',
    message: sentence(serving(ready, desired)),
    evidence: [fieldEvidence(ref, 'status.readyReplicas', String(ready))],
    ...readySince(deployment),
  };
}

/** Waiting for what does not come is a failure once the deadline has passed. */
function afterDeadline(
  finding: Judgement,
  deployment: DeploymentRecord,
): Judgement['verdict'] {
  const waitsInVain = ['InsufficientGpus', 'Unschedulable', 'NotReady'];
  return deadlineExceeded(deployment) && waitsInVain.includes(finding.reason)
    ? 'degraded'
    : finding.verdict;
}

function cannotCreate(
  { deployment, ref, seen }: DeploymentReading,
  message: string,
): Judgement {
  const { ready, desired, meta } = deployment;
  const quota = quotaProblem(message, meta.namespace ?? '', seen);
  const failure = findCondition(deployment.conditions, 'ReplicaFailure');
  return {
    verdict: 'degraded',
    reason: quota ? 'QuotaExceeded' : 'InvalidSpec',
    message: sentence(
      `${serving(ready, desired)}: ${
        quota?.text ?? 'the cluster refuses to create replicas'
      }`,
    ),
    evidence: [
      ...(quota?.evidence ?? []),
      ...(failure ? [conditionEvidence(ref, failure)] : []),
    ],
    ...(failure?.since && { since: failure.since }),
    advice:
      quota?.advice ??
      'The evidence has the words of the cluster; a policy of the platform may be the cause.',
  };
}

/** Whether the controller has given up waiting, Kubernetes v1.36. */
export function deadlineExceeded(deployment: DeploymentRecord): boolean {
  const progress = findCondition(deployment.conditions, 'Progressing');
  return progress?.reason === 'ProgressDeadlineExceeded';
}

/** Being deleted is progress towards absence. */
export function deleting(ref: ObjectRef, since: string): Judgement {
  return {
    verdict: 'progressing',
    reason: 'Deleting',
    message: 'It is being removed from the cluster.',
    evidence: [fieldEvidence(ref, 'metadata.deletionTimestamp', since, since)],
    since,
  };
}

function replacement({ deployment, replicaSets }: DeploymentReading): string {
  // Which of them are new is not seen.
  if (replicaSets.length === 0) {
    return serving(deployment.ready, deployment.desired);
  }
  const fresh = Math.min(replicaSets[0]?.ready ?? 0, deployment.desired);
  const former = Math.max(0, deployment.ready - fresh);
  if (former === 0) return serving(deployment.ready, deployment.desired);
  return `the new version serves with ${fresh} of ${count(
    deployment.desired,
    'replica',
  )}, the former one still with ${former}`;
}

function progressEvidence({ deployment, ref }: DeploymentReading) {
  const progress = findCondition(deployment.conditions, 'Progressing');
  return progress && deadlineExceeded(deployment)
    ? [conditionEvidence(ref, progress)]
    : [];
}

function readySince(deployment: DeploymentRecord): { since?: string } {
  const since = findCondition(deployment.conditions, 'Available')?.since;
  return since ? { since } : {};
}
