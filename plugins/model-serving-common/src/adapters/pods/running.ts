import { findCondition } from '../../observed/condition';
import { conditionEvidence } from '../wording';
import { eventEvidence, logEvidence, logOf } from './evidence';
import { mainFirst, podRef, statusEvidence, type PodCheck } from './finding';
import { loadingProgress } from './loadingProgress';

/** The node or the scheduler threw the pod out. */
export const evicted: PodCheck = (pod, { seen }) => {
  const target = findCondition(pod.conditions, 'DisruptionTarget');
  const thrownOut = pod.phase === 'Failed' && pod.reason !== undefined;
  if (!thrownOut && target?.status !== 'True') return undefined;
  const ref = podRef(seen.cluster, pod);
  const detail = pod.message ?? target?.message;
  return {
    verdict: thrownOut ? 'degraded' : 'progressing',
    reason: 'Evicted',
    message: `a replica was removed from its machine${
      detail ? `: ${detail}` : ''
    }`,
    evidence: target
      ? [conditionEvidence(ref, target)]
      : [
          {
            object: ref,
            source: 'field',
            path: 'status.reason',
            text: pod.reason ?? '',
          },
        ],
    ...(target?.since && { since: target.since }),
    advice:
      pod.reason === 'UnexpectedAdmissionError'
        ? 'The machine lost a GPU between choosing and starting. Ask the platform team to check its device plugin.'
        : 'The cluster tries again elsewhere. Ask for enough memory and disk if it happens again.',
  };
};

/** Everything runs, but it does not serve yet. */
export const loading: PodCheck = (pod, reading) => {
  const status = mainFirst(pod).find(
    ({ init, ready, state }) => !init && !ready && state.phase === 'running',
  );
  if (!status || status.state.phase !== 'running') return undefined;
  const { since } = status.state;
  const log = logOf(pod, reading, status.name);
  const evidence = [
    ...logEvidence(pod, reading, log),
    ...statusEvidence(pod, reading, status),
    ...eventEvidence(pod, reading),
  ];
  const progress = loadingProgress(log);
  // Without a startup probe, `started` is true as soon as the program runs;
  // a readiness that never came says the same.
  const wasReady = status.restarts > 0;
  if (reading.deadlineExceeded !== undefined) {
    return {
      verdict: 'progressing',
      reason: 'SlowStart',
      message: `the model is still being loaded, longer than the ${reading.deadlineExceeded} s after which the cluster reports a failure${progress}`,
      evidence,
      ...(since && { since }),
      advice:
        'Large models take their time: this is not yet a failure. Raise progressDeadlineSeconds, or use a model cache.',
    };
  }
  if (status.started === false || !wasReady) {
    return {
      verdict: 'progressing',
      reason: 'ModelLoading',
      message: `the model is being loaded${progress}`,
      evidence,
      ...(since && { since }),
    };
  }
  return {
    verdict: 'progressing',
    reason: 'NotReady',
    message: 'the program runs, but does not answer its readiness check',
    evidence,
    ...(since && { since }),
    advice: 'Read its log; it starts to serve when the check passes.',
  };
};
