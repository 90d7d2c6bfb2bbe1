import fs from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
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

const tokenSchema = z.object({ status: z.object({ token: z.string() }) });

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
      plan.machines.map(machine => machine.name),
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
  readonly nodeNames: readonly string[];
  readonly #apiServerOptions: ApiServerOptions;
  readonly #started: (process: ProcessRecord) => void;
  #apiServer: ProcessRecord;
  #restarted = false;

  private constructor(
    record: ClusterRecord,
    endpoint: Endpoint,
    apiServerOptions: ApiServerOptions,
    apiServer: ProcessRecord,
    started: (process: ProcessRecord) => void,
    nodeNames: readonly string[],
  ) {
    this.record = record;
    this.endpoint = endpoint;
    this.admin = Admin.create(endpoint, record.credentials.adminToken);
    this.#apiServerOptions = apiServerOptions;
    this.#apiServer = apiServer;
    this.#started = started;
    this.nodeNames = nodeNames;
  }

  get name(): string {
    return this.record.name;
  }

  /** A token as a workload of that account would be given it. */
  async serviceAccountToken(
    namespace: string,
    name: string,
    expirationSeconds: number = 3600,
  ): Promise<string> {
    const answer = await this.admin.must({
      method: 'POST',
      path: `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`,
      body: JSON.stringify({
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: { expirationSeconds },
      }),
    });
    return tokenSchema.parse(answer.json()).status.token;
  }

  /** What service accounts have asked for since the cluster started. */
  async auditLog(): Promise<string> {
    return fs.readFile(auditLogFile(this.record.directory), 'utf8');
  }

  /** Whether a case has restarted the API server; its log then has loose ends. */
  get restarted(): boolean {
    return this.#restarted;
  }

  /** Stops the API server for the work, and starts it again whatever happens. */
  async withoutApiServer(work: () => Promise<void>): Promise<void> {
    this.#restarted = true;
    await stopProcesses([this.#apiServer]);
    try {
      await work();
    } finally {
      this.#apiServer = await startApiServer(
        this.#apiServerOptions,
        this.#started,
      );
    }
  }

  async #addMachines(plan: ClusterPlan): Promise<void> {
    for (const machine of plan.machines) {
      await this.admin.apply(nodeObject(machine));
      await this.admin.applyStatus(nodeStatus(machine));
    }
  }
}
