import type { ErrorSink } from '../cluster/errorSink';
import type { ServedCluster } from '../fleet/simulatedCluster';

/** A watch that is dropped again and again, while that fault is on. */
const DROP_EVERY_MS = 4_000;

/** Carries a cluster's faults to its endpoint and its kubelets. */
export function wireFaults(served: ServedCluster, onError: ErrorSink): void {
  const { api, cluster, faults, kubelets, load } = served;
  let port: Promise<void> = Promise.resolve();
  const changePort = (change: () => Promise<void>) => {
    port = port.then(change).catch((error: unknown) => {
      onError(error, `${cluster.name}: port`);
    });
  };
  const dropAgain = () => {
    if (faults.find('watch-dropped')) {
      api.dropWatches();
      cluster.clock.afterWall(DROP_EVERY_MS, dropAgain);
    }
  };
  faults.onChange(({ fault, active }) => {
    switch (fault.type) {
      case 'unreachable':
        if (!active) {
          api.releaseStranded();
        }
        break;
      case 'refused':
        changePort(() => (active ? api.refuse() : api.reopen()));
        break;
      case 'watch-dropped':
        dropAgain();
        break;
      case 'compacted':
        if (active) {
          cluster.log.compact();
          api.dropWatches();
        }
        break;
      case 'unauthorized':
      case 'forbidden':
      case 'malformed':
        // Open watches were admitted before; they end, and come back refused.
        if (active) {
          api.dropWatches();
        }
        break;
      case 'image-pull':
      case 'gpu-oom':
        if (active) {
          kubelets.applyTroubles();
        }
        break;
      case 'no-callers':
      case 'rush':
        load.refresh();
        break;
      default:
        break;
    }
  });
}
