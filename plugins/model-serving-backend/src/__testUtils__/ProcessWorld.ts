import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';

const seenSchema = z.record(
  z.string(),
  z.object({ status: z.string(), value: z.string().optional() }),
);
const portSchema = z.object({ port: z.number() });

export interface ReplicaProcess {
  readonly child: ChildProcess;
  readonly pid: number;
  /** What its users see. */
  see(): Promise<z.infer<typeof seenSchema>>;
}

/** Clusters on real sockets, and replicas as processes of their own. */
export class ProcessWorld {
  /** The processes that are connected to each cluster. */
  readonly observers = new Map<string, Map<number, http.ServerResponse>>();
  readonly doubles: string[] = [];
  /** Stopped processes keep their sockets and hear nothing. */
  readonly frozen = new Set<number>();
  readonly #server: http.Server;
  readonly #children: ChildProcess[] = [];
  readonly #values = new Map<string, string>();

  static async start(clusters: readonly string[]): Promise<ProcessWorld> {
    const world = new ProcessWorld(clusters);
    await new Promise<void>(resolve =>
      world.#server.listen(0, '127.0.0.1', resolve),
    );
    return world;
  }

  private constructor(clusters: readonly string[]) {
    clusters.forEach(name => this.#values.set(name, 'first'));
    this.#server = http.createServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://world');
      const name = url.pathname.slice(1);
      const by = Number(url.searchParams.get('by'));
      const of = this.observers.get(name) ?? new Map();
      this.observers.set(name, of.set(by, response));
      response.on('close', () => of.delete(by));
      const awake = [...of.keys()].filter(pid => !this.frozen.has(pid));
      if (awake.length > 1) {
        this.doubles.push(`${name} by ${awake}`);
      }
      response.write(`${this.#values.get(name)}\n`);
    });
  }

  change(cluster: string, value: string): void {
    this.#values.set(cluster, value);
    this.observers
      .get(cluster)
      ?.forEach(response => response.write(`${value}\n`));
  }

  /** Those who observe a cluster and are not stopped. */
  awake(cluster: string): number[] {
    const pids = [...(this.observers.get(cluster)?.keys() ?? [])];
    return pids.filter(pid => !this.frozen.has(pid));
  }

  async replica(
    database: string,
    takeOverSeconds: number,
  ): Promise<ReplicaProcess> {
    const { port: worldPort } = this.#server.address() as AddressInfo;
    const options = {
      database,
      world: `http://127.0.0.1:${worldPort}`,
      clusters: [...this.#values.keys()],
      takeOverSeconds,
    };
    const child = fork(
      path.join(__dirname, 'replicaProcess.ts'),
      [JSON.stringify(options)],
      {
        execArgv: [
          '--require',
          require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        ],
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      },
    );
    this.#children.push(child);
    const port = await new Promise<number>((resolve, reject) => {
      // The compiler sends messages of its own.
      child.on('message', message => {
        const ready = portSchema.safeParse(message);
        if (ready.success) {
          resolve(ready.data.port);
        }
      });
      child.once('exit', code => reject(new Error(`It ended with ${code}`)));
    });
    return {
      child,
      pid: child.pid ?? 0,
      async see() {
        const response = await fetch(`http://127.0.0.1:${port}`);
        return seenSchema.parse(await response.json());
      },
    };
  }

  async until(holds: () => boolean | Promise<boolean>, boundMs: number) {
    const end = Date.now() + boundMs;
    while (!(await holds())) {
      if (Date.now() > end) {
        throw new Error(`It did not come true within ${boundMs} ms`);
      }
      await setTimeout(100);
    }
  }

  async stop(): Promise<void> {
    for (const child of this.#children) {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise(resolve => child.once('exit', resolve));
        child.kill('SIGKILL');
        await ended;
      }
    }
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}
