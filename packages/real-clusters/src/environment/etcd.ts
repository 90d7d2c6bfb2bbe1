import path from 'node:path';
import {
  startProcess,
  waitUntilReady,
  type ProcessRecord,
} from '../processes/processes';
import { ask } from '../kubernetes/connection';

const READY_WITHIN_MS = 20_000;

/** One store for all clusters; each has a prefix of its own. */
export interface Etcd {
  readonly url: string;
  readonly process: ProcessRecord;
}

export async function startEtcd(options: {
  readonly command: string;
  readonly directory: string;
  readonly clientPort: number;
  readonly peerPort: number;
  readonly started: (process: ProcessRecord) => void;
  readonly signal?: AbortSignal;
}): Promise<Etcd> {
  const url = `http://127.0.0.1:${options.clientPort}`;
  const peerUrl = `http://127.0.0.1:${options.peerPort}`;
  const process = await startProcess({
    name: 'etcd',
    command: options.command,
    args: [
      '--name=clusters',
      `--data-dir=${path.join(options.directory, 'etcd')}`,
      `--listen-client-urls=${url}`,
      `--advertise-client-urls=${url}`,
      `--listen-peer-urls=${peerUrl}`,
      `--initial-advertise-peer-urls=${peerUrl}`,
      `--initial-cluster=clusters=${peerUrl}`,
      '--logger=zap',
      '--log-level=warn',
    ],
    logFile: path.join(options.directory, 'logs', 'etcd.log'),
  });
  options.started(process);
  await waitUntilReady(
    process,
    async signal => {
      const answer = await ask({ url }, { path: '/health', signal });
      return answer.text.includes('"true"');
    },
    {
      withinMs: READY_WITHIN_MS,
      ...(options.signal && { signal: options.signal }),
    },
  );
  return { url, process };
}

/**
 * Forgets all history up to now, as API servers make etcd do every few
 * minutes. A page token or a resourceVersion from before is then expired.
 */
export async function compact(etcdUrl: string): Promise<void> {
  const status = await ask(
    { url: etcdUrl },
    { method: 'POST', path: '/v3/maintenance/status', body: '{}' },
  );
  const revision = /"revision":"?(\d+)/.exec(status.text)?.[1];
  if (!revision) throw new Error(`etcd has no revision: ${status.text}`);
  const answer = await ask(
    { url: etcdUrl },
    {
      method: 'POST',
      path: '/v3/kv/compaction',
      body: JSON.stringify({ revision, physical: true }),
    },
  );
  if (answer.status !== 200) {
    throw new Error(`etcd did not compact: ${answer.text}`);
  }
}
