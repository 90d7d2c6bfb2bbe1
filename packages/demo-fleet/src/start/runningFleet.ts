import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { systemTime } from '../clock/time';
import type { ControlActions } from '../control/actions';
import { serveControl } from '../control/server';
import { summarize } from '../control/summary';
import { CLUSTERS } from '../fleet/clusters';
import { serveGit } from '../git/bridge';
import { closeServer, listen } from './listen';
import type { DemoFleet, DemoFleetOptions } from './options';
import type { World, WorldOptions } from './world';
import { createWorld } from './world';

import { SEED_FOLDER } from './folders';

/** The servers of a fleet, and the world behind them that a reset replaces. */
export class RunningFleet {
  readonly #options: DemoFleetOptions;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #address = '';
  #world: World | undefined;
  #resetting: Promise<void> = Promise.resolve();

  private constructor(options: DemoFleetOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => {
      this.#route(request, response);
    });
    this.#server.on('connection', socket => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  static async start(options: DemoFleetOptions): Promise<RunningFleet> {
    const fleet = new RunningFleet(options);
    const port = await listen(fleet.#server, options.port ?? 0);
    fleet.#address = `http://127.0.0.1:${port}`;
    const ports = CLUSTERS.map((_, index) =>
      options.port ? options.port + 1 + index : 0,
    );
    try {
      fleet.#world = await createWorld(
        fleet.#worldOptions(ports, options.fresh ?? true),
      );
    } catch (error) {
      await closeServer(fleet.#server, fleet.#sockets);
      throw error;
    }
    return fleet;
  }

  handle(): DemoFleet {
    const token = this.#token;
    return {
      clusters: this.#clusters.map(({ cluster, api }) => ({
        name: cluster.name,
        url: api.url,
        token,
      })),
      gitUrl: this.#gitUrl,
      controlUrl: `${this.#address}/control`,
      stop: () => this.#stop(),
    };
  }

  get #gitUrl(): string {
    return `${this.#address}/git/fleet.git`;
  }

  get #token(): string {
    return this.#options.token ?? 'demo-token';
  }

  get #clusters() {
    return this.#world?.clusters ?? [];
  }

  async #stop(): Promise<void> {
    await this.#resetting;
    await this.#world?.stop();
    await closeServer(this.#server, this.#sockets);
  }

  #worldOptions(ports: readonly number[], fresh: boolean): WorldOptions {
    const options = this.#options;
    return {
      dataDirectory: options.dataDirectory,
      seedDirectory: options.seedDirectory ?? SEED_FOLDER,
      fresh,
      seed: options.seed ?? 'modelfleet',
      speed: options.speed ?? 1,
      history: options.history ?? true,
      flakyLink: options.flakyLink ?? false,
      bookmarkMs: options.bookmarkMs ?? 5_000,
      token: this.#token,
      gitUrl: this.#gitUrl,
      ports,
      time: options.time ?? systemTime,
      onError: (error, context) => this.#report(error, context),
    };
  }

  #report(error: unknown, context: string): void {
    const report =
      this.#options.onError ??
      ((problem, where) => {
        process.stderr.write(`demo fleet: ${where}: ${String(problem)}\n`);
      });
    report(error, context);
  }

  #route(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', this.#address);
    if (url.pathname.startsWith('/git/')) {
      serveGit(
        {
          projectRoot: this.#options.dataDirectory,
          onPush: () => void this.#world?.pull(),
          onError: error => this.#report(error, 'git'),
        },
        url.pathname.slice('/git'.length),
        url.search.slice(1),
        request,
        response,
      );
    } else if (url.pathname.startsWith('/control/')) {
      void serveControl(this.#actions(), url.pathname, request, response);
    } else {
      response.writeHead(404, { 'Content-Type': 'text/plain' });
      response.end('This is the demo fleet: see /control/state\n');
    }
  }

  #actions(): ControlActions {
    const find = (name: string) =>
      this.#clusters.find(({ cluster }) => cluster.name === name);
    return {
      clusterNames: () => this.#clusters.map(({ cluster }) => cluster.name),
      state: async () => ({
        seed: this.#options.seed ?? 'modelfleet',
        speed: this.#world?.clock.speed ?? 1,
        now: new Date(this.#world?.clock.now() ?? 0).toISOString(),
        git: {
          url: this.#gitUrl,
          revision: (await this.#world?.repository.head()) ?? '',
        },
        clusters: this.#clusters.map(summarize),
      }),
      faults: () =>
        Object.fromEntries(
          this.#clusters.map(({ cluster, faults }) => [
            cluster.name,
            faults.list(),
          ]),
        ),
      setFault: (name, fault) => {
        const served = find(name);
        if (!served) {
          throw new Error(`there is no cluster ${name}`);
        }
        return served.faults.set(fault);
      },
      heal: (name, id) =>
        this.#clusters
          .filter(({ cluster }) => name === undefined || cluster.name === name)
          .reduce((sum, { faults }) => sum + faults.clear(id), 0),
      speed: () => this.#world?.clock.speed ?? 1,
      setSpeed: speed => {
        this.#world?.clock.setSpeed(speed);
        return speed;
      },
      compact: name => {
        find(name)?.cluster.log.compact();
        return find(name)?.cluster.log.compactedVersion ?? 0;
      },
      dropWatches: name => find(name)?.api.dropWatches() ?? 0,
      reset: () => this.#reset(),
    };
  }

  /** The same ports, everything else from the beginning. */
  #reset(): Promise<void> {
    this.#resetting = this.#resetting.then(async () => {
      const ports = this.#clusters.map(({ api }) =>
        Number(new URL(api.url).port),
      );
      await this.#world?.stop();
      this.#world = await createWorld(this.#worldOptions(ports, true));
    });
    return this.#resetting;
  }
}
