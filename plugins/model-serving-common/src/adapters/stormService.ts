import type { Judgement, Revision } from '../api/types';
import type { ResourceCounts } from '../gpu/effectiveRequest';
import type { ConditionRecord } from '../observed/condition';
import type { PodRecord } from '../observed/pod';
import { engineIn } from '../observed/servingTemplate';
import {
  stormServiceProjection,
  type StormServiceRecord,
} from '../observed/stormService';
import { artifactFromArgument } from './artifact';
import { quotaProblem } from './quota';
import {
  changedAt,
  podsLabelled,
  readReported,
  replicaShare,
  type ReportedReading,
} from './reported';
import {
  beforeStatus,
  conditionIs,
  detailOf,
  fromPods,
  notServing,
  progress,
  servesNow,
  stopped,
} from './reportedJudgement';
import type { AssessmentContext, WorkloadAdapter } from './types';
import { gpuRequests, mainContainer } from './workloadParts';
import { fieldEvidence, sentence } from './wording';

/**
 * AIBrix v0.7 StormService. A replica is a role set: all its pods, prefill and
 * decode together, and the GPUs of all of them.
 *
 * @public
 */
export const stormServiceAdapter: WorkloadAdapter<StormServiceRecord> = {
  ...stormServiceProjection,
  assess(service, seen) {
    const { resource } = stormServiceProjection;
    const { desired, updated, ready, conditions, observedGeneration } = service;
    const pods = podsOf(service, seen);
    const reading = readReported(resource, service, seen, {
      conditions,
      pods,
      replicas: {
        desired,
        ...(updated !== undefined && { updated }),
        ...(ready !== undefined && { ready }),
      },
      ...(observedGeneration !== undefined && { observedGeneration }),
    });
    const containers = service.roles.flatMap(
      ({ template }) => template.containers,
    );
    const told = service.roles
      .map(({ template }) => mainContainer(template.containers)?.modelArgument)
      .find(argument => argument !== undefined);
    const artifactUri = told && artifactFromArgument(told);
    const selector = service.roles.find(
      ({ template }) => Object.keys(template.requests).length > 0,
    )?.template.nodeSelector;
    return {
      ref: reading.ref,
      runtime: engineIn(containers) ?? 'AIBrix',
      ...(artifactUri && { artifactUri }),
      replicas: reading.replicas,
      revisions: revisionsOf(service),
      gpus: gpuRequests(requestsOf(service), selector ?? {}, pods, seen),
      judgement: judge(service, reading, seen),
      changedAt: changedAt(resource, service, seen),
    };
  },
  podsOf,
};

function podsOf(
  { meta }: StormServiceRecord,
  seen: AssessmentContext,
): PodRecord[] {
  return podsLabelled(
    meta.namespace,
    { 'storm-service-name': meta.name },
    seen,
  );
}

function requestsOf({ roles }: StormServiceRecord): ResourceCounts {
  const sum: Record<string, number> = {};
  for (const { pods, template } of roles) {
    for (const [name, count] of Object.entries(template.requests)) {
      sum[name] = (sum[name] ?? 0) + count * pods;
    }
  }
  return sum;
}

function revisionsOf(service: StormServiceRecord): Revision[] {
  const { currentRevision, updateRevision, ready, updatedReady } = service;
  if (!updateRevision) return [];
  const image = service.roles
    .map(({ template }) => mainContainer(template.containers)?.image)
    .find(found => found !== undefined);
  const fresh =
    currentRevision === updateRevision ? ready ?? updatedReady : updatedReady;
  const former = Math.max(0, (ready ?? 0) - (fresh ?? 0));
  const newest: Revision = {
    name: updateRevision,
    ...(image && { image }),
    ...(fresh !== undefined && { ready: fresh }),
    current: true,
    share: replicaShare(fresh ?? 0, ready ?? 0),
  };
  if (!currentRevision || currentRevision === updateRevision) return [newest];
  return [
    newest,
    {
      name: currentRevision,
      ready: former,
      current: false,
      share: replicaShare(former, ready ?? 0),
    },
  ];
}

function judge(
  service: StormServiceRecord,
  reading: ReportedReading,
  seen: AssessmentContext,
): Judgement {
  const { meta, desired, paused, ready, updated = 0 } = service;
  if (paused && !meta.deletedAt) {
    return {
      verdict: 'suspended',
      reason: 'Paused',
      message: sentence(
        ['Changes are paused', progress(reading)].filter(Boolean).join('; '),
      ),
      evidence: [fieldEvidence(reading.ref, 'spec.paused', 'true')],
    };
  }
  const first = beforeStatus(reading);
  if (first) return first;
  if (desired === 0) return stopped(reading, 'spec.replicas', '0');
  const failure = conditionIs(reading, 'ReplicaFailure', 'True');
  if (failure) return cannotCreate(reading, failure, seen);
  const up = conditionIs(reading, 'Ready', 'True');
  if (up) return servesNow(reading, up);
  const busy = conditionIs(reading, 'Progressing', 'True');
  const replacing = (ready ?? 0) > 0 && updated < desired;
  return (
    fromPods(reading, busy) ??
    notServing(
      reading,
      {
        verdict: 'progressing',
        reason: replacing ? 'RolloutInProgress' : 'WaitingForPods',
        because: replacing
          ? 'it is being replaced by a new version'
          : 'AIBrix is setting it up',
      },
      busy,
    )
  );
}

function cannotCreate(
  reading: ReportedReading,
  failure: ConditionRecord,
  seen: AssessmentContext,
): Judgement {
  const detail = detailOf(failure);
  const quota = quotaProblem(
    failure.message ?? '',
    reading.meta.namespace ?? '',
    seen,
  );
  const judgement = notServing(
    reading,
    {
      verdict: 'degraded',
      reason: quota ? 'QuotaExceeded' : 'InvalidSpec',
      because:
        quota?.text ??
        `AIBrix cannot make its pods: ${detail ?? 'it does not say why'}`,
      ...(quota && { advice: quota.advice }),
    },
    failure,
  );
  return {
    ...judgement,
    evidence: [...(quota?.evidence ?? []), ...judgement.evidence],
  };
}
