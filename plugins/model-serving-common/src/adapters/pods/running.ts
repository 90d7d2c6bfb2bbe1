import type { Judgement } from '../../api/types';
import type {
  ContainerStatusRecord,
  TerminationRecord,
} from '../../observed/containerStatus';
import { findCondition } from '../../observed/condition';
import type { PodRecord } from '../../observed/pod';
import { conditionEvidence, count } from '../wording';
import {
  endText,
  lastEnd,
  podRef,
  statusEvidence,
  type PodCheck,
} from './finding';

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

/** A program that ended although it should serve. */
export const crashed: PodCheck = (pod, reading) => {
  const status = mainFirst(pod).find(
    candidate =>
      !candidate.ready &&
      lastEnd(candidate) !== undefined &&
      endedBadly(candidate),
  );
  const end = status && lastEnd(status);
  if (!status || !end) return undefined;
  return {
    ...crashKind(status, end),
    evidence: statusEvidence(pod, reading, status),
    ...(end.finishedAt && { since: end.finishedAt }),
  };
};

function endedBadly(status: ContainerStatusRecord): boolean {
  const end = lastEnd(status);
  if (!end) return false;
  // An init container that ended well has done its work.
  if (status.init) return end.exitCode !== 0;
  return end.exitCode !== 0 || status.restarts > 0;
}

function crashKind(
  status: ContainerStatusRecord,
  end: TerminationRecord,
): Omit<Judgement, 'evidence' | 'since'> {
  const times = `stopped ${count(Math.max(1, status.restarts), 'time')}`;
  const gpuMemory = gpuMemoryProblem(end.message ?? '');
  if (gpuMemory) {
    return {
      verdict: 'degraded',
      reason: 'GpuOutOfMemory',
      message: `the model does not fit in the memory of the GPU (${times}): ${gpuMemory.problem}`,
      advice: gpuMemory.advice,
    };
  }
  if (end.reason === 'OOMKilled') {
    return {
      verdict: 'degraded',
      reason: 'OutOfMemory',
      message: `the program needs more main memory than it may use (${times}); this is the memory of the machine, not of the GPU`,
      advice:
        'Raise the memory limit of the service, or choose a smaller variant of the model.',
    };
  }
  // The kubelet ends a container with SIGTERM, then SIGKILL, when its startup
  // probe gives up; the program itself did not fail.
  if (
    status.started === false &&
    (end.exitCode === 137 || end.exitCode === 143)
  ) {
    return {
      verdict: 'degraded',
      reason: 'SlowStart',
      message: `the program was ${times} before the model was loaded: loading takes longer than its startup probe allows`,
      advice:
        'Give the startup probe more time (failureThreshold × periodSeconds), or make loading faster with a model cache.',
    };
  }
  return {
    verdict: 'degraded',
    reason: 'CrashLoop',
    message: `the program of ${
      status.name
    } ends again and again (${times}): ${endText(end)}`,
    advice: 'Read the log of its last run for the cause.',
  };
}

/** In the words of PyTorch and of vLLM; matched loosely. */
function gpuMemoryProblem(
  message: string,
): { readonly problem: string; readonly advice: string } | undefined {
  if (
    /KV cache is needed, which is larger than|larger than the (?:maximum number of tokens|available KV cache)/i.test(
      message,
    )
  ) {
    return {
      problem:
        'one request of the longest allowed length needs more than is left beside the weights',
      advice:
        'Lower the longest request (--max-model-len), raise --gpu-memory-utilization, or use more GPUs for each replica.',
    };
  }
  if (/No available memory for the cache blocks/i.test(message)) {
    return {
      problem: 'nothing is left for requests beside the weights',
      advice:
        'Raise --gpu-memory-utilization, use more GPUs for each replica, or choose a quantized variant.',
    };
  }
  if (
    /(?:CUDA|HIP|XPU) out of memory|torch\.(?:cuda\.)?OutOfMemoryError|Free memory on device/i.test(
      message,
    )
  ) {
    return {
      problem: 'the engine asked for more than is free',
      advice:
        'Use more GPUs or larger ones for each replica, choose a quantized variant, or lower --max-model-len.',
    };
  }
  return undefined;
}

/** Everything runs, but it does not serve yet. */
export const loading: PodCheck = (pod, reading) => {
  const status = mainFirst(pod).find(
    ({ init, ready, state }) => !init && !ready && state.phase === 'running',
  );
  if (!status || status.state.phase !== 'running') return undefined;
  const { since } = status.state;
  const evidence = statusEvidence(pod, reading, status);
  // Without a startup probe, `started` is true as soon as the program runs;
  // a readiness that never came says the same.
  const wasReady = status.restarts > 0;
  if (reading.deadlineExceeded !== undefined) {
    return {
      verdict: 'progressing',
      reason: 'SlowStart',
      message: `the model is still being loaded, longer than the ${reading.deadlineExceeded} s after which the cluster reports a failure`,
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
      message: 'the model is being loaded',
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

/** The container with the accelerator, or the one that KServe names. */
function mainFirst(pod: PodRecord): readonly ContainerStatusRecord[] {
  const main = pod.containers.find(
    ({ role, name, requests }) =>
      role === 'container' &&
      (Object.keys(requests).length > 0 || name === 'kserve-container'),
  );
  return [...pod.statuses].sort(
    (a, b) => Number(b.name === main?.name) - Number(a.name === main?.name),
  );
}
