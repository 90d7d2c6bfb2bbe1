import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import createKnex from 'knex';
import { z } from 'zod';
import { FleetJournal, openKeptFleet } from '../persistence';
import { FleetState } from '../state';
import { apple, apples } from './apples';

/** What the test gives each process. */
const { database, world, clusters, takeOverSeconds } = z
  .object({
    database: z.string(),
    world: z.string(),
    clusters: z.array(z.string()),
    takeOverSeconds: z.number(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));

const knex = createKnex({
  client: 'pg',
  connection: { connectionString: database },
});
const controller = new AbortController();
const { signal } = controller;

function get(url: string, end: AbortSignal): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    http.get(url, { signal: end }, resolve).once('error', reject);
  });
}

/** One replica of the backend as a process: all that is real but clusters. */
async function main() {
  const journal = FleetJournal.create();
  const state = FleetState.create({
    instanceId: String(process.pid),
    aliases: new Map(),
    now: () => new Date(),
    changes: journal,
  });
  const kept = await openKeptFleet({
    config: new ConfigReader({
      modelServing: {
        observation: { takeOverAfter: { seconds: takeOverSeconds } },
      },
    }),
    database: { getClient: async () => knex },
    logger: mockServices.rootLogger(),
    state,
    journal,
    sources: [],
  });
  await kept.load();
  const sink = kept.sinkOf('direct');
  sink.retainClusters(new Set(clusters));
  const observations = clusters.map(name => {
    const cluster = sink.upsertCluster({ name, title: name });
    return kept.whileOwner(
      name,
      async end => {
        const response = await get(`${world}/${name}?by=${process.pid}`, end);
        for await (const value of createInterface(response)) {
          const at = new Date().toISOString();
          cluster.replace(apples.resource, [apple('a', value)], at);
          cluster.state({ status: 'live', confirmedAt: at, forbidden: [] });
        }
      },
      signal,
    );
  });
  const work = Promise.allSettled([kept.run(signal), ...observations]);

  const server = http.createServer((_request, response) => {
    const seen = state.snapshot().clusters.map(snapshot => [
      snapshot.cluster.name,
      {
        status: snapshot.cluster.state.status,
        value: snapshot.records(apples).get('a')?.value,
      },
    ]);
    response.end(JSON.stringify(Object.fromEntries(seen)));
  });
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    process.send?.({ port });
  });
  process.on('SIGTERM', async () => {
    controller.abort();
    await work;
    server.close();
    await knex.destroy();
    process.disconnect();
  });
}

main();
