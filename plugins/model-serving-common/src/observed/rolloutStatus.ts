import { readConditions, type ConditionRecord } from './condition';
import type { ObjectReader } from './ObjectReader';
import { cut } from './text';

/**
 * The status of a Rollout beside its conditions, Argo Rollouts v1.9.
 *
 * @public
 */
export interface RolloutStatusRecord {
  /** A string: a number, or the hash that versions before v1.0 wrote. */
  readonly observedGeneration?: string;
  readonly workloadObservedGeneration?: string;
  /** Written since v1.0. */
  readonly phase?: string;
  readonly message?: string;
  /** Status counts; absent means 0, as the controller omits zeros. */
  readonly replicas: number;
  readonly updated: number;
  readonly ready: number;
  readonly available: number;
  /** Hash of the template that is wanted. */
  readonly currentPodHash?: string;
  /** Hash of the last template that was rolled out wholly. */
  readonly stableHash?: string;
  readonly stepIndex?: number;
  readonly aborted: boolean;
  readonly abortedAt?: string;
  readonly pauses: readonly {
    readonly reason: string;
    readonly since?: string;
  }[];
  /** What the traffic router was told to send where; only with one. */
  readonly weights?: {
    readonly canary: RolloutWeight;
    readonly stable: RolloutWeight;
    /** Whether the router confirmed it; absent where it cannot be asked. */
    readonly verified?: boolean;
  };
  /** Of a blue-green rollout: the hash that gets the requests. */
  readonly activeHash?: string;
}

/** A share of the traffic. @public */
export interface RolloutWeight {
  readonly hash?: string;
  /** Percent, or of `maxTrafficWeight` where that is set. */
  readonly weight: number;
}

export function readRolloutStatus(
  status: ObjectReader,
): RolloutStatusRecord & { readonly conditions: readonly ConditionRecord[] } {
  const canary = status.object('canary');
  const message = status.optionalString('message');
  const stepIndex = status.optionalInteger('currentStepIndex');
  return {
    ...optional(status, 'observedGeneration'),
    ...optional(status, 'workloadObservedGeneration'),
    ...optional(status, 'phase'),
    ...(message && { message: cut(message) }),
    ...optional(status, 'currentPodHash'),
    // Before v0.8 it was in the status of the canary.
    ...optional(canary, 'stableRS', 'stableHash'),
    ...optional(status, 'stableRS', 'stableHash'),
    ...optional(status, 'abortedAt'),
    ...optional(status.object('blueGreen'), 'activeSelector', 'activeHash'),
    replicas: status.optionalInteger('replicas') ?? 0,
    updated: status.optionalInteger('updatedReplicas') ?? 0,
    ready: status.optionalInteger('readyReplicas') ?? 0,
    available: status.optionalInteger('availableReplicas') ?? 0,
    ...(stepIndex !== undefined && { stepIndex }),
    aborted: status.optionalBoolean('abort') ?? false,
    pauses: status.list('pauseConditions').map(readPause),
    ...(canary.has('weights') && {
      weights: readWeights(canary.object('weights')),
    }),
    conditions: readConditions(status),
  };
}

/** A text under its own name or another one; an empty one is absent. */
function optional(
  holder: ObjectReader,
  key: string,
  name: string = key,
): Readonly<Record<string, string>> {
  const text = holder.optionalString(key);
  return text ? { [name]: text } : {};
}

function readPause(pause: ObjectReader): RolloutStatusRecord['pauses'][number] {
  const since = pause.optionalString('startTime');
  return { reason: pause.string('reason'), ...(since && { since }) };
}

function readWeights(
  weights: ObjectReader,
): NonNullable<RolloutStatusRecord['weights']> {
  const verified = weights.optionalBoolean('verified');
  return {
    canary: readWeight(weights.object('canary')),
    stable: readWeight(weights.object('stable')),
    ...(verified !== undefined && { verified }),
  };
}

function readWeight(weight: ObjectReader): RolloutWeight {
  const hash = weight.optionalString('podTemplateHash');
  return {
    ...(hash && { hash }),
    weight: weight.optionalInteger('weight') ?? 0,
  };
}
