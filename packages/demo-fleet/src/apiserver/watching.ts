import type { ServerResponse } from 'node:http';
import type { Cancel } from '../clock/time';
import type { Cluster } from '../cluster/cluster';
import type { Change } from '../objects/changeLog';
import type { AnyCollection } from '../objects/collection';
import type { KubeObject } from '../objects/kubeObject';
import { StatusError } from '../objects/statusError';
import { apiVersionOf } from '../resources/resource';
import { matcher } from './reading';
import type { Matcher } from './selectors';
import type { ResourceTarget } from './target';

const DEFAULT_TIMEOUT_SECONDS = 1_800;

export interface WatchRequest {
  readonly cluster: Cluster;
  readonly collection: AnyCollection;
  readonly target: ResourceTarget;
  readonly query: URLSearchParams;
  readonly response: ServerResponse;
  /** Short, so that what a client knows of its age is exact. */
  readonly bookmarkMs: number;
  /** Wall-clock delay of every line; asked anew for each. */
  readonly delayMs: () => number;
  /** A frozen link swallows what is written to it. */
  readonly frozen: () => boolean;
}

/** One open watch. */
export class WatchStream {
  readonly #request: WatchRequest;
  readonly #matches: Matcher;
  readonly #cleanups: Cancel[] = [];
  #cancelBookmark: Cancel = () => {};
  #ended = false;

  private constructor(request: WatchRequest) {
    this.#request = request;
    this.#matches = matcher(request.collection, request.target, request.query);
  }

  /** Answers 200 and streams; throws before that when the request is wrong. */
  static open(request: WatchRequest): WatchStream {
    const stream = new WatchStream(request);
    stream.#start();
    return stream;
  }

  /** Ends the stream as a server does that restarts: without a last word. */
  end(): void {
    if (!this.#ended) {
      this.#ended = true;
      this.#cancelBookmark();
      for (const cleanup of this.#cleanups) {
        cleanup();
      }
      this.#request.response.end();
    }
  }

  /** Breaks the connection under the stream. */
  destroy(): void {
    this.end();
    this.#request.response.destroy();
  }

  #start(): void {
    const { cluster, collection, query, response } = this.#request;
    const from = startVersion(query);
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.flushHeaders();
    response.on('close', () => this.end());
    if (from !== undefined && !cluster.log.remembers(from)) {
      this.#fail(from);
      return;
    }
    if (from === undefined) {
      this.#sendPresent();
    } else {
      for (const change of cluster.log.since(from, collection.id)) {
        this.#tell(change);
      }
    }
    this.#cleanups.push(
      cluster.log.listen(collection.id, change => this.#tell(change)),
    );
    const seconds =
      Number(query.get('timeoutSeconds')) || DEFAULT_TIMEOUT_SECONDS;
    this.#cleanups.push(
      cluster.clock.afterWall(seconds * 1000, () => {
        // Nothing comes through a frozen link, not even the end.
        if (!this.#request.frozen()) {
          this.end();
        }
      }),
    );
    if (query.get('allowWatchBookmarks') === 'true') {
      this.#bookmarkLater();
    }
  }

  #sendPresent(): void {
    const { cluster, collection, query, target } = this.#request;
    for (const object of collection.list(target.namespace)) {
      if (this.#matches(object)) {
        this.#send('ADDED', object);
      }
    }
    if (query.get('sendInitialEvents') === 'true') {
      this.#send('BOOKMARK', this.#bookmark(cluster.log.version, true));
    }
  }

  /** A selector turns changes into comings and goings. */
  #tell({ type, object, previous }: Change): void {
    const now = type !== 'DELETED' && this.#matches(object);
    const before = previous !== undefined && this.#matches(previous);
    if (now) {
      this.#send(before ? 'MODIFIED' : 'ADDED', object);
    } else if (before) {
      // The object as it was last selected, at the version of its leaving.
      const { resourceVersion } = object.metadata;
      this.#send('DELETED', {
        ...previous,
        metadata: { ...previous.metadata, resourceVersion },
      });
    }
  }

  #bookmarkLater(): void {
    const { cluster, bookmarkMs } = this.#request;
    this.#cancelBookmark = cluster.clock.afterWall(bookmarkMs, () => {
      this.#send('BOOKMARK', this.#bookmark(cluster.log.version, false));
      this.#bookmarkLater();
    });
  }

  #bookmark(version: number, initialEnd: boolean): unknown {
    const { resource } = this.#request.collection;
    return {
      kind: resource.kind,
      apiVersion: apiVersionOf(resource),
      metadata: {
        resourceVersion: String(version),
        creationTimestamp: null,
        ...(initialEnd
          ? { annotations: { 'k8s.io/initial-events-end': 'true' } }
          : {}),
      },
    };
  }

  #fail(from: number): void {
    const { log } = this.#request.cluster;
    this.#send('ERROR', goneSince(from, log.compactedVersion).body());
    const { cluster, delayMs } = this.#request;
    cluster.clock.afterWall(delayMs() + 1, () => this.end());
  }

  #send(type: string, object: KubeObject | unknown): void {
    const { cluster, delayMs, frozen, response } = this.#request;
    const line = `${JSON.stringify({ type, object })}\n`;
    const write = () => {
      if (!this.#ended && !frozen()) {
        response.write(line);
      }
    };
    const delay = delayMs();
    if (delay > 0) {
      cluster.clock.afterWall(delay, write);
    } else {
      write();
    }
  }
}

/** What a watch from a forgotten version is told. */
export function goneSince(from: number, oldest: number): StatusError {
  return StatusError.create(
    'Expired',
    `too old resource version: ${from} (${oldest})`,
  );
}

/** `undefined`: begin with what is there now. */
export function startVersion(query: URLSearchParams): number | undefined {
  const text = query.get('resourceVersion');
  if (!text || text === '0' || query.get('sendInitialEvents') === 'true') {
    return undefined;
  }
  const version = Number(text);
  if (!Number.isInteger(version) || version < 0) {
    throw StatusError.create(
      'Unknown',
      `resourceVersion: Invalid value: "${text}": strconv.ParseUint: parsing "${text}": invalid syntax`,
    );
  }
  return version;
}
