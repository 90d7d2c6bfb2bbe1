import { resourceId } from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  ObservedRecord,
  ResourceType,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { ClusterSink } from '@modelfleet/backstage-plugin-model-serving-node';
import { ClusterRequestError } from '../transport';
import type { ClusterTransport } from '../transport';
import type { Clock } from './Clock';
import { parseList } from './envelopes';
import type { ListGate } from './ListGate';
import type { ObjectReader } from './ObjectReader';
import type { ObserveSettings } from './settings';

const SMALLEST_PAGE = 10;
/** Before what cannot be kept, or does not end, is read once more. */
const RETRY_MS = 2 * 60_000;
/** A history that is compacted faster than it can be read is not read. */
const MAX_RESTARTS = 3;

interface ListOptions {
  readonly cluster: string;
  readonly resource: ResourceType;
  readonly path: string;
  readonly transport: ClusterTransport;
  readonly reader: ObjectReader;
  readonly sink: ClusterSink;
  readonly gate: ListGate;
  /** Of the cluster at the gate. */
  readonly lane: number;
  readonly clock: Clock;
  readonly settings: ObserveSettings;
  readonly signal: AbortSignal;
}

export interface Listed {
  readonly from: string;
  readonly size: number;
}

/**
 * Lists a kind page by page and puts it in the place of what was known of it,
 * at once and only when the list is complete.
 *
 * @returns the resource version to watch from, and about how many characters
 * are kept.
 */
export async function listKind(options: ListOptions): Promise<Listed> {
  const list = async () => {
    let pageSize = options.settings.pageSize;
    for (let restarts = 0; ; restarts++) {
      try {
        return await listAll(options, pageSize);
      } catch (error) {
        if (!(error instanceof ClusterRequestError)) {
          throw error;
        }
        const expired = error.status === 410 && restarts < MAX_RESTARTS;
        const large = error.tooLarge && pageSize > SMALLEST_PAGE;
        if (!expired && !large) {
          throw error;
        }
        if (large) {
          pageSize = Math.max(SMALLEST_PAGE, Math.floor(pageSize / 4));
        }
      }
    }
  };
  return options.gate.run(options.signal, list, options.lane);
}

async function listAll(
  options: ListOptions,
  pageSize: number,
): Promise<Listed> {
  const { cluster, path, transport, settings, signal, reader } = options;
  const records = new Map<string, ObservedRecord>();
  const unreadable = new Set<string>();
  let continueToken: string | undefined;
  let size = 0;
  for (let pages = 1; ; pages++) {
    const query = new URLSearchParams({ limit: String(pageSize) });
    if (continueToken) {
      query.set('continue', continueToken);
    }
    const raw = await transport.get(`${path}?${query}`, {
      signal,
      timeoutMs: settings.requestTimeoutMs,
    });
    const page = parseList(cluster, path, raw);
    for (const item of page.items) {
      const object = reader.read(item);
      if (object.status === 'record') {
        records.set(object.key, object.record);
        size += object.size;
      } else if (object.status === 'unreadable') {
        unreadable.add(object.key);
        size += object.key.length;
      }
    }
    if (size > settings.maxKindSize) {
      throw tooMuch(options, 'has more of', 'than can be kept');
    }
    if (!page.continueToken) {
      // A late answer must not overwrite what a newer session saw.
      signal.throwIfAborted();
      options.sink.replace(
        options.resource,
        records.values(),
        options.clock.now().toISOString(),
        { unreadable, version: versionOf(path) },
      );
      return { from: page.resourceVersion, size };
    }
    if (page.continueToken === continueToken || pages >= settings.maxPages) {
      throw tooMuch(options, 'does not come to an end with', 'in its lists');
    }
    continueToken = page.continueToken;
  }
}

/** `/apis/apps/v1/deployments` and `/api/v1/pods` are of `v1`. */
export function versionOf(path: string): string {
  return path.split('/').at(-2) ?? '';
}

function tooMuch(
  { cluster, resource }: ListOptions,
  before: string,
  after: string,
): ClusterRequestError {
  return new ClusterRequestError(
    `Cluster '${cluster}' ${before} ${resourceId(resource)} ${after}`,
    {
      kind: 'protocol',
      retryAfterMs: RETRY_MS,
      advice: 'Look at what fills its API server, or what is in front of it.',
    },
  );
}
