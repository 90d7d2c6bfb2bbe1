import { MODELFLEET_ANNOTATIONS } from '../gitops/types';
import type { ContainerRecord } from './container';
import { engineOf } from './engine';

/** KServe v0.20 puts it on every object that it makes for an InferenceService. */
export const KSERVE_SERVICE_LABEL = 'serving.kserve.io/inferenceservice';

/** LeaderWorkerSet v0.10 puts it on every object that it makes for a set. */
export const LEADER_WORKER_SET_LABEL = 'leaderworkerset.sigs.k8s.io/name';

/** KServe v0.20 puts it on the serving pods of an LLMInferenceService. */
const LLM_ROLE_LABEL = 'llm-d.ai/role';

const SERVING_LABELS: readonly string[] = [
  KSERVE_SERVICE_LABEL,
  LEADER_WORKER_SET_LABEL,
  LLM_ROLE_LABEL,
];

/** What decides whether a pod, or a template of pods, serves a model. */
export interface ServingTemplate {
  readonly meta: {
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  };
  readonly containers: readonly ContainerRecord[];
}

/**
 * Whether pods of this shape serve a model: claimed by an annotation, made by
 * a controller of serving pods, or running a known engine.
 */
export function servesModel({ meta, containers }: ServingTemplate): boolean {
  return (
    isClaimed(meta.annotations) ||
    SERVING_LABELS.some(label => meta.labels[label] !== undefined) ||
    engineIn(containers) !== undefined
  );
}

/** Whether an annotation says which Component or Model the object is for. */
export function isClaimed(
  annotations: Readonly<Record<string, string>>,
): boolean {
  return (
    annotations[MODELFLEET_ANNOTATIONS.serviceRef] !== undefined ||
    annotations[MODELFLEET_ANNOTATIONS.modelRef] !== undefined
  );
}

/** The first known engine among the containers that stay. */
export function engineIn(
  containers: readonly ContainerRecord[],
): string | undefined {
  for (const { role, image } of containers) {
    const engine = role === 'container' && image ? engineOf(image) : undefined;
    if (engine) return engine;
  }
  return undefined;
}
