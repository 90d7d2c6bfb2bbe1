import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { obtain } from '../binaries/obtain';
import { CONTROL_PLANE_PARTS } from '../binaries/parts';
import { packageRoot } from '../binaries/repository';
import { freePorts } from '../processes/ports';
import { stopProcesses, type ProcessRecord } from '../processes/processes';
import { Cluster } from './Cluster';
import { compact, startEtcd } from './etcd';
import { CLUSTER_PLANS } from './hardware';
import { definitionsFolder } from './publishedDefinitions';
import { forgetRecord, saveRecord, type EnvironmentRecord } from './record';

const PORTS_PER_CLUSTER = 4;
const STAGES = path.join(packageRoot, 'stages');

export interface EnvironmentOptions {
  /** 1 to 3. */
  readonly clusters: number;
  readonly env: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
  /** Where Backstage will be told of it, if it will. */
  readonly appConfig?: string | undefined;
  readonly signal?: AbortSignal;
}

/** Real control planes on the loopback address, with data in a temporary folder. */
export class Environment {
  /** Starts all clusters, or leaves nothing behind. */
  static async start(options: EnvironmentOptions): Promise<Environment> {
    const { say, env, signal } = options;
    const plans = CLUSTER_PLANS.slice(0, options.clusters);
    const commands = await obtain(CONTROL_PLANE_PARTS, options);
    const definitions = await definitionsFolder(env);
    const directory = await fs.mkdtemp(path.join(os.tmpdir(), 'clusters-'));
    const started = Date.now();
    const environment = new Environment(
      randomBytes(4).toString('hex'),
      directory,
      options.appConfig,
    );
    const register = (process: ProcessRecord) => environment.#add(process);
    try {
      const [etcdPort = 0, peerPort = 0, ...ports] = await freePorts(
        2 + plans.length * PORTS_PER_CLUSTER,
      );
      const etcd = await startEtcd({
        command: commands.etcd,
        directory,
        clientPort: etcdPort,
        peerPort,
        started: register,
        ...(signal && { signal }),
      });
      environment.#etcdUrl = etcd.url;
      say('etcd is ready');
      environment.clusters = await Promise.all(
        plans.map(async (plan, index) => {
          const [port = 0, controllerManager = 0, scheduler = 0, kubelet = 0] =
            ports.slice(index * PORTS_PER_CLUSTER);
          const cluster = await Cluster.start({
            plan,
            directory: path.join(directory, plan.name),
            etcdUrl: etcd.url,
            port,
            commands,
            controllerPorts: { controllerManager, scheduler, kubelet },
            stageFiles: [
              path.join(STAGES, 'node.yaml'),
              path.join(STAGES, 'pods.yaml'),
            ],
            definitions,
            started: register,
            ...(signal && { signal }),
          });
          say(
            `${plan.name} is ready at ${cluster.endpoint.url} after ${(
              (Date.now() - started) /
              1000
            ).toFixed(1)} s`,
          );
          return cluster;
        }),
      );
      await environment.#save();
      return environment;
    } catch (error) {
      await environment.stop();
      throw error;
    }
  }

  clusters: readonly Cluster[] = [];
  readonly #id: string;
  /** Holds everything that runs here writes; deleted at the end. */
  readonly directory: string;
  readonly #appConfig: string | undefined;
  readonly #processes: ProcessRecord[] = [];
  #etcdUrl = '';
  #saved: Promise<void> = Promise.resolve();

  private constructor(
    id: string,
    directory: string,
    appConfig: string | undefined,
  ) {
    this.#id = id;
    this.directory = directory;
    this.#appConfig = appConfig;
  }

  /** The named cluster, which the environment must have. */
  cluster(name: string): Cluster {
    const found = this.clusters.find(cluster => cluster.name === name);
    if (!found) throw new Error(`No cluster is called ${name}`);
    return found;
  }

  /** All that was started, those that have ended as well. */
  get processes(): readonly ProcessRecord[] {
    return this.#processes;
  }

  /** Takes in a process that was started for the clusters, to be stopped first. */
  adopt(process: ProcessRecord): void {
    this.#add(process);
  }

  /** Makes every cluster forget its history. */
  async compact(): Promise<void> {
    await compact(this.#etcdUrl);
  }

  async stop(): Promise<void> {
    await this.#saved;
    await stopEnvironment(this.#id, this.#record());
  }

  #record(): EnvironmentRecord {
    return {
      directory: this.directory,
      etcdUrl: this.#etcdUrl,
      clusters: this.clusters.map(cluster => cluster.record),
      processes: this.#processes,
      ...(this.#appConfig !== undefined && { appConfig: this.#appConfig }),
    };
  }

  /** Written down at once: whatever ends this run, another can stop it. */
  #add(process: ProcessRecord): void {
    this.#processes.push(process);
    void this.#save();
  }

  #save(): Promise<void> {
    this.#saved = this.#saved.then(() => saveRecord(this.#id, this.#record()));
    return this.#saved;
  }
}

/**
 * Stops what an environment started and deletes its data. API servers go
 * before the store that they write to.
 */
export async function stopEnvironment(
  id: string,
  record: EnvironmentRecord,
): Promise<void> {
  const named = (suffix: string) =>
    record.processes.filter(process => process.name.endsWith(suffix));
  const stores = named('etcd');
  const apiServers = named('kube-apiserver');
  await stopProcesses(
    record.processes.filter(
      process => !stores.includes(process) && !apiServers.includes(process),
    ),
  );
  await stopProcesses(apiServers);
  await stopProcesses(stores);
  await fs.rm(record.directory, { recursive: true, force: true });
  await forgetRecord(id);
}
