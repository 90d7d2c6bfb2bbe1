import fs from 'node:fs/promises';
import path from 'node:path';
import { Admin } from '../kubernetes/Admin';
import type { Endpoint } from '../kubernetes/connection';
import { stopProcesses, type ProcessRecord } from '../processes/processes';
import {
  auditLogFile,
  certificateFile,
  startApiServer,
  type ApiServerOptions,
} from './apiServer';
import { startControllers, type ControllersOptions } from './controllers';
import { createCredentials, writeKubeconfig } from './credentials';
import { installDefinitions } from './definitions';
import { nodeObject, nodeStatus, type ClusterPlan } from './hardware';
import type { ClusterRecord } from './record';

export interface ClusterOptions {
  readonly plan: ClusterPlan;
  readonly directory: string;
  readonly etcdUrl: string;
  readonly port: number;
  readonly commands: Readonly<Record<'kube-apiserver', string>> &
    ControllersOptions['commands'];
  readonly controllerPorts: ControllersOptions['ports'];
  readonly stageFiles: readonly string[];
  /** Where the projects' own CRDs are. */
  readonly definitions: string | undefined;
  readonly signal?: AbortSignal;
  /** Called at once for every process, so that it can be stopped whatever follows. */
  readonly started: (process: ProcessRecord) => void;
}

/** A real control plane with simulated machines. */
export class Cluster {
  /** Starts a cluster and waits until it serves its kinds and has its nodes. */
  static async start(options: ClusterOptions): Promise<Cluster> {
    const { plan, directory, signal } = options;
    const credentials = await createCredentials(
      path.join(directory, 'credentials'),
    );
    const apiServerOptions: ApiServerOptions = {
      cluster: plan.name,
      command: options.commands['kube-apiserver'],
      directory,
      etcdUrl: options.etcdUrl,
      port: options.port,
      credentials,
    };
    const apiServer = await startApiServer(
      apiServerOptions,
      options.started,
      signal,
    );
    const url = `https://127.0.0.1:${options.port}`;
    const caFile = certificateFile(directory);
    const ca = await fs.readFile(caFile, 'utf8');
    const kubeconfig = await writeKubeconfig(
      path.join(directory, 'admin.kubeconfig'),
      {
        cluster: plan.name,
        server: url,
        caFile,
        token: credentials.adminToken,
      },
    );
    const cluster = new Cluster(
      { name: plan.name, url, caFile, directory, kubeconfig, credentials },
      { url, ca },
      apiServerOptions,
      apiServer,
      options.started,
    );
    const controllers = await startControllers({
      cluster: plan.name,
      directory,
      server: url,
      credentials,
      commands: options.commands,
      stageFiles: options.stageFiles,
      ports: options.controllerPorts,
    });
    for (const process of controllers) options.started(process);
    await Promise.all([
      installDefinitions(cluster.admin, options.definitions),
      cluster.#addMachines(plan),
    ]);
    return cluster;
  }

  readonly record: ClusterRecord;
  readonly endpoint: Endpoint;
  readonly admin: Admin;
  readonly #apiServerOptions: ApiServerOptions;
  readonly #started: (process: ProcessRecord) => void;
  #apiServer: ProcessRecord;

  private constructor(
    record: ClusterRecord,
    endpoint: Endpoint,
    apiServerOptions: ApiServerOptions,
    apiServer: ProcessRecord,
    started: (process: ProcessRecord) => void,
  ) {
    this.record = record;
    this.endpoint = endpoint;
    this.admin = Admin.create(endpoint, record.credentials.adminToken);
    this.#apiServerOptions = apiServerOptions;
    this.#apiServer = apiServer;
    this.#started = started;
  }

  get name(): string {
    return this.record.name;
  }

  /** What service accounts have asked for since the cluster started. */
  async auditLog(): Promise<string> {
    return fs.readFile(auditLogFile(this.record.directory), 'utf8');
  }

  async stopApiServer(): Promise<void> {
    await stopProcesses([this.#apiServer]);
  }

  async startApiServer(): Promise<void> {
    this.#apiServer = await startApiServer(
      this.#apiServerOptions,
      this.#started,
    );
  }

  async #addMachines(plan: ClusterPlan): Promise<void> {
    for (const machine of plan.machines) {
      await this.admin.apply(nodeObject(machine));
      await this.admin.applyStatus(nodeStatus(machine));
    }
  }
}
