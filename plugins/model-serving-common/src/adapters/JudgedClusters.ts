import type { ClusterSnapshot } from '../fleet/snapshot';
import type { ObservedRecord } from '../observed/resource';
import { RecordIndexes } from './RecordIndexes';
import { Reads } from './reads';
import type { AssessedWorkload, RegisteredWorkload } from './registry';
import type { AssessmentContext } from './types';

interface Judged {
  readonly reads: Reads;
  readonly assessed: Omit<AssessedWorkload, 'pods'> | undefined;
}

/** What does not depend on how a serving object is. */
export interface IdentifiedWorkload
  extends Pick<AssessedWorkload, 'meta' | 'pods'> {
  readonly workload: Pick<AssessedWorkload['workload'], 'artifactUri'>;
}

/**
 * Judgements that were made before. One is made again when the object or
 * anything that was looked at for it has changed; one that looked at the time
 * is made again each time.
 *
 * Nothing is kept for longer than the record that it is about.
 */
export class JudgedClusters {
  readonly #judged = new WeakMap<
    RegisteredWorkload,
    WeakMap<ObservedRecord, Judged>
  >();

  /** Those that were found to hold in a snapshot, which never changes. */
  readonly #held = new WeakMap<ClusterSnapshot, WeakSet<Judged>>();

  readonly indexes: RecordIndexes = RecordIndexes.create();

  static create(): JudgedClusters {
    return new JudgedClusters();
  }

  private constructor() {}

  readOne(
    adapter: RegisteredWorkload,
    key: string,
    seen: AssessmentContext,
  ): AssessedWorkload | undefined {
    const record = adapter.records(seen.cluster).get(key);
    if (!record) return undefined;
    const { assessed } = this.#judge(adapter, record, key, seen);
    return (
      assessed && {
        ...assessed,
        pods: (on = seen) => adapter.podsOf(key, on),
      }
    );
  }

  /**
   * Whose it is and what it serves, which never depends on its pods: a
   * judgement that they have outdated still tells.
   */
  identify(
    adapter: RegisteredWorkload,
    key: string,
    seen: AssessmentContext,
  ): IdentifiedWorkload | undefined {
    const record = adapter.records(seen.cluster).get(key);
    if (!record) return undefined;
    const known = this.#of(adapter).get(record);
    const { assessed } = known?.reads.hold(seen, 'butPods')
      ? known
      : this.#judge(adapter, record, key, seen);
    if (!assessed) return undefined;
    const { meta, workload } = assessed;
    const { artifactUri } = workload;
    return {
      meta,
      workload: { ...(artifactUri !== undefined && { artifactUri }) },
      pods: (on = seen) => adapter.podsOf(key, on),
    };
  }

  /**
   * The artifact that it serves, which never depends on its pods.
   *
   * @param reads - gets what was looked at for it.
   */
  artifactOf(
    adapter: RegisteredWorkload,
    key: string,
    seen: AssessmentContext,
    reads: Reads,
  ): string | undefined {
    const record = adapter.records(seen.cluster).get(key);
    if (!record) return undefined;
    const known = this.#of(adapter).get(record);
    const judged = known?.reads.hold(seen, 'butPods')
      ? known
      : this.#judge(adapter, record, key, seen);
    reads.add(judged.reads, 'butPods');
    return judged.assessed?.workload.artifactUri;
  }

  #judge(
    adapter: RegisteredWorkload,
    record: ObservedRecord,
    key: string,
    seen: AssessmentContext,
  ): Judged {
    const judged = this.#of(adapter);
    const held = this.#heldIn(seen.cluster);
    let known = judged.get(record);
    if (known && held.has(known)) return known;
    if (!known?.reads.hold(seen)) {
      known = judge(adapter, key, seen);
      judged.set(record, known);
    }
    if (known.reads.ofClusterOnly) held.add(known);
    return known;
  }

  #heldIn(snapshot: ClusterSnapshot): WeakSet<Judged> {
    const known = this.#held.get(snapshot);
    if (known) return known;
    const made = new WeakSet<Judged>();
    this.#held.set(snapshot, made);
    return made;
  }

  #of(adapter: RegisteredWorkload): WeakMap<ObservedRecord, Judged> {
    const known = this.#judged.get(adapter);
    if (known) return known;
    const made = new WeakMap<ObservedRecord, Judged>();
    this.#judged.set(adapter, made);
    return made;
  }
}

function judge(
  adapter: RegisteredWorkload,
  key: string,
  seen: AssessmentContext,
): Judged {
  const reads = Reads.create();
  const made = adapter.readOne(key, reads.follow(seen));
  if (!made) return { reads, assessed: undefined };
  // Not its pods: that would keep the whole snapshot.
  const { meta, resource, workload } = made;
  return { reads, assessed: { meta, resource, workload } };
}
