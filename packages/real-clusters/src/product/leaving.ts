import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from '../environment/Cluster';
import { whereTheyListen } from '../processes/listening';
import { auditEvents, openWatches } from './auditLog';
import type { ProductCase } from './case';

const ENDS_WITHIN_MS = 10_000;

/** The API server's own count of the watches that it serves now. */
export async function servedWatches(cluster: Cluster): Promise<number> {
  const { text } = await cluster.admin.must({ path: '/metrics' });
  let sum = 0;
  for (const line of text.split('\n')) {
    if (
      line.startsWith('apiserver_longrunning_requests{') &&
      line.includes('verb="WATCH"')
    ) {
      sum += Number(line.slice(line.lastIndexOf(' ') + 1));
    }
  }
  return sum;
}

/** That nothing of the product is left in a cluster when it has ended. */
export const leavingCases: readonly ProductCase[] = [
  {
    name: 'leaving: nothing that was started listens beyond the loopback address',
    async run({ clusters, processes }) {
      // Only Linux has the tables; elsewhere the same options are used.
      if (process.platform !== 'linux') return;
      const { count, reachable } = await whereTheyListen(processes);
      assert.ok(count > clusters.length, 'no listening socket was found');
      assert.deepEqual(reachable, []);
    },
  },
  {
    name: 'leaving: one watch for each kind is open while the product runs',
    async run({ product, edge }) {
      const open = openWatches(
        await auditEvents(edge, product.observer(edge.name)),
      );
      const paths = open.map(({ requestURI }) => requestURI.split('?')[0]);
      assert.deepEqual(paths, [...new Set(paths)]);
      assert.ok(paths.length >= 5, paths.join());
    },
  },
  {
    name: 'leaving: no watch outlives the product, by audit log and by gauge',
    async run({ product, clusters }) {
      const before = await Promise.all(clusters.map(servedWatches));
      await product.stop();
      for (const [index, cluster] of clusters.entries()) {
        const observer = product.observer(cluster.name);
        const deadline = Date.now() + ENDS_WITHIN_MS;
        let open = openWatches(await auditEvents(cluster, observer));
        while (open.length > 0 && Date.now() < deadline) {
          await sleep(200);
          open = openWatches(await auditEvents(cluster, observer));
        }
        // Those of a server that was stopped have no end in its log.
        const stillServed = open.filter(
          ({ requestURI }) => !cluster.restarted && requestURI,
        );
        assert.deepEqual(
          stillServed.map(({ requestURI }) => requestURI),
          [],
        );
        assert.ok(
          (await servedWatches(cluster)) <= (before[index] ?? 0) - 5,
          `${cluster.name} serves as many watches as before`,
        );
      }
    },
  },
];
