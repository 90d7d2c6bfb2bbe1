import type { Judgement, ObjectRef } from '../api/types';
import type { RecordMeta } from '../observed/resource';
import {
  askWhetherItRuns,
  count,
  fieldEvidence,
  sentence,
  serving,
} from './wording';

/** A controller of equal replicas, in the words that its kinds share. */
export interface ControllerReading {
  readonly ref: ObjectRef;
  readonly meta: RecordMeta;
  readonly desired: number;
  readonly ready: number;
  /** What one of them is called; a replica where nothing is said. */
  readonly noun?: string;
}

/** `1 of 2 groups serve`. */
export function servingText({
  ready,
  desired,
  noun = 'replica',
}: Pick<ControllerReading, 'ready' | 'desired' | 'noun'>): string {
  return noun === 'replica'
    ? serving(ready, desired)
    : `${ready} of ${count(desired, noun)} ${
        desired === 1 ? 'serves' : 'serve'
      }`;
}

/** Scaled to zero by a person, which Argo CD v3.5 calls Healthy. */
export function scaledToZero({ ref }: ControllerReading): Judgement {
  return {
    verdict: 'suspended',
    reason: 'Stopped',
    message: 'Nothing runs: it is scaled to zero replicas.',
    evidence: [fieldEvidence(ref, 'spec.replicas', '0')],
    advice: 'Raise the number of replicas in Git to start it.',
  };
}

/** The controller has not looked at the newest change. */
export function notLookedAt(
  reading: ControllerReading,
  path: string,
  observed: string,
): Judgement {
  return {
    verdict: 'progressing',
    reason: 'RolloutInProgress',
    message: sentence(
      `The cluster has not looked at the newest change yet; ${servingText(
        reading,
      )}`,
    ),
    evidence: [fieldEvidence(reading.ref, path, observed)],
    ...(['0', 'none'].includes(observed) && {
      advice: askWhetherItRuns(`the controller of ${reading.ref.kind}`),
    }),
  };
}

/** What pods say, after what is there. */
export function withFinding(text: string, finding: Judgement): Judgement {
  return { ...finding, message: sentence(`${text}: ${finding.message}`) };
}
