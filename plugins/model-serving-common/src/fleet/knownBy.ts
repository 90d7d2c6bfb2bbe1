import type { KnownCluster } from './clusterNames';
import type { ClusterSnapshot } from './snapshot';

/** What delivery tools can mean a cluster by. */
export function knownBy({
  cluster,
  serverUrl,
  aliases,
}: ClusterSnapshot): KnownCluster {
  return { name: cluster.name, serverUrl, aliases };
}
