import fs from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import type { ControllerOptions } from '../controllers/types';
import type { Cluster } from '../environment/Cluster';
import { ask } from '../kubernetes/connection';
import { freePorts } from '../processes/ports';
import {
  startProcess,
  waitUntilReady,
  type ProcessRecord,
} from '../processes/processes';
import { argoCdObjects, ARGO_CD_NAMESPACE } from './argocdObjects';

const READY_WITHIN_MS = 60_000;

type ArgoCdCommand =
  | 'argocd-application-controller'
  | 'kustomize'
  | 'redis-server';

interface Ports {
  readonly redis: number;
  readonly repoServer: number;
  readonly repoServerMetrics: number;
  readonly controller: number;
  readonly applicationSets: number;
  readonly applicationSetsProbe: number;
  readonly applicationSetsWebhook: number;
}

function connects(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function answers(
  port: number,
  signal: AbortSignal,
  target: string = '/healthz',
): Promise<boolean> {
  const url = `http://127.0.0.1:${port}`;
  const answer = await ask({ url }, { path: target, signal });
  return answer.status === 200;
}

/**
 * Starts Argo CD in a hub cluster, which delivers to that and to others: the
 * application and ApplicationSet controllers, the repo server and Redis. There
 * is no Argo CD API or UI; objects are written by kubectl.
 */
export async function startArgoCd(
  hub: Cluster,
  clusters: readonly Cluster[],
  options: ControllerOptions<ArgoCdCommand>,
): Promise<void> {
  for (const object of await argoCdObjects(hub, clusters)) {
    await hub.admin.apply(object);
  }
  const ports = await choosePorts();
  await startRedis(ports, options);
  await startRepoServer(ports, options);
  await Promise.all([
    startController(hub, ports, options),
    startApplicationSets(hub, ports, options),
  ]);
}

async function choosePorts(): Promise<Ports> {
  const [
    redis = 0,
    repoServer = 0,
    repoServerMetrics = 0,
    controller = 0,
    applicationSets = 0,
    applicationSetsProbe = 0,
    applicationSetsWebhook = 0,
  ] = await freePorts(7);
  return {
    redis,
    repoServer,
    repoServerMetrics,
    controller,
    applicationSets,
    applicationSetsProbe,
    applicationSetsWebhook,
  };
}

async function startRedis(
  { redis }: Ports,
  { commands, directory, started }: ControllerOptions<ArgoCdCommand>,
): Promise<void> {
  const data = path.join(directory, 'redis');
  await fs.mkdir(data, { recursive: true });
  const process = await startProcess({
    name: 'argocd/redis',
    command: commands['redis-server'],
    args: [
      ...['--bind', '127.0.0.1', '--port', String(redis), '--dir', data],
      ...['--save', '', '--appendonly', 'no'],
      // Under another title it would not be known as ours.
      ...['--set-proc-title', 'no'],
    ],
    logFile: logFile(directory, 'redis'),
  });
  started(process);
  await waitUntilReady(process, () => connects(redis), {
    withinMs: READY_WITHIN_MS,
  });
}

function logFile(directory: string, name: string): string {
  return path.join(directory, 'logs', `${name}.log`);
}

/** Starts one of the commands that Argo CD's binary is. */
function startCommand(
  name: string,
  args: readonly string[],
  { commands, directory }: ControllerOptions<ArgoCdCommand>,
  env: NodeJS.ProcessEnv = {},
): Promise<ProcessRecord> {
  const configuration = path.join(directory, 'configuration');
  return startProcess({
    name: `argocd/${name}`,
    command: commands['argocd-application-controller'],
    args: ['--loglevel=warn', ...args],
    env: {
      ...env,
      ARGOCD_BINARY_NAME: name,
      HOME: directory,
      TMPDIR: path.join(directory, 'temporary'),
      // Where images of Argo CD have what is mounted into them.
      ARGOCD_APP_CONF_PATH: configuration,
      ARGOCD_TLS_DATA_PATH: path.join(configuration, 'tls'),
      ARGOCD_SSH_DATA_PATH: path.join(configuration, 'ssh'),
    },
    logFile: logFile(directory, name),
  });
}

async function startRepoServer(
  ports: Ports,
  options: ControllerOptions<ArgoCdCommand>,
): Promise<void> {
  await fs.mkdir(path.join(options.directory, 'temporary'), {
    recursive: true,
  });
  const process = await startCommand(
    'argocd-repo-server',
    [
      `--address=127.0.0.1`,
      `--port=${ports.repoServer}`,
      `--metrics-address=127.0.0.1`,
      `--metrics-port=${ports.repoServerMetrics}`,
      `--redis=127.0.0.1:${ports.redis}`,
      '--disable-tls',
      // How long the newest commit of a branch is not asked for again.
      '--revision-cache-expiration=2s',
    ],
    options,
    {
      ARGOCD_GPG_ENABLED: 'false',
      // It calls git and kustomize by name.
      PATH: [
        path.dirname(options.commands.kustomize),
        globalThis.process.env.PATH,
      ].join(path.delimiter),
    },
  );
  options.started(process);
  await waitUntilReady(
    process,
    signal => answers(ports.repoServerMetrics, signal),
    { withinMs: READY_WITHIN_MS },
  );
}

async function startController(
  hub: Cluster,
  ports: Ports,
  options: ControllerOptions<ArgoCdCommand>,
): Promise<void> {
  const { kubeconfig } = hub.record;
  const process = await startCommand(
    'argocd-application-controller',
    [
      `--kubeconfig=${kubeconfig}`,
      `--namespace=${ARGO_CD_NAMESPACE}`,
      `--redis=127.0.0.1:${ports.redis}`,
      `--repo-server=127.0.0.1:${ports.repoServer}`,
      '--repo-server-plaintext',
      `--metrics-port=${ports.controller}`,
      // How soon it sees a new commit.
      '--app-resync=5',
      '--app-resync-jitter=0',
      // How long it keeps to itself that a commit cannot be rendered.
      '--repo-error-grace-period-seconds=0',
    ],
    options,
    // Makes this cluster's address the one of `in-cluster`.
    { ARGOCD_FAKE_IN_CLUSTER: 'true', KUBECONFIG: kubeconfig },
  );
  options.started(process);
  await waitUntilReady(process, signal => answers(ports.controller, signal), {
    withinMs: READY_WITHIN_MS,
  });
}

async function startApplicationSets(
  hub: Cluster,
  ports: Ports,
  options: ControllerOptions<ArgoCdCommand>,
): Promise<void> {
  const { kubeconfig } = hub.record;
  const local = (port: number) => `127.0.0.1:${port}`;
  const process = await startCommand(
    'argocd-applicationset-controller',
    [
      `--kubeconfig=${kubeconfig}`,
      `--namespace=${ARGO_CD_NAMESPACE}`,
      `--argocd-repo-server=${local(ports.repoServer)}`,
      '--repo-server-plaintext',
      `--metrics-addr=${local(ports.applicationSets)}`,
      `--probe-addr=${local(ports.applicationSetsProbe)}`,
      `--webhook-addr=${local(ports.applicationSetsWebhook)}`,
    ],
    options,
    { ARGOCD_FAKE_IN_CLUSTER: 'true', KUBECONFIG: kubeconfig },
  );
  options.started(process);
  await waitUntilReady(
    process,
    // It has no health checks to answer for.
    signal => answers(ports.applicationSets, signal, '/metrics'),
    { withinMs: READY_WITHIN_MS },
  );
}
