import fs from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
import { ask } from '../kubernetes/connection';
import {
  startProcess,
  waitUntilReady,
  type ProcessRecord,
} from '../processes/processes';
import type { Credentials } from './credentials';

const READY_WITHIN_MS = 120_000;

/** What an API server is started with; enough to start it again. */
export interface ApiServerOptions {
  readonly cluster: string;
  readonly command: string;
  /** The cluster's own folder. */
  readonly directory: string;
  readonly etcdUrl: string;
  readonly port: number;
  readonly credentials: Credentials;
}

export function auditLogFile(directory: string): string {
  return path.join(directory, 'audit.log');
}

/** The certificate that the API server makes for itself, with its issuer. */
export function certificateFile(directory: string): string {
  return path.join(directory, 'certificates', 'apiserver.crt');
}

export function certificateKeyFile(directory: string): string {
  return path.join(directory, 'certificates', 'apiserver.key');
}

/** All that service accounts ask for is written down, their answers are not. */
async function writeAuditPolicy(directory: string): Promise<string> {
  const file = path.join(directory, 'audit-policy.yaml');
  await fs.writeFile(
    file,
    stringify({
      apiVersion: 'audit.k8s.io/v1',
      kind: 'Policy',
      omitStages: ['RequestReceived'],
      rules: [
        { level: 'Metadata', userGroups: ['system:serviceaccounts'] },
        { level: 'None' },
      ],
    }),
  );
  return file;
}

/** Starts an API server with RBAC, TLS and tokens on the loopback address. */
export async function startApiServer(
  options: ApiServerOptions,
  started: (process: ProcessRecord) => void,
  signal?: AbortSignal,
): Promise<ProcessRecord> {
  const { cluster, directory, credentials, port } = options;
  const auditPolicy = await writeAuditPolicy(directory);
  const process = await startProcess({
    name: `${cluster}/kube-apiserver`,
    command: options.command,
    args: [
      `--etcd-servers=${options.etcdUrl}`,
      `--etcd-prefix=/${cluster}`,
      // Tests say when history is forgotten. Not 0: the server would not
      // listen to others that forget, either.
      '--etcd-compaction-interval=24h',
      '--bind-address=127.0.0.1',
      '--advertise-address=127.0.0.1',
      `--secure-port=${port}`,
      `--cert-dir=${path.dirname(certificateFile(directory))}`,
      `--token-auth-file=${credentials.tokenFile}`,
      '--authorization-mode=RBAC',
      '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
      `--service-account-key-file=${credentials.serviceAccountPublicKeyFile}`,
      `--service-account-signing-key-file=${credentials.serviceAccountKeyFile}`,
      '--service-cluster-ip-range=10.96.0.0/16',
      '--endpoint-reconciler-type=none',
      // Nothing serves in-cluster addresses, so no pod needs a token mounted.
      '--disable-admission-plugins=ServiceAccount',
      '--allow-privileged=true',
      '--kubelet-preferred-address-types=InternalIP',
      `--audit-policy-file=${auditPolicy}`,
      `--audit-log-path=${auditLogFile(directory)}`,
      '--audit-log-mode=blocking',
      '--shutdown-delay-duration=0s',
      '--profiling=false',
    ],
    logFile: path.join(directory, 'logs', 'kube-apiserver.log'),
  });
  started(process);
  await waitUntilReady(
    process,
    async attempt => {
      const ca = await fs.readFile(certificateFile(directory), 'utf8');
      const answer = await ask(
        { url: `https://127.0.0.1:${port}`, ca },
        { path: '/readyz', token: credentials.adminToken, signal: attempt },
      );
      return answer.status === 200;
    },
    { withinMs: READY_WITHIN_MS, ...(signal && { signal }) },
  );
  return process;
}
