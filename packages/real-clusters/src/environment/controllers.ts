import fs from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
import { startProcess, type ProcessRecord } from '../processes/processes';
import { certificateFile, certificateKeyFile } from './apiServer';
import { writeKubeconfig, type Credentials } from './credentials';

/** Only what acts on workloads, nodes and access; the rest costs memory. */
const CONTROLLERS = [
  'clusterrole-aggregation-controller',
  'deployment-controller',
  'replicaset-controller',
  'statefulset-controller',
  'daemonset-controller',
  'job-controller',
  'disruption-controller',
  'garbage-collector-controller',
  'horizontal-pod-autoscaler-controller',
  'namespace-controller',
  'node-lifecycle-controller',
  'pod-garbage-collector-controller',
  'resourceclaim-controller',
  'serviceaccount-controller',
  'serviceaccount-token-controller',
  'taint-eviction-controller',
];

/** The lines that every container has written; a kubelet would read them so. */
export const CONTAINER_LOG = [
  'starting the server',
  'loading the model',
  'the server is ready',
] as const;

/** Tells the simulated kubelets where containers' output is. */
async function writeLogConfiguration(directory: string): Promise<string> {
  const logsFile = path.join(directory, 'container.log');
  await fs.writeFile(
    logsFile,
    CONTAINER_LOG.map(
      (line, second) =>
        `2026-01-01T00:00:0${second}.000000000Z stdout F ${line}\n`,
    ).join(''),
  );
  const file = path.join(directory, 'container-logs.yaml');
  await fs.writeFile(
    file,
    stringify({
      apiVersion: 'kwok.x-k8s.io/v1alpha1',
      kind: 'ClusterLogs',
      metadata: { name: 'all' },
      spec: { logs: [{ logsFile, previousLogsFile: logsFile }] },
    }),
  );
  return file;
}

export interface ControllersOptions {
  readonly cluster: string;
  readonly directory: string;
  readonly server: string;
  readonly credentials: Credentials;
  readonly commands: Readonly<
    Record<'kube-controller-manager' | 'kube-scheduler' | 'kwok', string>
  >;
  /** Where the stage files of the simulated kubelets are. */
  readonly stageFiles: readonly string[];
  readonly ports: {
    readonly controllerManager: number;
    readonly scheduler: number;
    readonly kubelet: number;
  };
}

/** Starts what makes an API server a cluster: controllers, scheduler, kubelets. */
export async function startControllers(
  options: ControllersOptions,
): Promise<ProcessRecord[]> {
  const { cluster, directory, server, credentials, commands, ports } = options;
  const caFile = certificateFile(directory);
  const start = async (
    name: keyof typeof commands,
    token: string,
    args: readonly string[],
  ) => {
    const kubeconfig = await writeKubeconfig(
      path.join(directory, `${name}.kubeconfig`),
      { cluster, server, caFile, token },
    );
    return startProcess({
      name: `${cluster}/${name}`,
      command: commands[name],
      args: [`--kubeconfig=${kubeconfig}`, ...args],
      logFile: path.join(directory, 'logs', `${name}.log`),
    });
  };
  const logs = await writeLogConfiguration(directory);
  const certificates = path.join(directory, 'certificates');
  return Promise.all([
    start('kube-controller-manager', credentials.controllerManagerToken, [
      '--bind-address=127.0.0.1',
      `--secure-port=${ports.controllerManager}`,
      `--cert-dir=${path.join(certificates, 'kube-controller-manager')}`,
      '--leader-elect=false',
      `--controllers=${CONTROLLERS.join(',')}`,
      `--service-account-private-key-file=${credentials.serviceAccountKeyFile}`,
      `--root-ca-file=${caFile}`,
      '--profiling=false',
    ]),
    start('kube-scheduler', credentials.schedulerToken, [
      '--bind-address=127.0.0.1',
      `--secure-port=${ports.scheduler}`,
      `--cert-dir=${path.join(certificates, 'kube-scheduler')}`,
      '--leader-elect=false',
      '--profiling=false',
    ]),
    start('kwok', credentials.kwokToken, [
      '--manage-all-nodes=true',
      '--node-ip=127.0.0.1',
      `--node-port=${ports.kubelet}`,
      `--server-address=127.0.0.1:${ports.kubelet}`,
      `--tls-cert-file=${caFile}`,
      `--tls-private-key-file=${certificateKeyFile(directory)}`,
      '--node-lease-duration-seconds=40',
      ...[...options.stageFiles, logs].map(file => `--config=${file}`),
    ]),
  ]);
}
