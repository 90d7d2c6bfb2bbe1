import { resourceId } from '../observed/resource';
import type { ClusterSnapshot } from '../fleet/snapshot';
import type { AssessmentContext } from './types';

const OF_PODS = /^(?:pods|replica sets|gpus|findings|found|changed)\b/;

/** What does not depend on the cluster alone. */
const OF_OTHERS = /^(?:now$|selected\b)/;

interface Read {
  readonly value: unknown;
  /** Of pods and what is counted of them, which change all the time. */
  readonly ofPods: boolean;
  again(seen: AssessmentContext): unknown;
}

/**
 * What a judgement looked at. As judgements are pure, one whose looks would
 * find the same again is still right, whatever else changed in the cluster.
 */
export class Reads {
  /** In their order: a later one may be about what an earlier one found. */
  readonly #reads = new Map<string, Read>();
  #ofClusterOnly = true;

  static create(): Reads {
    return new Reads();
  }

  private constructor() {}

  /** Whether the same snapshot is all that it takes to find the same. */
  get ofClusterOnly(): boolean {
    return this.#ofClusterOnly;
  }

  /** Looks of another one as well, which hold at the same moment. */
  add(others: Reads, what: 'all' | 'butPods' = 'all'): void {
    for (const [key, read] of others.#reads) {
      if (read.ofPods && what === 'butPods') continue;
      this.#set(key, read);
    }
  }

  /**
   * Whether every look would find the same.
   *
   * @param what - whether looks at pods count as well.
   */
  hold(seen: AssessmentContext, what: 'all' | 'butPods' = 'all'): boolean {
    for (const { value, ofPods, again } of this.#reads.values()) {
      if (ofPods && what === 'butPods') continue;
      if (!isSame(value, again(seen))) return false;
    }
    return true;
  }

  /** A context that notes what is looked up in it. */
  follow(seen: AssessmentContext): AssessmentContext {
    const note = <T>(key: string, again: (on: AssessmentContext) => T): T => {
      const value = again(seen);
      if (!this.#reads.has(key)) {
        this.#set(key, { value, again, ofPods: OF_PODS.test(key) });
      }
      return value;
    };
    return {
      get now() {
        return note('now', on => on.now);
      },
      cluster: followCluster(seen.cluster, note),
      isSelected: meta =>
        note(`selected ${meta.uid}`, on => on.isSelected(meta)),
      podsIn: namespace =>
        note(`pods ${namespace}`, on => on.podsIn(namespace)),
      deployment: (namespace, name) =>
        note(`deployment ${namespace}/${name}`, on =>
          on.deployment(namespace, name),
        ),
      replicaSetsOf: owner =>
        note(`replica sets ${owner.meta.uid}`, on => on.replicaSetsOf(owner)),
      // From configuration, which does not change.
      accelerators: seen.accelerators,
      gpus: () => note('gpus', on => on.gpus()),
      findings: uid => note(`findings ${uid}`, on => on.findings(uid)),
    };
  }

  #set(key: string, read: Read): void {
    if (OF_OTHERS.test(key)) this.#ofClusterOnly = false;
    this.#reads.set(key, read);
  }
}

type Note = <T>(key: string, again: (on: AssessmentContext) => T) => T;

function followCluster(seen: ClusterSnapshot, note: Note): ClusterSnapshot {
  note('cluster', ({ cluster: { cluster, ...on } }) => [
    cluster.name,
    cluster.title,
    cluster.simulated,
    on.aliases,
    on.serverUrl,
    on.kubernetesVersion,
  ]);
  return {
    ...seen,
    cluster: {
      ...seen.cluster,
      // Its times change every few seconds, and few look at it.
      get state() {
        return note('state', on => on.cluster.cluster.state);
      },
    },
    ...(seen.podsIn && {
      podsIn: (namespace: string) =>
        note(`pods of ${namespace}`, on => podsIn(on.cluster, namespace)),
    }),
    records: projection =>
      note(`records ${resourceId(projection.resource)}`, on =>
        on.cluster.records(projection),
      ),
    knowledge: resource => {
      note(`knowledge ${resourceId(resource)}`, on =>
        Object.values(on.cluster.knowledge(resource)),
      );
      return seen.knowledge(resource);
    },
    changedAt: (resource, key) =>
      note(`changed ${resourceId(resource)} ${key}`, on =>
        on.cluster.changedAt(resource, key),
      ),
    findings: uid => note(`found ${uid}`, on => on.cluster.findings?.(uid)),
  };
}

function podsIn({ podsIn: lists }: ClusterSnapshot, namespace: string) {
  return lists?.(namespace) ?? [];
}

/** Records are never changed, so that the same one says the same. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (a instanceof Date && b instanceof Date) {
    return a.getTime() === b.getTime();
  }
  return (
    Array.isArray(a) &&
    Array.isArray(b) &&
    a.length === b.length &&
    a.every((item, index) => Object.is(item, b[index]))
  );
}
