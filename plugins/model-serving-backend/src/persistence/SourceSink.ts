import type {
  ClusterSink,
  FleetSink,
  ObservedCluster,
} from '@modelfleet/backstage-plugin-model-serving-node';
import type { Announcements } from './Announcements';
import type { FleetJournal } from './FleetJournal';

interface Options {
  readonly source: string;
  readonly sink: FleetSink;
  readonly journal: FleetJournal;
  readonly announcements: Announcements;
}

/** The fleet as one source may change it: its own clusters and no others. */
export class SourceSink implements FleetSink {
  readonly #options: Options;

  static create(options: Options): SourceSink {
    return new SourceSink(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  upsertCluster(cluster: ObservedCluster): ClusterSink {
    const { announcements, sink, source } = this.#options;
    announcements.announce(cluster.name, source);
    return sink.upsertCluster(cluster);
  }

  removeCluster(name: string): void {
    const { announcements, journal, sink, source } = this.#options;
    if (announcements.sourceOf(name)?.id !== source) {
      return;
    }
    sink.removeCluster(name);
    if (announcements.isSharded(source)) {
      // Other replicas go by their own configuration.
      announcements.forget(name);
    } else {
      // Written as removed; what is stored of it goes with it.
      journal.rewrite(name);
    }
  }

  retainClusters(names: ReadonlySet<string>): void {
    const { announcements, source } = this.#options;
    announcements.list(source, names);
    for (const name of announcements.of(source)) {
      if (!names.has(name)) {
        this.removeCluster(name);
      }
    }
  }
}
