import type { ContainerStatusRecord } from '../../observed/containerStatus';
import { cut } from '../../observed/text';
import { MODEL_SOURCE } from '../../diagnosis/recognisers/modelSource';
import {
  adviceToRead,
  causeOf,
  eventEvidence,
  findEvent,
  logEvidence,
  logOf,
} from './evidence';
import {
  endText,
  lastEnd,
  scheduledSince,
  statusEvidence,
  type PodCheck,
} from './finding';

/** KServe v0.20 downloads with `storage-initializer`; a modelcar holds the model. */
export const DOWNLOADERS: ReadonlySet<string> = new Set([
  'storage-initializer',
  'modelcar-init',
  'model-downloader',
]);

/** The model itself is being fetched, or could not be. */
export const modelDownload: PodCheck = (pod, reading) => {
  const status = pod.statuses.find(
    ({ init, name }) => init && DOWNLOADERS.has(name),
  );
  if (!status) return undefined;
  const end = lastEnd(status);
  const failed = end !== undefined && end.exitCode !== 0;
  const log = logOf(pod, reading, status.name);
  const cause = failed ? causeOf(end.message, log, MODEL_SOURCE) : undefined;
  const evidence = [
    ...logEvidence(pod, reading, log, cause?.line),
    ...statusEvidence(pod, reading, status),
  ];
  if (failed) {
    const retried =
      status.restarts > 0 ? ` after ${status.restarts + 1} tries` : '';
    return {
      verdict: 'degraded',
      reason: 'ModelDownloadFailed',
      message: `the model could not be downloaded${retried}: ${
        cause?.problem ?? endText(end)
      }`,
      evidence,
      ...(end.finishedAt && { since: end.finishedAt }),
      advice:
        cause?.advice ??
        adviceToRead(
          pod,
          reading,
          `Read the log of the container ${status.name} for the cause.`,
        ),
    };
  }
  if (status.state.phase !== 'running') return undefined;
  if (reading.deadlineExceeded !== undefined) {
    return {
      verdict: 'progressing',
      reason: 'SlowStart',
      message: `the model is still being downloaded, longer than the ${reading.deadlineExceeded} s after which the cluster reports a failure`,
      evidence,
      ...(status.state.since && { since: status.state.since }),
      advice:
        'Large models take their time: this is not yet a failure. Raise progressDeadlineSeconds, or use a model cache.',
    };
  }
  return {
    verdict: 'progressing',
    reason: 'ModelDownload',
    message: 'the model is being downloaded',
    evidence,
    ...(status.state.since && { since: status.state.since }),
  };
};

const PREPARING: Readonly<Record<string, string>> = {
  Pulling: 'its machine is downloading the image of the program',
  Pulled: 'its machine is preparing it (image and volumes)',
};

/** Events of the kubelet and the volume controllers, Kubernetes v1.36. */
const OBSTACLES: Readonly<
  Record<string, { readonly problem: string; readonly advice: string }>
> = {
  FailedMount: {
    problem: 'a volume, secret or config map cannot be mounted',
    advice:
      'Check that what the service mounts exists in the namespace; the event names it.',
  },
  FailedAttachVolume: {
    problem: 'a disk cannot be attached',
    advice:
      'A disk that only one machine may use at a time may still be held by another replica. Ask the platform team if it lasts.',
  },
  FailedCreatePodSandBox: {
    problem: 'the network or runtime of the machine refuses it',
    advice: 'Ask the platform team to check the machine.',
  },
};

/** Before any program runs: other init containers, volumes, the image itself. */
export const preparing: PodCheck = (pod, reading) => {
  if (!pod.nodeName || pod.phase !== 'Pending') return undefined;
  const failing = pod.statuses.find(
    ({ state }) =>
      state.phase === 'waiting' && /Error$/.test(state.reason ?? ''),
  );
  const events = eventEvidence(pod, reading);
  if (failing) {
    return cannotStart(failing, [
      ...statusEvidence(pod, reading, failing),
      ...events,
    ]);
  }
  const obstacle = findEvent(pod, reading, Object.keys(OBSTACLES));
  const pulling = findEvent(pod, reading, ['Pulling', 'Pulled']);
  const known = obstacle && OBSTACLES[obstacle.reason];
  return {
    verdict: 'progressing',
    reason: 'WaitingForPods',
    message: known
      ? `its machine cannot prepare it yet: ${known.problem}`
      : PREPARING[pulling?.reason ?? ''] ?? PREPARING.Pulled ?? '',
    evidence: [
      ...events,
      ...pod.statuses
        .slice(0, 1)
        .flatMap(status => statusEvidence(pod, reading, status)),
    ],
    ...scheduledSince(pod),
    ...(known && { advice: known.advice }),
  };
};

function cannotStart(
  status: ContainerStatusRecord,
  evidence: ReturnType<typeof statusEvidence>,
): ReturnType<PodCheck> {
  const detail =
    status.state.phase === 'waiting' ? status.state.message : undefined;
  return {
    verdict: 'degraded',
    reason: 'InvalidSpec',
    message: `the program cannot be started${
      detail ? `: ${cut(detail, 200)}` : ''
    }`,
    evidence,
    advice:
      'Check that what the service refers to (secrets, config maps, volumes, commands) exists in the namespace.',
  };
}
