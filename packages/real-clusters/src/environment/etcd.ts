import path from 'node:path';
import {
  startProcess,
  waitUntilReady,
  type ProcessRecord,
} from '../processes/processes';
import { ask } from '../kubernetes/connection';

const READY_WITHIN_MS = 20_000;
const WRITES_BEFORE_US = 20;

/** Where API servers read how far history is forgotten. */
const COMPACTED_REVISION_KEY = 'compact_rev_key';

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
  await age(url);
  return { url, process };
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

async function callEtcd(
  url: string,
  call: string,
  body: Readonly<Record<string, unknown>>,
): Promise<string> {
  const answer = await ask(
    { url },
    { method: 'POST', path: call, body: JSON.stringify(body) },
  );
  if (answer.status !== 200) {
    throw new Error(`etcd ${call}: ${answer.text}`);
  }
  return answer.text;
}

/** A store that has lived for a while does not count from one. */
async function age(url: string): Promise<void> {
  for (let write = 0; write < WRITES_BEFORE_US; write += 1) {
    await callEtcd(url, '/v3/kv/put', {
      key: base64('before'),
      value: base64(String(write)),
    });
  }
}

/**
 * Forgets all history up to now, as API servers make etcd do every few
 * minutes, and tells them in the way that they tell each other.
 */
export async function compact(etcdUrl: string): Promise<void> {
  // What was listed just now is then of the past, too.
  await callEtcd(etcdUrl, '/v3/kv/put', {
    key: base64('before'),
    value: base64('compaction'),
  });
  const status = await callEtcd(etcdUrl, '/v3/maintenance/status', {});
  const revision = /"revision":"?(\d+)/.exec(status)?.[1];
  if (!revision) throw new Error(`etcd has no revision: ${status}`);
  await callEtcd(etcdUrl, '/v3/kv/put', {
    key: base64(COMPACTED_REVISION_KEY),
    value: base64(revision),
  });
  await callEtcd(etcdUrl, '/v3/kv/compaction', { revision, physical: true });
}
