import type {
  IdentifiedWorkload,
  JudgedClusters,
} from '../adapters/JudgedClusters';
import { Reads } from '../adapters/reads';
import type {
  AdapterRegistry,
  AssessedWorkload,
  RegisteredWorkload,
} from '../adapters/registry';
import type { AssessmentContext } from '../adapters/types';
import type { ClusterSnapshot } from '../fleet/snapshot';
import { MODELFLEET_ANNOTATIONS } from '../gitops/types';
import type { ObservedRecord, RecordMeta } from '../observed/resource';
import { refFrom } from './claims';

type Records = ReadonlyMap<string, ObservedRecord>;

const NONE: readonly string[] = [];

/** Which of a cluster's objects a view can be about. */
export interface Wanted {
  /** Components that objects may claim to be, as full refs. */
  readonly services: readonly string[];
  /** Whether a label selector asks for it; absent where there is none. */
  readonly isSelected?: (meta: RecordMeta) => boolean;
  /** Whether an artifact is wanted; absent where only Components are. */
  readonly serves?: (artifactUri: string | undefined) => boolean;
}

/** What the objects of one kind serve. */
interface Artifacts {
  readonly reads: Reads;
  readonly uris: ReadonlyMap<string, string | undefined>;
  /** The last snapshot that it was found to hold in. */
  heldIn: WeakRef<ClusterSnapshot>;
}

/**
 * Finds the objects that a view can be about without judging all others: what
 * objects claim is indexed once for records that do not change.
 */
export class Candidates {
  readonly #claims = new WeakMap<Records, ReadonlyMap<string, string[]>>();
  readonly #artifacts = new WeakMap<Records, Artifacts>();
  readonly #judged: JudgedClusters;

  static create(judged: JudgedClusters): Candidates {
    return new Candidates(judged);
  }

  private constructor(judged: JudgedClusters) {
    this.#judged = judged;
  }

  /**
   * What {@link assessWorkloads} would say of these objects, in its order: one
   * that another object controls is left out, as that one speaks for it.
   */
  assess(
    seen: AssessmentContext,
    adapters: AdapterRegistry,
    wanted: Wanted,
  ): readonly AssessedWorkload[] {
    return this.#find(seen, adapters, wanted, (adapter, key) =>
      this.#judged.readOne(adapter, key, seen),
    );
  }

  /** The same objects, without how they are. */
  identify(
    seen: AssessmentContext,
    adapters: AdapterRegistry,
    wanted: Wanted,
  ): readonly IdentifiedWorkload[] {
    return this.#find(seen, adapters, wanted, (adapter, key) =>
      this.#judged.identify(adapter, key, seen),
    );
  }

  #find<T extends Pick<AssessedWorkload, 'meta'>>(
    seen: AssessmentContext,
    { workloads }: AdapterRegistry,
    wanted: Wanted,
    read: (adapter: RegisteredWorkload, key: string) => T | undefined,
  ): readonly T[] {
    const found: T[] = [];
    for (const adapter of workloads) {
      for (const key of this.#keys(adapter, seen, wanted)) {
        const one = read(adapter, key);
        if (!one) continue;
        const { controller } = one.meta;
        if (
          !controller?.uid ||
          !this.#isJudged(controller.uid, seen, workloads)
        ) {
          found.push(one);
        }
      }
    }
    return found;
  }

  #keys(
    adapter: RegisteredWorkload,
    seen: AssessmentContext,
    { services, isSelected, serves }: Wanted,
  ): readonly string[] {
    const records = adapter.records(seen.cluster);
    if (records.size === 0) return NONE;
    if (isSelected || serves) {
      const claimed = new Set(
        services.flatMap(ref => this.#claimsIn(records).get(ref) ?? []),
      );
      const uris = serves && this.#artifactsIn(records, adapter, seen);
      const keys: string[] = [];
      for (const [key, { meta }] of records) {
        if (
          claimed.has(key) ||
          isSelected?.(meta) ||
          serves?.(uris?.get(key))
        ) {
          keys.push(key);
        }
      }
      return keys;
    }
    const claims = this.#claimsIn(records);
    const [only, ...others] = services;
    if (only !== undefined && others.length === 0) {
      return claims.get(only) ?? NONE;
    }
    const found = new Set(services.flatMap(ref => claims.get(ref) ?? []));
    // In the order of the records, as all others.
    return found.size > 1
      ? [...records.keys()].filter(key => found.has(key))
      : [...found];
  }

  /** What each object serves, made again when what decides it has changed. */
  #artifactsIn(
    records: Records,
    adapter: RegisteredWorkload,
    seen: AssessmentContext,
  ): ReadonlyMap<string, string | undefined> {
    const known = this.#artifacts.get(records);
    if (known) {
      const isHeld =
        known.reads.ofClusterOnly && known.heldIn.deref() === seen.cluster;
      if (isHeld || known.reads.hold(seen)) {
        known.heldIn = new WeakRef(seen.cluster);
        return known.uris;
      }
    }
    const reads = Reads.create();
    const uris = new Map<string, string | undefined>();
    for (const key of records.keys()) {
      uris.set(key, this.#judged.artifactOf(adapter, key, seen, reads));
    }
    const heldIn = new WeakRef(seen.cluster);
    this.#artifacts.set(records, { reads, uris, heldIn });
    return uris;
  }

  #claimsIn(records: Records): ReadonlyMap<string, string[]> {
    const known = this.#claims.get(records);
    if (known) return known;
    const claims = new Map<string, string[]>();
    for (const [key, { meta }] of records) {
      const ref = claimOf(meta);
      if (ref === undefined) continue;
      const keys = claims.get(ref);
      if (keys) keys.push(key);
      else claims.set(ref, [key]);
    }
    this.#claims.set(records, claims);
    return claims;
  }

  #isJudged(
    uid: string,
    seen: AssessmentContext,
    workloads: readonly RegisteredWorkload[],
  ): boolean {
    return workloads.some(adapter => {
      const records = adapter.records(seen.cluster);
      const key = this.#judged.indexes.byUid(records).get(uid);
      return (
        key !== undefined &&
        this.#judged.identify(adapter, key, seen) !== undefined
      );
    });
  }
}

function claimOf({ annotations }: RecordMeta): string | undefined {
  return refFrom(annotations[MODELFLEET_ANNOTATIONS.serviceRef]);
}
