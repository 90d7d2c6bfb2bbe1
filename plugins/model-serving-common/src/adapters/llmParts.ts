import type { Judgement, Revision, Workload } from '../api/types';
import type { ResourceCounts } from '../gpu/effectiveRequest';
import type { ContainerRecord } from '../observed/container';
import { leaderWorkerSetProjection } from '../observed/leaderWorkerSet';
import type {
  LlmInferenceServiceRecord,
  LlmMadeRecord,
  LlmWorkloadRecord,
} from '../observed/llmInferenceService';
import type { PodRecord } from '../observed/pod';
import { recordKey } from '../observed/resource';
import { judgeDeployment, readDeployment } from './deploymentJudgement';
import { leaderWorkerSetRevisions } from './leaderWorkerSet';
import {
  judgeLeaderWorkerSet,
  readLeaderWorkerSet,
} from './leaderWorkerSetJudgement';
import type { AssessmentContext } from './types';
import { deploymentRevisions } from './workloadParts';

/** One set of equal replicas of a service: what serves, or what prefills. */
export interface LlmPart {
  readonly role: 'main' | 'prefill';
  readonly replicas: Workload['replicas'];
  /** What runs on each replica: as made, else as written. */
  readonly containers: readonly ContainerRecord[];
  readonly requests: ResourceCounts;
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** Of what KServe made for it; absent while that is not there. */
  readonly made?: {
    readonly judgement: Judgement;
    readonly revisions: readonly Revision[];
    readonly pods: readonly PodRecord[];
  };
}

/** What serves, and what prefills for it where the two are apart. */
export function llmParts(
  service: LlmInferenceServiceRecord,
  seen: AssessmentContext,
): readonly LlmPart[] {
  const { main, prefill, made } = service;
  return [
    readPart('main', service, main, made.main, seen),
    ...(prefill
      ? [readPart('prefill', service, prefill, made.prefill, seen)]
      : []),
  ];
}

function readPart(
  role: LlmPart['role'],
  { meta, prefill }: LlmInferenceServiceRecord,
  wanted: LlmWorkloadRecord,
  told: LlmMadeRecord | undefined,
  seen: AssessmentContext,
): LlmPart {
  // As KServe v0.20 names what it makes; its status says so since v0.20 too.
  const suffix = `${wanted.multiNode ? '-kserve-mn' : '-kserve'}${
    role === 'prefill' ? '-prefill' : ''
  }`;
  const name = told?.name ?? `${meta.name}${suffix}`;
  const apart = prefill !== undefined;
  const label = roleLabel(role, apart);
  const found = wanted.multiNode
    ? readGroups(name, meta.namespace ?? '', label, seen)
    : readReplicas(name, meta.namespace ?? '', label, seen);
  return {
    role,
    replicas: {
      desired: wanted.replicas ?? wanted.scaling?.minReplicas ?? 1,
      ...(told?.ready !== undefined && { ready: told.ready }),
    },
    containers: wanted.containers,
    requests: wanted.requests,
    nodeSelector: wanted.nodeSelector,
    ...found,
  };
}

function roleLabel(role: LlmPart['role'], apart: boolean): string {
  if (role === 'prefill') return 'prefill, ';
  return apart ? 'decode, ' : '';
}

type Found = Omit<LlmPart, 'role'>;

function readReplicas(
  name: string,
  namespace: string,
  label: string,
  seen: AssessmentContext,
): Found | undefined {
  const deployment = seen.deployment(namespace, name);
  if (!deployment) return undefined;
  const reading = readDeployment(deployment, seen);
  const { desired, updated, ready, template } = deployment;
  return {
    containers: template.containers,
    requests: template.requests,
    nodeSelector: template.nodeSelector,
    replicas: { desired, updated, ready },
    made: {
      judgement: judgeDeployment(reading),
      revisions: deploymentRevisions(reading, label),
      pods: reading.pods,
    },
  };
}

function readGroups(
  name: string,
  namespace: string,
  label: string,
  seen: AssessmentContext,
): Found | undefined {
  const set = seen.cluster
    .records(leaderWorkerSetProjection)
    .get(recordKey({ namespace, name }));
  if (!set) return undefined;
  const reading = readLeaderWorkerSet(set, seen);
  const { desired, updated, ready, leader, requests } = set;
  return {
    containers: leader.containers,
    nodeSelector: leader.nodeSelector,
    requests,
    replicas: { desired, updated, ready },
    made: {
      judgement: judgeLeaderWorkerSet(reading),
      revisions: leaderWorkerSetRevisions(reading, seen, label),
      pods: reading.pods,
    },
  };
}
