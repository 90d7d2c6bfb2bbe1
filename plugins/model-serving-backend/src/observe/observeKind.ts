import type { LoggerService } from '@backstage/backend-plugin-api';
import { resourceId } from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  ObservedRecord,
  Projection,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { ClusterSink } from '@modelfleet/backstage-plugin-model-serving-node';
import { ClusterRequestError } from '../transport';
import type { ClusterTransport } from '../transport';
import { Backoff, jitter } from './Backoff';
import type { Clock, Random } from './Clock';
import type { Discovery } from './discovery';
import type { KindStatus } from './clusterStateOf';
import type { ListGate } from './ListGate';
import { listKind, versionOf } from './listKind';
import type { ListCause, ObserverMeter } from './ObserverMeter';
import type { ObjectReader } from './ObjectReader';
import type { Rechecks } from './Rechecks';
import type { ObserveSettings } from './settings';
import { watchKind } from './watchKind';

/** A watch that failed to begin so often in a row is told as a failure. */
const TOLERATED_FAILURES = 1;
/** A watch that was open for so long did its work, however it ended. */
const WORKED_MS = 3_000;
/** Before a watch that worked is taken up again. */
const RESUME_MS = 250;
/** Before it is believed that a kind which was served is gone. */
const SECOND_LOOK_MS = 5_000;
/** Served by discovery, and not found: the second time it is told. */
const TOLERATED_NOT_FOUND = 1;

export interface KindObserverOptions {
  readonly cluster: string;
  readonly projection: Projection<ObservedRecord>;
  readonly transport: ClusterTransport;
  readonly discovery: Discovery;
  readonly reader: ObjectReader;
  readonly sink: ClusterSink;
  readonly gate: ListGate;
  readonly lane: number;
  readonly rechecks: Rechecks;
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: ObserveSettings;
  readonly logger: LoggerService;
  readonly meter?: ObserverMeter;
  /**
   * In which version each kind was last listed, by resource; kept up to date.
   * A kind that was there is not given up lightly.
   */
  readonly served: Map<string, string>;
  onStatus(status: KindStatus): void;
  onHeard(): void;
  /** The connection failed: the cluster itself may be away. */
  onDoubt(): void;
}

/** Keeps one kind of one cluster known: list, watch from there, list again. */
export async function observeKind(
  options: KindObserverOptions,
  signal: AbortSignal,
): Promise<void> {
  const backoff = Backoff.create({
    firstMs: options.settings.firstRetryMs,
    capMs: options.settings.maxRetryMs,
    random: options.random,
  });
  // An API server that has just started refuses everyone until it has read
  // its roles, so a refusal is doubted soon, then ever more rarely.
  const refusals = Backoff.create({
    firstMs: options.settings.firstRetryMs,
    capMs: options.settings.recheckMs,
    random: options.random,
  });
  const known: Known = { absent: false, cause: 'first', notFound: 0 };
  for (;;) {
    signal.throwIfAborted();
    try {
      await follow(options, backoff, refusals, known, signal);
    } catch (error) {
      signal.throwIfAborted();
      known.cause = 'other';
      await settle(options, backoff, refusals, known, error, signal);
    }
  }
}

/** What is remembered from one attempt to the next. */
interface Known {
  absent: boolean;
  /** Why it is listed next. */
  cause: ListCause;
  /** How often in a row it was not where discovery says. */
  notFound: number;
}

/** Where to list it, if anywhere. */
async function findPath(
  options: KindObserverOptions,
  known: Known,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { discovery, projection, served, clock, random } = options;
  const last = served.get(resourceId(projection.resource));
  const doubt = !known.absent;
  const look = () => discovery.pathOf(projection.resource, { doubt, last });
  const path = await look();
  if (path !== undefined || !doubt || last === undefined) {
    return path;
  }
  // Of several API servers behind one address each has a readiness of its own.
  await clock.sleep(jitter(SECOND_LOOK_MS, random), signal);
  return look();
}

