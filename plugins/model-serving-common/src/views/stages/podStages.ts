import {
  sentence,
  count,
  conditionEvidence,
  fieldEvidence,
} from '../../adapters/wording';
import {
  isLeaving,
  isReady,
  locatePods,
  type LocatedPod,
} from '../../adapters/pods/explainPods';
import { podRef, statusEvidence } from '../../adapters/pods/finding';
import { DOWNLOADERS } from '../../adapters/pods/starting';
import type { Stage, StageName } from '../../api/types';
import { findCondition } from '../../observed/condition';
import { podProjection, type PodRecord } from '../../observed/pod';
import { isBefore } from './names';
import type { FoundWorkload } from './types';

/** Where the pods of a workload are on their way. */
export interface PodsOnTheirWay {
  readonly found: FoundWorkload;
  /** Those that should serve. */
  readonly pods: readonly PodRecord[];
  /** Those of them that do not. */
  readonly located: readonly LocatedPod[];
  /** The cluster shows pods, so that none are none. */
  readonly areShown: boolean;
}

export function podsOnTheirWay(found: FoundWorkload): PodsOnTheirWay {
  const { seen } = found;
  const all = found.pods();
  const located = locatePods(all, { seen });
  const held = new Set(located.map(({ pod }) => pod));
  return {
    found,
    pods: all.filter(pod => held.has(pod) || (isReady(pod) && !isLeaving(pod))),
    located,
    areShown:
      seen.cluster.knowledge(podProjection.resource).status === 'observed',
  };
}

const DONE: Readonly<Partial<Record<StageName, readonly [string, string]>>> = {
  admission: ['It may start.', 'All % may start.'],
  scheduling: ['It has a machine.', 'All % have a machine.'],
  image: [
    'Its program was fetched and prepared.',
    'The program of all % was fetched and prepared.',
  ],
  download: ['The model was downloaded.', 'All % downloaded the model.'],
  load: ['The model is loaded.', 'All % loaded the model.'],
  readiness: ['It answers.', 'All % answer.'],
};

/**
 * How far pods came with a stage that is not the one to act on.
 *
 * @param anchor - the one to act on.
 */
export function podStage(
  stage: StageName,
  anchor: StageName,
  way: PodsOnTheirWay,
): Stage {
  const { pods, located } = way;
  if (pods.length === 0) return withoutPods(stage, anchor, way);
  const here = located.filter(candidate => candidate.stage === stage);
  const behind = located.filter(candidate => isBefore(candidate.stage, stage));
  const past = pods.length - here.length - behind.length;
  if (stage === 'download' && !pods.some(downloads)) {
    const loaded = located.every(candidate =>
      isBefore('load', candidate.stage),
    );
    return { stage, ...withinLoading(past, loaded), evidence: [] };
  }
  if (past === pods.length) return { stage, ...done(stage, way) };
  const [first] = here;
  if (first?.judgement) {
    const { message, evidence, since, advice } = first.judgement;
    return {
      stage,
      state: 'doing',
      message: sentence(
        `${part(here.length, pods.length)} ${
          here.length === 1 ? 'is' : 'are'
        } at this step: ${message}`,
      ),
      evidence,
      ...(since && { since }),
      ...(advice && { advice }),
    };
  }
  return past > 0
    ? {
        stage,
        state: 'doing',
        message: `${part(past, pods.length)} ${
          past === 1 ? 'is' : 'are'
        } past this step.`,
        evidence: [],
      }
    : { stage, state: 'waiting', message: 'Not reached yet.', evidence: [] };
}

function withoutPods(
  stage: StageName,
  anchor: StageName,
  { areShown }: PodsOnTheirWay,
): Stage {
  if (isBefore(anchor, stage)) {
    return {
      stage,
      state: 'waiting',
      message: 'Not reached yet.',
      evidence: [],
    };
  }
  return {
    stage,
    state: 'unknown',
    message: areShown
      ? 'Nothing is seen that would tell.'
      : 'The cluster does not let Backstage see what would tell.',
    evidence: [],
  };
}

/** Without a downloader of its own, only the end of loading tells. */
function withinLoading(
  past: number,
  loaded: boolean,
): Pick<Stage, 'state' | 'message'> {
  if (past === 0) return { state: 'waiting', message: 'Not reached yet.' };
  return loaded
    ? {
        state: 'done',
        message: 'The program gets the model itself, when it loads it.',
      }
    : {
        state: 'unknown',
        message:
          'The program gets the model itself, when it loads it: the cluster does not tell the two apart.',
      };
}

function done(
  stage: StageName,
  { pods, found }: PodsOnTheirWay,
): Omit<Stage, 'stage'> {
  const [one = '', many = ''] = DONE[stage] ?? [];
  const [newest] = pods;
  return {
    state: 'done',
    message:
      pods.length === 1
        ? one
        : many.replace('%', count(pods.length, 'instance')),
    ...(newest ? proof(stage, newest, found) : { evidence: [] }),
  };
}

/** What says so, of one pod. */
function proof(
  stage: StageName,
  pod: PodRecord,
  { seen }: FoundWorkload,
): Pick<Stage, 'evidence' | 'since'> {
  const ref = podRef(seen.cluster, pod);
  const condition = findCondition(
    pod.conditions,
    stage === 'readiness' ? 'Ready' : 'PodScheduled',
  );
  switch (stage) {
    case 'admission':
      return {
        evidence: [
          fieldEvidence(
            ref,
            'metadata.creationTimestamp',
            pod.meta.createdAt,
            pod.meta.createdAt,
          ),
        ],
        since: pod.meta.createdAt,
      };
    case 'scheduling':
      return {
        evidence: [fieldEvidence(ref, 'spec.nodeName', pod.nodeName ?? '')],
        ...(condition?.since && { since: condition.since }),
      };
    case 'readiness':
      return condition
        ? {
            evidence: [conditionEvidence(ref, condition)],
            ...(condition.since && { since: condition.since }),
          }
        : { evidence: [] };
    default: {
      const status =
        stage === 'download'
          ? pod.statuses.find(isDownloader)
          : pod.statuses.find(({ init }) => !init);
      return {
        evidence: status
          ? statusEvidence(pod, { seen }, status).slice(0, 1)
          : [],
      };
    }
  }
}

function downloads({ statuses }: PodRecord): boolean {
  return statuses.some(isDownloader);
}

function isDownloader({ init, name }: PodRecord['statuses'][number]): boolean {
  return init && DOWNLOADERS.has(name);
}

function part(amount: number, all: number): string {
  return all === 1 ? 'it' : `${amount} of ${count(all, 'instance')}`;
}
