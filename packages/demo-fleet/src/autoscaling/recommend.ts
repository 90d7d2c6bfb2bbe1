import type { Autoscaler } from '../resources/autoscaling';

type Behavior = NonNullable<Autoscaler['spec']['behavior']>;

/** Within a tenth of the target nothing is changed (`--horizontal-pod-autoscaler-tolerance`). */
const TOLERANCE = 0.1;
/** Defaults of Kubernetes v1.36. */
const DOWN_WINDOW_SECONDS = 300;

/** A number of replicas that a figure once asked for. */
export interface Recommendation {
  /** Simulated milliseconds. */
  readonly at: number;
  readonly replicas: number;
}

export interface Scaling {
  readonly current: number;
  readonly min: number;
  readonly max: number;
  /** The figure over all replicas, and what each of them should have. */
  readonly total: number;
  readonly target: number;
  readonly behavior: Behavior | undefined;
  /** Those of before, newest last. */
  readonly before: readonly Recommendation[];
  /** Changes of before, newest last. */
  readonly changes: readonly { readonly at: number; readonly by: number }[];
  readonly now: number;
}

/** How many replicas the figure asks for, before bounds and behaviour. */
export function askedReplicas({ current, total, target }: Scaling): number {
  const ratio = total / Math.max(1, current) / target;
  return Math.abs(ratio - 1) <= TOLERANCE ? current : Math.ceil(total / target);
}

/**
 * How many there shall be: the highest that was asked for while stabilising,
 * in steps that the policies allow, within the bounds.
 */
export function nextReplicas(scaling: Scaling): number {
  const { before, behavior, changes, current, max, min, now } = scaling;
  const asked = clamp(askedReplicas(scaling), min, max);
  const seconds =
    behavior?.scaleDown?.stabilizationWindowSeconds ?? DOWN_WINDOW_SECONDS;
  const stable = Math.max(
    asked,
    ...before
      .filter(({ at }) => at > now - seconds * 1000)
      .map(({ replicas }) => Math.min(replicas, current)),
  );
  const room = (rules: Behavior['scaleUp'], sign: 1 | -1) => {
    const policies = (rules?.policies ?? []).filter(
      ({ type }) => type === 'Pods',
    );
    const rooms = policies.map(({ periodSeconds, value }) => {
      const recent = changes
        .filter(
          ({ at, by }) => at > now - periodSeconds * 1000 && by * sign > 0,
        )
        .reduce((sum, { by }) => sum + Math.abs(by), 0);
      return Math.max(0, value - recent);
    });
    return rooms.length > 0 ? Math.max(...rooms) : Number.MAX_SAFE_INTEGER;
  };
  const next =
    stable > current
      ? Math.min(stable, current + room(behavior?.scaleUp, 1))
      : Math.max(stable, current - room(behavior?.scaleDown, -1));
  return clamp(next, min, max);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
