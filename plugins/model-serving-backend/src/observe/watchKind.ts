import type { ResourceType } from '@modelfleet/backstage-plugin-model-serving-common';
import type { ClusterSink } from '@modelfleet/backstage-plugin-model-serving-node';
import { ClusterRequestError } from '../transport';
import type { ClusterTransport } from '../transport';
import { jitter } from './Backoff';
import type { Clock, Random } from './Clock';
import { parseWatchEvent } from './envelopes';
import type { ObjectReader } from './ObjectReader';
import { compareVersions } from './resourceVersion';
import { NO_METER } from './ObserverMeter';
import type { ListCause, ObserverMeter } from './ObserverMeter';
import type { ObserveSettings } from './settings';

interface WatchKindOptions {
  readonly cluster: string;
  readonly resource: ResourceType;
  readonly path: string;
  readonly from: string;
  /** What is kept of the kind, and what came since; counted up here. */
  readonly kept: { size: number };
  readonly transport: ClusterTransport;
  readonly reader: ObjectReader;
  readonly sink: ClusterSink;
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: ObserveSettings;
  readonly signal: AbortSignal;
  readonly meter?: ObserverMeter;
  /** Called at each sign of life. */
  onHeard(): void;
}

/** How a watch ended: go on from a version, or list again. */
export type WatchEnd =
  | { readonly next: 'watch'; readonly from: string; readonly error?: unknown }
  | {
      readonly next: 'list';
      readonly cause: ListCause;
      readonly why: string;
    };

/**
 * Watches a kind until the stream ends. Never throws but for the signal; what
 * it saw until then holds.
 */
export async function watchKind(options: WatchKindOptions): Promise<WatchEnd> {
  const { settings, transport, clock, random, meter = NO_METER } = options;
  let from = options.from;
  const idle = startWatchdog(clock, settings.watchIdleMs, options.signal);
  const query = new URLSearchParams({
    watch: '1',
    allowWatchBookmarks: 'true',
    resourceVersion: from,
    timeoutSeconds: String(Math.round(jitter(settings.watchMs, random) / 1000)),
  });
  const closed = meter.watchOpened();
  try {
    const stream = transport.watch(`${options.path}?${query}`, {
      signal: idle.signal,
      timeoutMs: settings.requestTimeoutMs,
    });
    for await (const raw of stream) {
      options.signal.throwIfAborted();
      idle.feed();
      options.onHeard();
      const taken = take(options, raw, from);
      if (taken.next === 'list') {
        return taken;
      }
      from = taken.from;
    }
    return from
      ? { next: 'watch', from }
      : { next: 'list', cause: 'other', why: 'nothing says where it was' };
  } catch (error) {
    options.signal.throwIfAborted();
    if (error instanceof ClusterRequestError && error.status === 410) {
      return {
        next: 'list',
        cause: 'compacted',
        why: 'its history was compacted',
      };
    }
    // Given up by the watchdog. Not even bookmarks came: the connection may be
    // half open, or the version from a future that a restored backup undid,
    // for which a server waits without a word.
    return idle.signal.aborted
      ? { next: 'list', cause: 'silent', why: 'the watch was silent' }
      : { next: 'watch', from, error };
  } finally {
    idle.stop();
    closed();
  }
}

type Taken =
  | Extract<WatchEnd, { next: 'list' }>
  | { next: 'watch'; from: string };

const disorder: Taken = {
  next: 'list',
  cause: 'disorder',
  why: 'events came out of order',
};

function take(options: WatchKindOptions, raw: unknown, from: string): Taken {
  const { reader, sink, resource } = options;
  const at = options.clock.now().toISOString();
  const event = parseWatchEvent(raw);
  options.meter?.watchEvent(event.type);
  switch (event.type) {
    case 'other':
      return { next: 'watch', from };
    case 'error':
      return {
        next: 'list',
        cause: event.code === 410 ? 'compacted' : 'other',
        why:
          event.code === 410
            ? 'its history was compacted'
            : `the watch ended with: ${event.message}`,
      };
    case 'bookmark':
      if (compareVersions(event.resourceVersion, from) === 'older') {
        return disorder;
      }
      sink.confirm(resource, at);
      return { next: 'watch', from: event.resourceVersion };
    default: {
      const object = reader.read(event.object);
      if (object.status === 'nameless') {
        return { next: 'watch', from };
      }
      const { resourceVersion } = object.identity;
      const order = compareVersions(resourceVersion, from);
      if (order === 'same') {
        return { next: 'watch', from };
      }
      if (order === 'older') {
        return disorder;
      }
      if (event.type === 'delete' || object.status === 'ignored') {
        sink.delete(resource, object.key, at);
      } else if (object.status === 'record') {
        sink.put(resource, object.record, at);
        options.kept.size += object.size;
        if (options.kept.size > options.settings.maxKindSize) {
          return {
            next: 'list',
            cause: 'other',
            why: 'so much came that it has to be counted',
          };
        }
      } else {
        sink.confirm(resource, at);
      }
      return { next: 'watch', from: resourceVersion || from };
    }
  }
}

/** Aborts when nothing was fed for a while. */
function startWatchdog(clock: Clock, ms: number, parent: AbortSignal) {
  const controller = new AbortController();
  const stopped = new AbortController();
  let fedAt = clock.now().getTime();
  const watch = async () => {
    for (;;) {
      // A clock that was set back must not make silence look recent.
      fedAt = Math.min(fedAt, clock.now().getTime());
      const left = fedAt + ms - clock.now().getTime();
      if (left <= 0) {
        controller.abort(new Error('The watch was silent'));
        return;
      }
      await clock.sleep(left, stopped.signal);
    }
  };
  watch().catch(() => undefined);
  return {
    signal: AbortSignal.any([parent, controller.signal]),
    feed: () => {
      fedAt = clock.now().getTime();
    },
    stop: () => stopped.abort(new Error('The watch ended')),
  };
}
