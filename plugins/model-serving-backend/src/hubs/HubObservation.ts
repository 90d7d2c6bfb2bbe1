import {
  applicationProjection,
  isReported,
  reportedClusters,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  Hub,
  ReportedCluster,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  FleetSink,
  FleetSource,
} from '@modelfleet/backstage-plugin-model-serving-node';
import type { Clock } from '../observe';
import type { FleetReader } from '../state';

/** A new Application shows in this time, in milliseconds. */
const LOOK_MS = 5_000;

interface Options {
  readonly hubs: readonly Hub[];
  /** Where the hubs themselves are seen. */
  readonly reader: FleetReader;
  readonly clock: Clock;
}

/**
 * The clusters that no one dials and that a hub's Argo CD delivers to. It asks
 * no cluster: what the hubs say is observed already, as of any cluster.
 */
export class HubObservation implements FleetSource {
  readonly id = 'hubs';
  readonly #options: Options;
  /** What the last report was made of. */
  #madeOf: readonly unknown[] = [];
  readonly #reported = new Map<string, string>();

  static create(options: Options): HubObservation {
    return new HubObservation(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async run(
    sink: FleetSink,
    { signal }: { signal: AbortSignal },
  ): Promise<void> {
    // Another replica may have reported since this one did.
    this.#madeOf = [];
    this.#reported.clear();
    while (!signal.aborted) {
      // At the start, those that are dialled are to be known first.
      await this.#options.clock.sleep(LOOK_MS, signal).catch(() => undefined);
      if (!signal.aborted) {
        this.#report(sink);
      }
    }
  }

  #report(sink: FleetSink): void {
    const { hubs, reader } = this.#options;
    const fleet = reader.snapshot();
    const madeOf = fleet.clusters
      .filter(({ cluster }) => !isReported(cluster))
      .flatMap(cluster => [
        cluster.cluster.name,
        cluster.serverUrl,
        cluster.records(applicationProjection),
        cluster.knowledge(applicationProjection.resource).status,
      ]);
    if (isSame(madeOf, this.#madeOf)) {
      return;
    }
    this.#madeOf = madeOf;
    const told = hubs.map(hub => reportedClusters(hub, fleet));
    const clusters = new Map<string, ReportedCluster>();
    for (const cluster of told.flatMap(reported => reported ?? [])) {
      // The first hub that names a cluster is the one that tells of it.
      if (!clusters.has(cluster.name)) {
        clusters.set(cluster.name, cluster);
      }
    }
    const dialled = new Set(
      fleet.clusters
        .filter(({ cluster }) => !isReported(cluster))
        .map(({ cluster }) => cluster.name),
    );
    for (const cluster of clusters.values()) {
      if (!dialled.has(cluster.name)) {
        this.#announce(cluster, sink);
      }
    }
    // What a hub has that was not seen yet is not known to be gone.
    if (told.every(reported => reported !== undefined)) {
      const names = [...clusters.keys()].filter(name => !dialled.has(name));
      sink.retainClusters(new Set(names));
      for (const name of this.#reported.keys()) {
        if (!clusters.has(name)) {
          this.#reported.delete(name);
        }
      }
    }
  }

  #announce(cluster: ReportedCluster, sink: FleetSink): void {
    const { name, title, serverUrl, reportedBy } = cluster;
    const stamp = JSON.stringify(cluster);
    if (this.#reported.get(name) === stamp) {
      return;
    }
    this.#reported.set(name, stamp);
    sink.upsertCluster({ name, title, ...(serverUrl && { serverUrl }) }).state({
      status: 'unsupported',
      reason: `Backstage cannot reach ${title} itself: what ${reportedBy.title} delivers to it is seen, its pods and GPUs are not.`,
      reportedBy,
    });
  }
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}
