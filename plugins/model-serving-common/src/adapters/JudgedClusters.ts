import type { ObservedRecord } from '../observed/resource';
import { RecordIndexes } from './RecordIndexes';
import { Reads } from './reads';
import type { AssessedWorkload, RegisteredWorkload } from './registry';
import type { AssessmentContext } from './types';

interface Judged {
  readonly reads: Reads;
  readonly assessed: Omit<AssessedWorkload, 'pods'> | undefined;
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
    const judged = this.#of(adapter);
    let known = judged.get(record);
    if (!known?.reads.hold(seen)) {
      known = judge(adapter, key, seen);
      judged.set(record, known);
    }
    return (
      known.assessed && {
        ...known.assessed,
        pods: () => adapter.podsOf(key, seen),
      }
    );
  }

  /** The artifact that it serves, which never depends on its pods. */
  artifactOf(
    adapter: RegisteredWorkload,
    key: string,
    seen: AssessmentContext,
  ): string | undefined {
    const record = adapter.records(seen.cluster).get(key);
    const known = record && this.#of(adapter).get(record);
    const assessed = known?.reads.hold(seen, 'butPods')
      ? known.assessed
      : this.readOne(adapter, key, seen);
    return assessed?.workload.artifactUri;
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
