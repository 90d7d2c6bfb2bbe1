import type { Judgement } from '../api/types';
import type {
  RayClusterRecord,
  RayServiceRecord,
} from '../observed/rayService';
import type { ReportedReading } from './reported';
import {
  beforeStatus,
  conditionIs,
  detailOf,
  fromPods,
  notServing,
  servesNow,
} from './reportedJudgement';
import {
  conditionEvidence,
  fieldEvidence,
  notStartedBy,
  sentence,
} from './wording';

/** Application states of Ray Serve that do not get better by waiting. */
const FAILED: ReadonlySet<string> = new Set(['DEPLOY_FAILED', 'UNHEALTHY']);

/** States of an application that is not done starting, or ends: Ray Serve. */
const STARTING: ReadonlySet<string> = new Set([
  'NOT_STARTED',
  'DEPLOYING',
  'DELETING',
]);

/**
 * Judges a RayService, KubeRay v1.7. Its own `Ready` only says that some pod
 * takes requests, so that the states of the applications come first.
 */
export function judgeRayService(
  service: RayServiceRecord,
  reading: ReportedReading,
): Judgement {
  return (
    suspended(service, reading) ??
    beforeStatus(reading) ??
    failedApplication(service, reading) ??
    upgrading(service, reading) ??
    ready(service, reading) ??
    notReady(service, reading)
  );
}

function suspended(
  { meta, suspend }: RayServiceRecord,
  reading: ReportedReading,
): Judgement | undefined {
  if (meta.deletedAt) return undefined;
  if (!suspend) return resuming(reading);
  const done = conditionIs(reading, 'Suspended', 'True');
  return {
    verdict: 'suspended',
    reason: 'Stopped',
    message: done
      ? 'It is stopped: someone asked for that.'
      : 'It is being stopped: someone asked for that.',
    evidence: [
      fieldEvidence(reading.ref, 'spec.suspend', 'true'),
      ...(done ? [conditionEvidence(reading.ref, done)] : []),
    ],
    ...(done?.since && { since: done.since }),
    advice: 'Set suspend to false in Git to start it.',
  };
}

/** Nobody wants it stopped any more, and KubeRay has yet to start it. */
function resuming(reading: ReportedReading): Judgement | undefined {
  const stopped =
    conditionIs(reading, 'Suspended', 'True') ??
    conditionIs(reading, 'Suspending', 'True');
  return (
    stopped &&
    notServing(
      reading,
      {
        verdict: 'progressing',
        reason: 'WaitingForPods',
        because: 'it was stopped, and KubeRay has not started it again yet',
      },
      stopped,
    )
  );
}

/** Of the new cluster first: that is what somebody waits for. */
function failedApplication(
  { active, pending }: RayServiceRecord,
  reading: ReportedReading,
): Judgement | undefined {
  const clusters: readonly [string, RayClusterRecord | undefined][] = [
    ['status.pendingServiceStatus', pending],
    ['status.activeServiceStatus', active],
  ];
  for (const [path, cluster] of clusters) {
    const failed = cluster?.applications.find(({ status }) =>
      FAILED.has(status ?? ''),
    );
    if (!cluster || !failed) continue;
    const { name, status = '', message = '' } = failed;
    const isNew = cluster === pending && active !== undefined;
    const what = status === 'UNHEALTHY' ? 'is not healthy' : 'could not start';
    return {
      verdict: 'degraded',
      reason: isNew ? 'RolloutStalled' : 'NotReady',
      message: sentence(
        `${
          isNew ? 'The new version: the' : 'The'
        } application "${name}" ${what}${message && `: ${message}`}`,
      ),
      evidence: [
        fieldEvidence(
          reading.ref,
          `${path}.applicationStatuses.${name}`,
          [status, message].filter(Boolean).join(': '),
        ),
      ],
      advice: 'Read the log of the service for the cause.',
    };
  }
  return undefined;
}

function upgrading(
  { active, pending }: RayServiceRecord,
  reading: ReportedReading,
): Judgement | undefined {
  const back = conditionIs(reading, 'RollbackInProgress', 'True');
  if (!back && (!active || !pending)) return undefined;
  const condition = back ?? conditionIs(reading, 'UpgradeInProgress', 'True');
  const share =
    pending?.trafficPercent === undefined
      ? ''
      : ` (${pending.trafficPercent} % of the requests go to the new one)`;
  const because = back
    ? `it goes back to the former version${share}`
    : `the new version starts beside the former one${share}`;
  return (
    fromPods(reading, condition) ??
    notServing(
      reading,
      { verdict: 'progressing', reason: 'RolloutInProgress', because },
      condition,
    )
  );
}

/** Before KubeRay 1.3 there were no conditions. */
function ready(
  { serviceStatus, conditions, active }: RayServiceRecord,
  reading: ReportedReading,
): Judgement | undefined {
  const up = conditionIs(reading, 'Ready', 'True');
  const before = conditions.length === 0 && serviceStatus === 'Running';
  if (!up && !before) return undefined;
  const other = active?.applications.find(({ status }) => status !== 'RUNNING');
  if (!other) {
    // It counts the machines that take requests, not the workers.
    return servesNow(reading, up, { counted: false });
  }
  const { name, status = 'no state' } = other;
  const isOnItsWay = STARTING.has(status);
  return notServing(
    reading,
    {
      verdict: isOnItsWay ? 'progressing' : 'unknown',
      reason: isOnItsWay ? 'WaitingForPods' : 'NotUnderstood',
      because: isOnItsWay
        ? `the application "${name}" is not up yet`
        : `the application "${name}" is in a state that is not known here (${status})`,
    },
    up,
  );
}

function notReady(
  { active, pending }: RayServiceRecord,
  reading: ReportedReading,
): Judgement {
  const down = conditionIs(reading, 'Ready', 'False');
  const because = detailOf(down);
  if (down?.reason === 'ValidationFailed') {
    return notServing(
      reading,
      {
        verdict: 'degraded',
        reason: 'InvalidSpec',
        because: `KubeRay cannot run what is written: ${because}`,
        advice: 'Correct the files in Git; the next commit is tried again.',
      },
      down,
    );
  }
  if (down?.reason === 'InitializingTimeout') {
    return notServing(
      reading,
      {
        verdict: 'degraded',
        reason: 'RolloutStalled',
        because: `KubeRay has stopped waiting for it: ${because}`,
        advice: 'Look at its replicas in the cluster for the cause.',
      },
      down,
    );
  }
  const explained = fromPods(reading, down);
  if (explained) return explained;
  if (down?.reason === 'ZeroServeEndpoints') {
    return notServing(
      reading,
      {
        verdict: 'degraded',
        reason: 'NotReady',
        because: 'it served before, and no pod of it takes requests now',
        advice: 'Read the log of the service for the cause.',
      },
      down,
    );
  }
  const started = active ?? pending;
  return notServing(
    reading,
    {
      verdict: 'progressing',
      reason: 'WaitingForPods',
      ...(because || started
        ? { because: because ?? 'its applications are starting' }
        : notStartedBy('KubeRay')),
    },
    down,
  );
}
