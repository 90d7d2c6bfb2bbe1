import type { Judgement } from '../../api/types';
import type { PodFindings } from '../../diagnosis/findings';
import {
  pod,
  type Json,
  type PodOptions,
} from '../../fleet/__fixtures__/objects';
import { NOW, staticCluster } from '../../fleet/__fixtures__/staticFleet';
import { podProjection } from '../../observed/pod';
import { assessmentContext } from '../context';
import { explainPods } from './explainPods';

export interface PodCase {
  readonly why: string;
  readonly pods: readonly PodOptions[];
  readonly nodes?: readonly Json[];
  readonly deadlineExceeded?: number;
  /** Of the first pod. */
  readonly findings?: Partial<PodFindings>;
  readonly expected: Partial<Judgement>;
}

/** What the pods of a case are said to be. */
export function explainCase({
  pods,
  nodes = [],
  deadlineExceeded,
  findings,
}: Omit<PodCase, 'why' | 'expected'>): Judgement | undefined {
  const raw = pods.map((options, index) => pod(`p${index}`, options));
  const cluster = {
    ...staticCluster({ name: 'east', objects: [...nodes, ...raw] }),
    findings: (uid: string) =>
      findings && uid === 'pod-p0'
        ? { fetchedAt: NOW, logs: [], events: [], refusals: [], ...findings }
        : undefined,
  };
  return explainPods([...cluster.records(podProjection).values()], {
    seen: assessmentContext(cluster, new Date(NOW)),
    ...(deadlineExceeded !== undefined && { deadlineExceeded }),
  });
}

/** Every explanation names the pod that it was read from. */
export const FROM_A_POD: Partial<Judgement> = {
  evidence: expect.arrayContaining([
    expect.objectContaining({
      object: expect.objectContaining({
        cluster: 'east',
        kind: 'Pod',
        namespace: 'chat',
      }),
    }),
  ]),
};

/** A pod of which only the main container is told. */
export function main(status: Json): PodOptions {
  return {
    node: 'n',
    containerStatuses: [
      { name: 'kserve-container', ready: false, restartCount: 0, ...status },
    ],
  };
}

/** A pod whose main container ended and is started again and again. */
export function crashed(end: Json, status: Json = {}): PodOptions {
  return main({
    restartCount: 4,
    started: false,
    state: { waiting: { reason: 'CrashLoopBackOff' } },
    lastState: { terminated: { reason: 'Error', exitCode: 1, ...end } },
    ...status,
  });
}
