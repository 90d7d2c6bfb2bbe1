import type { ContainerStatusRecord } from '../../observed/containerStatus';
import { cut } from '../../observed/text';
import { endText, lastEnd, statusEvidence, type PodCheck } from './finding';

const IMAGE_REASONS =
  /^(?:ErrImage\w*|ImagePullBackOff|InvalidImageName|ImageInspectError|RegistryUnavailable|SignatureValidationFailed)$/;

/** KServe v0.20 downloads with `storage-initializer`; a modelcar holds the model. */
const DOWNLOADERS: ReadonlySet<string> = new Set([
  'storage-initializer',
  'modelcar-init',
  'model-downloader',
]);

/** The image cannot be fetched. */
export const imagePull: PodCheck = (pod, reading) => {
  for (const status of pod.statuses) {
    const { state } = status;
    if (state.phase !== 'waiting' || !IMAGE_REASONS.test(state.reason ?? '')) {
      continue;
    }
    const image = pod.containers.find(
      ({ name }) => name === status.name,
    )?.image;
    const named = image ? `the image ${image}` : `the image of ${status.name}`;
    const why = imageProblem(state.message ?? '');
    return {
      verdict: 'degraded',
      reason: 'ImagePull',
      message: `${named} cannot be fetched${why ? `: ${why}` : ''}`,
      evidence: statusEvidence(pod, reading, status),
      advice:
        'Check the name and tag of the image, that the registry can be reached from the cluster, and that the cluster may read it.',
    };
  }
  return undefined;
};

function imageProblem(message: string): string | undefined {
  if (/not found|manifest unknown|does not exist/i.test(message)) {
    return 'the registry does not have it';
  }
  if (
    /unauthori[sz]ed|denied|forbidden|authentication required/i.test(message)
  ) {
    return 'the registry refuses access';
  }
  if (/too ?many ?requests|rate limit/i.test(message)) {
    return 'the registry asks to wait (rate limit)';
  }
  if (
    /no such host|timeout|timed out|connection refused|i\/o|EOF/i.test(message)
  ) {
    return 'the registry cannot be reached from the cluster';
  }
  if (/no space left/i.test(message)) return 'the disk of the machine is full';
  return undefined;
}

/** The model itself is being fetched, or could not be. */
export const modelDownload: PodCheck = (pod, reading) => {
  const status = pod.statuses.find(
    ({ init, name }) => init && DOWNLOADERS.has(name),
  );
  if (!status) return undefined;
  const end = lastEnd(status);
  const failed = end !== undefined && end.exitCode !== 0;
  const evidence = statusEvidence(pod, reading, status);
  if (failed) {
    const { problem, advice } = downloadProblem(end.message ?? '');
    const retried =
      status.restarts > 0 ? ` after ${status.restarts + 1} tries` : '';
    return {
      verdict: 'degraded',
      reason: 'ModelDownloadFailed',
      message: `the model could not be downloaded${retried}: ${
        problem ?? endText(end)
      }`,
      evidence,
      ...(end.finishedAt && { since: end.finishedAt }),
      advice,
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

function downloadProblem(message: string): {
  readonly problem?: string;
  readonly advice: string;
} {
  if (
    /gated|awaiting a review|accept the (?:conditions|license)/i.test(message)
  ) {
    return {
      problem: 'the model is gated and the access token may not read it',
      advice:
        'Accept the licence of the model on its hub with the account of the token, and check that the service has a token (HF_TOKEN).',
    };
  }
  if (
    /\b40[13]\b|unauthori[sz]ed|forbidden|access ?denied|invalid.*credential/i.test(
      message,
    )
  ) {
    return {
      problem: 'the source refuses access',
      advice:
        'Check the credentials that the service has for the source of the model.',
    };
  }
  if (/\b404\b|not ?found|no such (?:bucket|key|file)/i.test(message)) {
    return {
      problem: 'the source does not have it',
      advice: 'Check the address of the model, its name and its revision.',
    };
  }
  if (/no space left|disk (?:is )?full|quota exceeded/i.test(message)) {
    return {
      problem: 'the disk is full',
      advice:
        'Give the service more disk (ephemeral storage or a larger volume), or choose a smaller variant.',
    };
  }
  if (
    /no such host|name resolution|timed? ?out|connection (?:refused|reset)/i.test(
      message,
    )
  ) {
    return {
      problem: 'the source cannot be reached from the cluster',
      advice:
        'Check that the cluster may reach the source, or use a mirror that it can reach.',
    };
  }
  return {
    advice: 'Read the log of the container storage-initializer for the cause.',
  };
}

/** Before any program runs: other init containers, volumes, the image itself. */
export const preparing: PodCheck = (pod, reading) => {
  if (!pod.nodeName || pod.phase !== 'Pending') return undefined;
  const failing = pod.statuses.find(
    ({ state }) =>
      state.phase === 'waiting' && /Error$/.test(state.reason ?? ''),
  );
  if (failing)
    return cannotStart(failing, statusEvidence(pod, reading, failing));
  const since = pod.conditions.find(
    ({ type }) => type === 'PodScheduled',
  )?.since;
  return {
    verdict: 'progressing',
    reason: 'WaitingForPods',
    message: 'its machine is preparing it (image and volumes)',
    evidence: pod.statuses
      .slice(0, 1)
      .flatMap(status => statusEvidence(pod, reading, status)),
    ...(since && { since }),
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
