import type {
  ClusterSnapshot,
  GitOpsRepository,
  ObservedRecord,
  Projection,
  ResourceType,
} from '@modelfleet/backstage-plugin-model-serving-common';
import {
  resourceId,
  TenantsOfPlaces,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { WorkloadResource } from './rules';

type Records = ReadonlyMap<string, ObservedRecord>;

/** What one caller may see of namespaces. */
export interface WorkloadLimits {
  /** The same for callers who may see the same. */
  readonly key: string;
  mayRead(resource: WorkloadResource): boolean;
}

/** Callers with other limits, of whom what was filtered is remembered. */
const KEPT_LIMITS = 50;

/**
 * Takes serving objects out of a fleet that a caller may not see. Nodes and
 * pods stay: they are counted, so that what is free is true for everyone, and
 * appear nowhere but beside the object that they belong to.
 *
 * What is filtered is remembered for as long as the records are in use, so
 * that judgements of them are, too.
 */
export class VisibleWorkloads {
  readonly #kinds: ReadonlySet<string>;
  readonly #tenants: TenantsOfPlaces;
  readonly #filtered = new WeakMap<Records, Map<string, Records>>();
  readonly #limited = new WeakMap<
    ClusterSnapshot,
    Map<string, ClusterSnapshot>
  >();

  static create(options: {
    readonly kinds: readonly ResourceType[];
    readonly repositories: readonly GitOpsRepository[];
  }): VisibleWorkloads {
    return new VisibleWorkloads(
      new Set(options.kinds.map(resourceId)),
      TenantsOfPlaces.create(options.repositories),
    );
  }

  private constructor(kinds: ReadonlySet<string>, tenants: TenantsOfPlaces) {
    this.#kinds = kinds;
    this.#tenants = tenants;
  }

  of(cluster: ClusterSnapshot, limits: WorkloadLimits): ClusterSnapshot {
    return remembered(this.#limited, cluster, limits.key, () =>
      this.#limit(cluster, limits),
    );
  }

  #limit(snapshot: ClusterSnapshot, limits: WorkloadLimits): ClusterSnapshot {
    const { name } = snapshot.cluster;
    const known = new Map<string, boolean>();
    const hides = (namespace: string) => {
      const decided =
        known.get(namespace) ??
        !limits.mayRead({
          cluster: name,
          namespace,
          owners: this.#tenants.of(name, namespace).map(({ owner }) => owner),
        });
      known.set(namespace, decided);
      return decided;
    };
    return {
      ...snapshot,
      hides,
      records: <R extends ObservedRecord>(projection: Projection<R>) => {
        const records = snapshot.records(projection);
        return this.#kinds.has(resourceId(projection.resource))
          ? this.#filter(records, limits.key, hides)
          : records;
      },
    };
  }

  #filter<R extends ObservedRecord>(
    records: ReadonlyMap<string, R>,
    key: string,
    hides: (namespace: string) => boolean,
  ): ReadonlyMap<string, R> {
    const visible = remembered(
      this.#filtered,
      records,
      key,
      () =>
        new Map(
          [...records].filter(([, { meta }]) => !hides(meta.namespace ?? '')),
        ),
    );
    // Made of these very records, above.
    return visible as ReadonlyMap<string, R>;
  }
}

/** For as long as what it is made of is in use, and for some limits. */
function remembered<K extends object, T>(
  kept: WeakMap<K, Map<string, T>>,
  of: K,
  key: string,
  make: () => T,
): T {
  const byLimits = kept.get(of) ?? new Map<string, T>();
  kept.set(of, byLimits);
  const known = byLimits.get(key);
  if (known !== undefined) return known;
  const made = make();
  byLimits.set(key, made);
  const [oldest] = byLimits.keys();
  if (byLimits.size > KEPT_LIMITS && oldest !== undefined) {
    byLimits.delete(oldest);
  }
  return made;
}
