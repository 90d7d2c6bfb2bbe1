import { ClusterRequestError } from '../transport';
import type { GetOptions } from '../transport';
import type { TestClock } from './TestClock';

/** What is wrong with a cluster at the moment. */
export interface Faults {
  away?:
    | 'blackHole'
    | 'refused'
    | 'tls'
    | 'unauthorized'
    | 'throttled'
    | 'broken'
    /** Answers break off in the middle. */
    | 'garbled';
  /** What a throttling cluster asks for. */
  retryAfterMs?: number;
  latencyMs?: number;
  /** It has just begun: it is not ready, and does not list its groups yet. */
  starting?: boolean;
  /** Plurals that are forbidden. */
  forbidden?: readonly string[];
  /** Plurals that are not served. */
  absent?: readonly string[];
  /** Plurals that are served, and missing in discovery. */
  undiscovered?: readonly string[];
  /** Plurals that are in discovery, and cannot be listed there. */
  unlistable?: readonly string[];
  /** Chance of an event to be sent twice, or late. */
  disorder?: number;
  /** Watches that begin end so soon. */
  watchLifeMs?: number;
  /** A compacted history is told as a status, not in the stream. */
  goneByHttp?: boolean;
  /** Objects; a longer page is more than is read. */
  largestPage?: number;
}

/** Fails as the faults say, or lets time pass. */
export async function meetFaults(
  { away, latencyMs = 0, retryAfterMs = 20_000 }: Faults,
  clock: TestClock,
  { signal, timeoutMs }: GetOptions,
): Promise<void> {
  switch (away) {
    case 'blackHole':
      await clock.sleep(timeoutMs, signal);
      throw failure('timeout');
    case 'refused':
      throw failure('refused');
    case 'tls':
      throw failure('tls');
    case 'unauthorized':
      throw failure('unauthorized', 401);
    case 'throttled':
      throw failure('throttled', 429, { retryAfterMs });
    case 'broken':
      throw failure('server', 500);
    case 'garbled':
      throw failure('protocol');
    default:
      await clock.sleep(Math.min(latencyMs, timeoutMs), signal);
      if (latencyMs > timeoutMs) {
        throw failure('timeout');
      }
  }
}

export function failure(
  kind: ClusterRequestError['kind'],
  status?: number,
  options: { retryAfterMs?: number; tooLarge?: boolean } = {},
): ClusterRequestError {
  return new ClusterRequestError(`Cluster 'eu' says ${kind}`, {
    kind,
    ...options,
    ...(status && { status }),
  });
}
