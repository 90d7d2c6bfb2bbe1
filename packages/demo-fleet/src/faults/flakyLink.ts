import type { ServedCluster } from '../fleet/simulatedCluster';

/**
 * A link that breaks open watches now and then, for a moment: wall-clock
 * seconds between breaks, the same sequence for the same seed. Connections
 * come back at once, so that a demo never looks broken.
 */
export function startFlakyLink({ api, cluster }: ServedCluster): void {
  const random = cluster.random.fork('flaky-link');
  const next = () => {
    cluster.clock.afterWall(random.between(70_000, 160_000), () => {
      api.dropWatches();
      next();
    });
  };
  next();
}
