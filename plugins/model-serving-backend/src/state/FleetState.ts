import type {
  ClusterState,
  FleetSnapshot,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  ClusterSink,
  FleetSink,
  ObservedCluster,
} from '@modelfleet/backstage-plugin-model-serving-node';
import { ClusterRecords } from './ClusterRecords';
import { lazily } from './lazily';
import type { FleetChanges, FleetMemory, KeptCluster } from './kept';

/** What readers of the fleet need of it. */
export interface FleetReader {
  /** Never waits for a cluster. */
  snapshot(): FleetSnapshot;
  /**
   * Calls back after changes, once for all that happen in one turn of the
   * event loop. Returns how to end it.
   */
  subscribe(listener: () => void): () => void;
}

/** The last known state of all clusters, in memory. */
export class FleetState implements FleetSink, FleetReader, FleetMemory {
  readonly #clusters = new Map<string, ClusterRecords>();
  readonly #listeners = new Set<() => void>();
  readonly #instanceId: string;
  readonly #aliases: ReadonlyMap<string, readonly string[]>;
  readonly #now: () => Date;
  readonly #changes: FleetChanges | undefined;
  #counter = 0;
  #notifying = false;

  static create(options: {
    /** Sets versions of this process apart from those of another. */
    instanceId: string;
    aliases: ReadonlyMap<string, readonly string[]>;
    now: () => Date;
    /** Told what to keep; what is restored is not told. */
    changes?: FleetChanges;
  }): FleetState {
    return new FleetState(options);
  }

  private constructor(options: {
    instanceId: string;
    aliases: ReadonlyMap<string, readonly string[]>;
    now: () => Date;
    /** Told what to keep; what is restored is not told. */
    changes?: FleetChanges;
  }) {
    this.#instanceId = options.instanceId;
    this.#aliases = options.aliases;
    this.#now = options.now;
    this.#changes = options.changes;
  }

  upsertCluster(cluster: ObservedCluster): ClusterSink {
    const known = this.#clusters.get(cluster.name);
    if (known) {
      known.identify(cluster);
      return known;
    }
    const created = ClusterRecords.create({
      cluster,
      aliases: this.#aliases.get(cluster.name) ?? [],
      onChange: () => this.#changed(),
      changes: this.#changes,
    });
    this.#clusters.set(cluster.name, created);
    this.#changes?.cluster(cluster.name, true);
    this.#changed();
    return created;
  }

  retainClusters(names: ReadonlySet<string>): void {
    for (const name of [...this.#clusters.keys()]) {
      if (!names.has(name)) {
        this.removeCluster(name);
      }
    }
  }

  removeCluster(name: string): void {
    if (this.#clusters.delete(name)) {
      this.#changed();
    }
  }

  /** In which version kinds of a cluster were listed last, by resource. */
  served(cluster: string): ReadonlyMap<string, string> {
    const kinds = this.#clusters.get(cluster)?.head().kinds ?? {};
    return new Map(
      Object.entries(kinds).flatMap(([id, kind]) =>
        kind.status === 'observed' || kind.status === 'forbidden'
          ? [[id, ('version' in kind && kind.version) || '']]
          : [],
      ),
    );
  }

  cluster(name: string) {
    return this.#clusters.get(name);
  }

  restore(kept: KeptCluster): void {
    const { identity } = kept.head;
    const known = this.#clusters.get(identity.name);
    if (known) {
      known.restore(kept);
      return;
    }
    const created = ClusterRecords.create({
      cluster: identity,
      aliases: this.#aliases.get(identity.name) ?? [],
      onChange: () => this.#changed(),
      changes: this.#changes,
    });
    this.#clusters.set(identity.name, created);
    created.restore(kept);
    this.#changed();
  }

  restoreState(name: string, state: ClusterState): void {
    if (this.#clusters.get(name)?.restoreState(state)) {
      this.#changed();
    }
  }

  /** The clusters are those of when they are first asked for. */
  snapshot(): FleetSnapshot {
    const taken = lazily(() =>
      [...this.#clusters.values()].map(cluster => cluster.snapshot()),
    );
    return {
      version: `${this.#instanceId}-${this.#counter}`,
      now: this.#now(),
      get clusters() {
        return taken();
      },
    };
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #changed(): void {
    this.#counter += 1;
    if (this.#notifying) {
      return;
    }
    this.#notifying = true;
    setImmediate(() => {
      this.#notifying = false;
      for (const listener of this.#listeners) {
        listener();
      }
    });
  }
}
