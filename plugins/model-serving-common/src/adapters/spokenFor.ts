import type { RecordMeta } from '../observed/resource';
import { KSERVE_SERVICE_LABEL } from '../observed/servingTemplate';

/** On every object that LeaderWorkerSet v0.10 makes for a set. */
const LEADER_WORKER_SET_LABEL = 'leaderworkerset.sigs.k8s.io/name';

/** Kinds whose own adapter speaks for the objects that they control. */
const CONTROLLERS: ReadonlySet<string> = new Set([
  'InferenceService',
  'LLMInferenceService',
  'InferenceGraph',
  'LeaderWorkerSet',
  'Rollout',
]);

/**
 * Whether another adapter's object made this one and speaks for it, so that
 * one service is not shown twice.
 */
export function isSpokenFor({ labels, controller }: RecordMeta): boolean {
  return (
    (controller !== undefined && CONTROLLERS.has(controller.kind)) ||
    labels[KSERVE_SERVICE_LABEL] !== undefined ||
    labels[LEADER_WORKER_SET_LABEL] !== undefined
  );
}
