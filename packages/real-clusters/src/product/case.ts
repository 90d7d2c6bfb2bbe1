import type { Cluster } from '../environment/Cluster';
import type { GitServer } from '../delivery/GitServer';
import type { StartedControllers } from '../controllers/start';
import type { StartedMetrics } from '../metrics/start';
import type { ProcessRecord } from '../processes/processes';
import type { Product, SeenCluster } from './Product';

/** What a case is given. Cases run in order and share the clusters. */
export interface ProductContext {
  readonly product: Product;
  readonly clusters: readonly Cluster[];
  /** All that was started for the tests. */
  readonly processes: readonly ProcessRecord[];
  /** What delivery tools fetch from. */
  readonly git: GitServer;
  /** Those that were built beforehand. */
  readonly controllers: StartedControllers;
  /** What measures; absent where it was not built. */
  readonly metrics: StartedMetrics | undefined;
  /** H100 nodes. */
  readonly eu: Cluster;
  /** A100 nodes, one cut in slices. */
  readonly us: Cluster;
  /** An L4 and a node with AMD's GPUs. */
  readonly edge: Cluster;
}

export interface ProductCase {
  readonly name: string;
  /** Skipped where the machine has no such controller. */
  readonly needs?: keyof StartedControllers | 'metrics';
  run(context: ProductContext): Promise<void>;
}

/** The namespace of the only tenant. */
export const NAMESPACE = 'chat';

/** The product looks for what was not there about once a minute. */
export const RECHECKED_WITHIN_MS = 100_000;

/** Waits until a cluster is shown in a status. */
export function untilStatus(
  product: Product,
  cluster: Cluster,
  status: string,
  withinMs?: number,
): Promise<SeenCluster | undefined> {
  return product.until(
    `${cluster.name} is ${status}`,
    () => product.cluster(cluster.name),
    seen => seen?.state.status === status,
    withinMs,
  );
}