/** Lists and watches for as long as that goes well. */
async function follow(
  options: KindObserverOptions,
  backoff: Backoff,
  refusals: Backoff,
  known: Known,
  signal: AbortSignal,
): Promise<void> {
  const { resource } = options.projection;
  const path = await findPath(options, known, signal);
  options.onHeard();
  known.absent = path === undefined;
  if (path === undefined) {
    options.served.delete(resourceId(resource));
    options.sink.absent(resource, options.clock.now().toISOString());
    options.onStatus({ status: 'absent' });
    backoff.reset();
    await options.rechecks.wait();
    return;
  }
  const shared = { ...options, resource, path, signal };
  const listed = await listKind(shared);
  const kept = { size: listed.size };
  let { from } = listed;
  options.served.set(resourceId(resource), versionOf(path));
  options.meter?.listed(known.cause);
  refusals.reset();
  known.notFound = 0;
  options.onHeard();
  options.onStatus({ status: 'current' });
  let failures = 0;
  for (;;) {
    const startedAt = options.clock.now().getTime();
    const end = await watchKind({ ...shared, from, kept });
    if (end.next === 'list') {
      if (end.cause === 'silent') {
        backoff.reset();
      }
      known.cause = end.cause;
      options.logger.debug(
        `Lists ${resourceId(resource)} of cluster '${options.cluster}' again: ${
          end.why
        }`,
      );
      // A stream that is never in order must not become a storm of lists.
      await options.clock.sleep(backoff.nextMs(), signal);
      return;
    }
    const lasted = options.clock.now().getTime() - startedAt;
    const worked = end.from !== from || lasted >= WORKED_MS;
    from = end.from;
    if (worked) {
      failures = 0;
      backoff.reset();
      options.onStatus({ status: 'current' });
    } else {
      failures += 1;
    }
    if (end.error !== undefined) {
      options.onDoubt();
      if (failures > TOLERATED_FAILURES || !isPassing(end.error)) {
        throw end.error;
      }
    }
    await options.clock.sleep(
      worked ? jitter(RESUME_MS, options.random) : backoff.nextMs(),
      signal,
    );
  }
}

/** Says what a failure means, and waits before the next attempt. */
async function settle(
  options: KindObserverOptions,
  backoff: Backoff,
  refusals: Backoff,
  known: Known,
  error: unknown,
  signal: AbortSignal,
): Promise<void> {
  const failure =
    error instanceof ClusterRequestError
      ? error
      : new ClusterRequestError(
          `${resourceId(options.projection.resource)} of cluster '${
            options.cluster
          }' could not be read: ${error}`,
          { kind: 'other' },
        );
  options.meter?.failed(failure.kind);
  if (failure.kind === 'forbidden') {
    const waitMs = refusals.nextMs();
    const retryAt = new Date(options.clock.now().getTime() + waitMs);
    options.sink.forbidden(options.projection.resource, failure.message, {
      retryAt: retryAt.toISOString(),
    });
    options.onStatus({ status: 'forbidden' });
    options.onHeard();
    await options.clock.sleep(waitMs, signal);
    return;
  }
  const waitMs = backoff.nextMs(failure.retryAfterMs);
  known.notFound = failure.status === 404 ? known.notFound + 1 : 0;
  // Not served any more is for discovery to say, unless it says otherwise.
  if (failure.status !== 404 || known.notFound > TOLERATED_NOT_FOUND) {
    const at = options.clock.now();
    options.onStatus({
      status: 'failed',
      error: failure.toClusterError(),
      at: at.toISOString(),
      retryAt: new Date(at.getTime() + waitMs).toISOString(),
    });
    if (failure.status === undefined) {
      options.onDoubt();
    }
  }
  await options.clock.sleep(waitMs, signal);
}

/** A connection that broke; the watch goes on from where it was. */
function isPassing(error: unknown): boolean {
  return error instanceof ClusterRequestError && error.status === undefined;
}
