import { join } from 'node:path';
import { ApiServer } from '../apiserver/server';
import { Pages } from '../apiserver/pages';
import { ArgocdHub } from '../argocd/hub';
import { SimulationClock } from '../clock/clock';
import type { TimeSource } from '../clock/time';
import { ManualTime } from '../clock/time';
import type { ErrorSink } from '../cluster/errorSink';
import { startFlakyLink } from '../faults/flakyLink';
import { wireFaults } from '../faults/wiring';
import { CLUSTERS } from '../fleet/clusters';
import type { ServedCluster } from '../fleet/simulatedCluster';
import { simulateCluster } from '../fleet/simulatedCluster';
import { FleetRepository } from '../git/repository';
import { SeededRandom } from '../random/random';

/** How long the fleet has lived when it opens, wall-clock. */
const PAST_MS = 3 * 24 * 3_600_000;

/** How often the hub looks at the repository by itself, wall-clock. */
const POLL_MS = 5_000;

export interface WorldOptions {
  readonly dataDirectory: string;
  readonly seedDirectory: string;
  readonly fresh: boolean;
  readonly seed: string;
  readonly speed: number;
  readonly history: boolean;
  readonly flakyLink: boolean;
  readonly bookmarkMs: number;
  readonly token: string;
  readonly gitUrl: string;
  /** Port of each cluster, in order; 0 for any. */
  readonly ports: readonly number[];
  readonly time: TimeSource;
  readonly onError: ErrorSink;
}

/** Everything that a reset makes anew: clusters, hub and repository. */
export interface World {
  readonly clock: SimulationClock;
  readonly clusters: readonly ServedCluster[];
  readonly repository: FleetRepository;
  /** Looks whether the repository has a new commit. */
  pull(): Promise<void>;
  stop(): Promise<void>;
}

export async function createWorld(options: WorldOptions): Promise<World> {
  const { onError, time } = options;
  const repository = await FleetRepository.open({
    directory: join(options.dataDirectory, 'fleet.git'),
    from: options.seedDirectory,
    url: options.gitUrl,
    fresh: options.fresh,
  });
  let snapshot = await repository.snapshot();
  const past = ManualTime.create(time.now() - (options.history ? PAST_MS : 0));
  const clock = SimulationClock.create(past);
  const clusters = await startClusters(options, clock);
  const hub = ArgocdHub.start({
    clusters,
    serverUrl: name =>
      clusters.find(({ cluster }) => cluster.name === name)?.api.url ?? '',
    repositoryUrl: options.gitUrl,
    root: 'fleet',
    snapshot,
    onError,
  });
  clock.setHurried(true);
  past.advance(time.now() - past.now());
  clock.setHurried(false);
  clock.switchTo(time);
  clock.setSpeed(options.speed);

  let pulling: Promise<void> = Promise.resolve();
  const pull = () => {
    pulling = pulling
      .then(async () => {
        if ((await repository.head()) !== snapshot.revision) {
          snapshot = await repository.snapshot();
          hub?.notify(snapshot);
        }
      })
      .catch((error: unknown) => onError(error, 'repository'));
    return pulling;
  };
  const poll = () => {
    clock.afterWall(POLL_MS, () => {
      void pull().then(poll);
    });
  };
  poll();
  return {
    clock,
    clusters,
    repository,
    pull,
    stop: async () => {
      clock.stop();
      await pulling;
      await Promise.all(clusters.map(({ api }) => api.stop()));
    },
  };
}

async function startClusters(
  options: WorldOptions,
  clock: SimulationClock,
): Promise<ServedCluster[]> {
  const random = SeededRandom.create(options.seed);
  const served: ServedCluster[] = [];
  try {
    for (const [index, definition] of CLUSTERS.entries()) {
      const simulated = simulateCluster(
        definition,
        clock,
        random.fork(definition.name),
        options.onError,
      );
      const api = await ApiServer.start(
        {
          ...simulated,
          pages: Pages.create(simulated.cluster),
          token: options.token,
          bookmarkMs: options.bookmarkMs,
        },
        options.ports[index] ?? 0,
      );
      const one = { ...simulated, api };
      served.push(one);
      wireFaults(one, options.onError);
      if (options.flakyLink && definition.flakyLink) {
        startFlakyLink(one);
      }
    }
  } catch (error) {
    await Promise.all(served.map(({ api }) => api.stop()));
    throw error;
  }
  return served;
}
