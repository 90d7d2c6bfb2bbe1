import type { Judgement } from '../../api/types';
import type { LogFinding } from '../../diagnosis/findings';
import type { Recognised } from '../../diagnosis/recognise';
import type {
  ContainerStatusRecord,
  TerminationRecord,
} from '../../observed/containerStatus';
import { cut } from '../../observed/text';
import { count } from '../wording';
import {
  adviceToRead,
  causeOf,
  eventEvidence,
  logEvidence,
  logOf,
} from './evidence';
import {
  endText,
  lastEnd,
  mainFirst,
  statusEvidence,
  type PodCheck,
} from './finding';

/** A program that ended although it should serve. */
export const crashed: PodCheck = (pod, reading) => {
  const status = mainFirst(pod).find(
    candidate => !candidate.ready && endedBadly(candidate),
  );
  const end = status && lastEnd(status);
  if (!status || !end) return undefined;
  const log = logOf(pod, reading, status.name);
  const cause = causeOf(end.message, log);
  const kind = whyItEnded({ status, end, cause, log });
  return {
    verdict: 'degraded',
    ...kind,
    advice:
      kind.advice ??
      adviceToRead(pod, reading, 'Read the log of its last run for the cause.'),
    evidence: [
      ...logEvidence(pod, reading, log, cause?.line),
      ...statusEvidence(pod, reading, status),
      ...eventEvidence(pod, reading),
    ],
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

const CAUSES: Readonly<Record<Recognised['reason'], string>> = {
  GpuOutOfMemory: 'the model does not fit in the memory of the GPU',
  ModelDownloadFailed: 'the model could not be downloaded',
  ModelLoadFailed: 'the model could not be loaded',
  InvalidSpec: 'the engine cannot run with what it was told',
  CrashLoop: 'the program cannot run',
};

interface Ending {
  readonly status: ContainerStatusRecord;
  readonly end: TerminationRecord;
  readonly cause: Recognised | undefined;
  readonly log: LogFinding | undefined;
}

function whyItEnded(
  ending: Ending,
): Pick<Judgement, 'reason' | 'message'> & { readonly advice?: string } {
  const { status, end, cause } = ending;
  const times = `stopped ${count(Math.max(1, status.restarts), 'time')}`;
  const understood = cause && {
    reason: cause.reason,
    message: `${CAUSES[cause.reason]} (${times}): ${cause.problem}`,
    advice: cause.advice,
  };
  // An engine whose worker ran out of GPU memory may hang until it is killed.
  if (understood?.reason === 'GpuOutOfMemory') return understood;
  if (end.reason === 'OOMKilled') {
    return {
      reason: 'OutOfMemory',
      message: `the program needs more main memory than it may use (${times}); this is the memory of the machine, not of the GPU`,
      advice:
        'Raise the memory limit of the service, or choose a smaller variant of the model.',
    };
  }
  if (killedByProbe(ending)) {
    return {
      reason: 'SlowStart',
      message: `the program was ${times} before the model was loaded: loading takes longer than its startup probe allows`,
      advice:
        'Give the startup probe more time (failureThreshold × periodSeconds), or make loading faster with a model cache.',
    };
  }
  return (
    understood ?? {
      reason: 'CrashLoop',
      message: `the program of ${
        status.name
      } ends again and again (${times}): ${lastWords(ending)}`,
    }
  );
}

/**
 * The kubelet ends a container with SIGTERM, then SIGKILL, when its startup
 * probe gives up; the program itself did not fail.
 */
function killedByProbe({ status, end }: Ending): boolean {
  return (
    status.started === false && (end.exitCode === 137 || end.exitCode === 143)
  );
}

/** A program that left no message may have left a last line in its log. */
function lastWords({ end, log }: Ending): string {
  const error = log?.lines.findLast(line =>
    /error|exception|fatal/i.test(line),
  );
  const words = error ?? log?.lines.at(-1);
  return end.message?.trim() || !words
    ? endText(end)
    : `${cut(words, 200)} (exit code ${end.exitCode})`;
}
