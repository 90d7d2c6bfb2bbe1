import fs from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type {
  FleetAnswer,
  FleetOptions,
  FleetReady,
  FleetRequest,
} from '../fleet/messages';
import { writeConfiguration } from '../portal/configuration';
import type { PortalRequest, PortalSample } from '../portal/messages';
import { Child } from '../processes/Child';
import { Viewer } from './Viewer';

const COMPLETE_WITHIN_MS = 900_000;
const POLL_MS = 250;
const FIRST_PORT = 20_000;
const LAST_PORT = 21_000;

const clustersSchema = z.object({
  items: z.array(
    z.looseObject({ state: z.looseObject({ status: z.string() }) }),
  ),
});

/** A simulated fleet, a portal that observes it, and someone who looks. */
export class World {
  readonly fleet: Child<FleetReady, FleetRequest, FleetAnswer>;
  readonly portal: Child<object, PortalRequest, PortalSample>;
  readonly viewer: Viewer;
  readonly #readyAt: number;
  readonly #options: FleetOptions;

  static async start(
    options: FleetOptions,
    directory: string,
    profile: boolean,
    storeUrl?: string,
  ): Promise<World> {
    await fs.mkdir(directory, { recursive: true });
    const fleet = Child.start<FleetReady, FleetRequest, FleetAnswer>({
      script: path.join(__dirname, '../fleet/process.ts'),
      args: [JSON.stringify(options)],
      logFile: path.join(directory, 'fleet.log'),
    });
    let portal: World['portal'] | undefined;
    try {
      const port = await freePort();
      const config = await writeConfiguration(
        directory,
        port,
        await fleet.ready,
        storeUrl,
      );
      portal = Child.start<object, PortalRequest, PortalSample>({
        script: path.join(__dirname, '../portal/process.ts'),
        args: ['--config', config],
        logFile: path.join(directory, 'portal.log'),
        nodeOptions: [
          '--expose-gc',
          '--max-old-space-size=8192',
          ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${directory}`] : []),
        ],
        env: { NODE_ENV: 'development', LOG_LEVEL: 'warn' },
      });
      await portal.ready;
      const readyAt = performance.now();
      const viewer = await Viewer.signIn(`http://127.0.0.1:${port}`);
      return new World(options, fleet, portal, viewer, readyAt);
    } catch (error) {
      await Promise.all([fleet.stop(), portal?.stop()]);
      throw error;
    }
  }

  private constructor(
    options: FleetOptions,
    fleet: World['fleet'],
    portal: World['portal'],
    viewer: Viewer,
    readyAt: number,
  ) {
    this.#options = options;
    this.fleet = fleet;
    this.portal = portal;
    this.viewer = viewer;
    this.#readyAt = readyAt;
  }

  /**
   * Waits until all that live are known completely.
   *
   * @returns milliseconds since the portal was up.
   */
  async complete(): Promise<number> {
    const wanted = this.#options.clusters - this.#options.dead;
    for (;;) {
      const { items } = await this.viewer.json(
        '/api/model-serving/clusters',
        clustersSchema,
      );
      const live = items.filter(({ state }) => state.status === 'live').length;
      const ms = performance.now() - this.#readyAt;
      if (live >= wanted) return ms;
      if (ms > COMPLETE_WITHIN_MS) {
        throw new Error(
          `Only ${live} of ${wanted} clusters are live after ${Math.round(
            ms / 1000,
          )} s`,
        );
      }
      await sleep(POLL_MS);
    }
  }

  /** Waits until the catalog has an entity. */
  async hasEntity(kind: string, name: string): Promise<void> {
    const target = `/api/catalog/entities/by-name/${kind}/default/${name}`;
    for (let attempt = 0; ; attempt++) {
      try {
        await this.viewer.ask({ path: target });
        return;
      } catch (error) {
        if (attempt > 600) throw error;
        await sleep(POLL_MS);
      }
    }
  }

  async stop(): Promise<void> {
    this.viewer.leave();
    await this.portal.stop();
    await this.fleet.stop();
  }
}

/**
 * Free for as long as the portal takes to start: below the ports that systems
 * give to connections, of which there are thousands here.
 */
async function freePort(): Promise<number> {
  for (let port = FIRST_PORT; port < LAST_PORT; port++) {
    if (await isFree(port)) return port;
  }
  throw new Error(`No port from ${FIRST_PORT} to ${LAST_PORT} is free`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
