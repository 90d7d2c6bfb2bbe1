import type { RecordMeta } from '../observed/resource';
import {
  KSERVE_SERVICE_LABEL,
  LEADER_WORKER_SET_LABEL,
} from '../observed/servingTemplate';

/** On every Workspace that KAITO v0.12 makes for an InferenceSet. */
export const KAITO_SET_LABEL = 'inferenceset.kaito.sh/created-by';

/** Kinds whose own adapter speaks for the objects that they control. */
const CONTROLLERS: ReadonlySet<string> = new Set([
  'InferenceService',
  'LLMInferenceService',
  'InferenceGraph',
  'LeaderWorkerSet',
  'Rollout',
  'Workspace',
  'InferenceSet',
  'NIMService',
  'RayCluster',
  'RoleSet',
  'DynamoGraphDeployment',
  'DynamoComponentDeployment',
]);

/**
 * Whether another adapter's object made this one and speaks for it, so that
 * one service is not shown twice.
 */
export function isSpokenFor({ labels, controller }: RecordMeta): boolean {
  return (
    (controller !== undefined && CONTROLLERS.has(controller.kind)) ||
    labels[KSERVE_SERVICE_LABEL] !== undefined ||
    labels[LEADER_WORKER_SET_LABEL] !== undefined ||
    labels[KAITO_SET_LABEL] !== undefined
  );
}
