import { cut } from './text';
import type { ObjectReader } from './ObjectReader';

/**
 * A condition as Kubernetes v1.36 and Knative write it.
 *
 * @public
 */
export interface ConditionRecord {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  /** Cut. */
  readonly message?: string;
  /** When the status last changed. ISO 8601. */
  readonly since?: string;
  /** Knative: `Info` entries do not decide `Ready`. */
  readonly severity?: string;
  /** The generation of the object that the condition was written for. */
  readonly observedGeneration?: number;
}

/** Reads `conditions`, or only those of the given types. @public */
export function readConditions(
  status: ObjectReader,
  types?: ReadonlySet<string>,
): readonly ConditionRecord[] {
  return status
    .list('conditions')
    .map(readCondition)
    .filter(condition => !types || types.has(condition.type));
}

function readCondition(condition: ObjectReader): ConditionRecord {
  const reason = condition.optionalString('reason');
  const message = condition.optionalString('message');
  const since = condition.optionalString('lastTransitionTime');
  const severity = condition.optionalString('severity');
  const status = condition.optionalString('status');
  const observedGeneration = condition.optionalInteger('observedGeneration');
  return {
    type: condition.string('type'),
    status: status === 'True' || status === 'False' ? status : 'Unknown',
    ...(reason && { reason: cut(reason, 120) }),
    ...(message && { message: cut(message) }),
    ...(since && { since }),
    ...(severity && { severity }),
    ...(observedGeneration !== undefined && { observedGeneration }),
  };
}

/** The condition of a type, when the object has it. @public */
export function findCondition(
  conditions: readonly ConditionRecord[],
  type: string,
): ConditionRecord | undefined {
  return conditions.find(condition => condition.type === type);
}
