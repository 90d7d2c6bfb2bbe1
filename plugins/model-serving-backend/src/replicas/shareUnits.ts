import type { Lease } from './LeaseStore';
import { rendezvousOrder } from './rendezvous';
import type { ReplicaSettings } from './settings';

/** All that a replica decides from. Times by its own watch. */
export interface ShareFacts {
  readonly me: string;
  readonly now: number;
  readonly alive: ReadonlySet<string>;
  aliveFor(replica: string): number;
  readonly wanted: ReadonlySet<string>;
  readonly held: ReadonlySet<string>;
  readonly leases: ReadonlyMap<string, Lease>;
  /** When a unit was first seen without a living owner. */
  readonly freeSince: ReadonlyMap<string, number>;
  /** Until when a unit is not given up again. */
  readonly keptUntil: ReadonlyMap<string, number>;
  readonly settings: ReplicaSettings;
}

/** Has no owner who lives and knows of it. */
export function isFree(
  lease: Lease,
  { me, alive, held }: Pick<ShareFacts, 'me' | 'alive' | 'held'>,
): boolean {
  const { owner, unit } = lease;
  return (
    owner === undefined ||
    !alive.has(owner) ||
    // From a call whose answer was lost.
    (owner === me && !held.has(unit))
  );
}

/**
 * What to take and what to give up. A unit that is free goes to the first in
 * its order at once; those after it wait their turn, since the first may not
 * have that cluster in its configuration. What is in the wrong place moves
 * slowly, for each move costs a cluster a full list.
 */
export function shareUnits(facts: ShareFacts): {
  readonly take: readonly Lease[];
  readonly release: readonly string[];
} {
  const { me, now, alive, held, settings } = facts;
  const take: Lease[] = [];
  const movable: string[] = [];
  for (const unit of facts.wanted) {
    const lease = facts.leases.get(unit);
    const order = rendezvousOrder(unit, alive);
    const rank = order.indexOf(me);
    if (held.has(unit)) {
      const [first] = order;
      const settled =
        first !== undefined &&
        first !== me &&
        facts.aliveFor(first) >= settings.settledMs;
      if (settled && now >= (facts.keptUntil.get(unit) ?? 0)) {
        movable.push(unit);
      }
    } else if (lease && isFree(lease, facts)) {
      const waited = now - (facts.freeSince.get(unit) ?? now);
      if (lease.owner === me || waited >= rank * settings.rankMs) {
        take.push(lease);
      }
    }
  }
  const most = Math.max(1, Math.ceil(held.size * settings.releaseShare));
  return { take, release: movable.slice(0, most) };
}
