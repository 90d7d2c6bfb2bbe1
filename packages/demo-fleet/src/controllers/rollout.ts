import type { Deployment, ReplicaSet } from '../resources/apps';
import { scaledValue } from '../resources/quantity';

/** Size that a ReplicaSet should have next. */
export interface Resize {
  readonly set: ReplicaSet;
  readonly replicas: number;
}

/**
 * One step of a rollout: as Kubernetes does, the new set grows as far as the
 * surge allows, old sets shrink as far as availability allows, and old pods
 * that are not ready go first.
 */
export function nextSizes(
  deployment: Deployment,
  current: ReplicaSet,
  old: readonly ReplicaSet[],
): Resize[] {
  const desired = deployment.spec.replicas ?? 1;
  const active = old.filter(set => wanted(set) > 0);
  if (deployment.spec.strategy?.type === 'Recreate') {
    const gone = old.every(set => (set.status?.replicas ?? 0) === 0);
    return active.length > 0
      ? active.map(set => ({ set, replicas: 0 }))
      : resize(current, gone ? desired : wanted(current));
  }
  if (active.length === 0) {
    return resize(current, desired);
  }
  const { surge, unavailable } = limits(deployment, desired);
  const total = wanted(current) + count(active, wanted);
  if (wanted(current) > desired) {
    return resize(current, desired);
  }
  const room = desired + surge - total;
  if (wanted(current) < desired && room > 0) {
    return resize(current, Math.min(desired, wanted(current) + room));
  }
  return shrinkOld(desired - unavailable, current, active);
}

function shrinkOld(
  minimumAvailable: number,
  current: ReplicaSet,
  active: readonly ReplicaSet[],
): Resize[] {
  const total = wanted(current) + count(active, wanted);
  const notYetAvailable = wanted(current) - available(current);
  let cleanable = Math.max(0, total - minimumAvailable - notYetAvailable);
  const sizes = new Map(active.map(set => [set, wanted(set)]));
  for (const set of active) {
    const unhealthy = Math.max(0, wanted(set) - available(set));
    const cut = Math.min(cleanable, unhealthy);
    sizes.set(set, wanted(set) - cut);
    cleanable -= cut;
  }
  let spare = Math.max(
    0,
    available(current) + count(active, available) - minimumAvailable,
  );
  for (const set of active) {
    const size = sizes.get(set) ?? 0;
    const cut = Math.min(spare, Math.min(size, available(set)), cleanable);
    sizes.set(set, size - cut);
    cleanable -= cut;
    spare -= cut;
  }
  return [...sizes]
    .filter(([set, replicas]) => replicas !== wanted(set))
    .map(([set, replicas]) => ({ set, replicas }));
}

function limits(deployment: Deployment, desired: number) {
  const rolling = deployment.spec.strategy?.rollingUpdate;
  const surge = scaledValue(rolling?.maxSurge, desired, Math.ceil);
  const unavailable = scaledValue(rolling?.maxUnavailable, desired, Math.floor);
  return { surge, unavailable: surge + unavailable === 0 ? 1 : unavailable };
}

function resize(set: ReplicaSet, replicas: number): Resize[] {
  return wanted(set) === replicas ? [] : [{ set, replicas }];
}

function wanted(set: ReplicaSet): number {
  return set.spec.replicas ?? 1;
}

function available(set: ReplicaSet): number {
  return Math.min(wanted(set), set.status?.availableReplicas ?? 0);
}

function count(
  sets: readonly ReplicaSet[],
  of: (set: ReplicaSet) => number,
): number {
  return sets.reduce((total, set) => total + of(set), 0);
}
