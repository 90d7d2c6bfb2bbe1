import type { ClusterTransport, GetOptions, WatchOptions } from '../transport';
import { failure, meetFaults } from './fakeFaults';
import type { Faults } from './fakeFaults';
import type { TestClock } from './TestClock';

export interface FakeObject {
  readonly name: string;
  /** What the projection keeps; not a string: malformed. */
  readonly value: unknown;
  /** Bytes of what nobody keeps. */
  readonly padding?: number;
}

interface Stored {
  readonly rv: number;
  readonly object: FakeObject;
}

export interface FakeBackup {
  readonly rv: number;
  readonly objects: ReadonlyMap<string, ReadonlyMap<string, Stored>>;
}

interface LogEntry {
  readonly rv: number;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  readonly raw: object;
}

class Kind {
  readonly objects = new Map<string, Stored>();
  readonly log: LogEntry[] = [];
}

/**
 * An API server for tests, as far as the observer talks to one: discovery,
 * lists in pages, watches with history that can be compacted.
 */
export class FakeCluster implements ClusterTransport {
  faults: Faults = {};
  /** `METHOD path` of what was asked for, without the query. */
  readonly requests: string[] = [];
  openWatches = 0;
  closed = false;
  readonly #kinds = new Map<string, Kind>();
  readonly #clock: TestClock;
  readonly #random: () => number;
  #rv = 100;
  #compactedAt = 0;
  #cut = new AbortController();
  #mute = new AbortController();
  #changed = new AbortController();

  static create(options: {
    clock: TestClock;
    plurals: readonly string[];
    random?: () => number;
  }): FakeCluster {
    return new FakeCluster(options);
  }

  private constructor(options: {
    clock: TestClock;
    plurals: readonly string[];
    random?: () => number;
  }) {
    this.#clock = options.clock;
    this.#random = options.random ?? (() => 0.5);
    for (const plural of options.plurals) {
      this.#kinds.set(plural, new Kind());
    }
  }

  put(plural: string, object: FakeObject): void {
    const kind = this.#kind(plural);
    const rv = ++this.#rv;
    const type = kind.objects.has(object.name) ? 'MODIFIED' : 'ADDED';
    kind.objects.set(object.name, { rv, object });
    kind.log.push({ rv, type, raw: toRaw(object, rv) });
    this.#notify();
  }

  remove(plural: string, name: string): void {
    const kind = this.#kind(plural);
    const known = kind.objects.get(name);
    if (known) {
      const rv = ++this.#rv;
      kind.objects.delete(name);
      kind.log.push({ rv, type: 'DELETED', raw: toRaw(known.object, rv) });
      this.#notify();
    }
  }

  /** What a fresh list has, without what cannot be read. */
  contents(plural: string): Record<string, unknown> {
    return Object.fromEntries(
      [...this.#kind(plural).objects.values()]
        .filter(({ object }) => typeof object.value === 'string')
        .map(({ object }) => [object.name, object.value]),
    );
  }

  /** The names of what cannot be read. */
  malformed(plural: string): string[] {
    return [...this.#kind(plural).objects.values()]
      .filter(({ object }) => typeof object.value !== 'string')
      .map(({ object }) => object.name);
  }

  compact(): void {
    this.#compactedAt = ++this.#rv;
  }

  /** Ends every open watch as a lost connection does. */
  cutWatches(): void {
    this.#cut.abort();
    this.#cut = new AbortController();
  }

  /** Open watches hear nothing any more, and are not told so. */
  muteWatches(): void {
    this.#mute.abort();
    this.#mute = new AbortController();
  }

  /**
   * Brings back a backup of etcd: objects are as they were, and versions begin
   * again from there. Watches go on, from versions that are to come.
   */
  restore(backup: FakeBackup): void {
    this.#rv = backup.rv;
    for (const [plural, objects] of backup.objects) {
      const kind = this.#kind(plural);
      kind.objects.clear();
      objects.forEach((entry, name) => kind.objects.set(name, entry));
      kind.log.splice(0);
    }
    this.#compactedAt = this.#rv;
  }

  backup(): FakeBackup {
    return {
      rv: this.#rv,
      objects: new Map(
        [...this.#kinds].map(([plural, { objects }]) => [
          plural,
          new Map(objects),
        ]),
      ),
    };
  }

  /** Undoes an object without a word. */
  forget(plural: string, name: string): void {
    this.#kind(plural).objects.delete(name);
  }

  /** Says to the watches of a kind that they are at a version. */
  sendBookmark(plural: string, rv: number): void {
    const raw = { metadata: { resourceVersion: String(rv) } };
    this.#kind(plural).log.push({ rv: ++this.#rv, type: 'BOOKMARK', raw });
    this.#notify();
  }

  /** Sends something into the watches of a kind. */
  sendRaw(plural: string, type: LogEntry['type'], raw: object): void {
    this.#kind(plural).log.push({ rv: ++this.#rv, type, raw });
    this.#notify();
  }

  async get(path: string, options: GetOptions): Promise<unknown> {
    const url = new URL(path, 'http://cluster');
    this.requests.push(`GET ${url.pathname}`);
    await meetFaults(this.faults, this.#clock, options);
    const { faults } = this;
    if (url.pathname === '/version') {
      return { gitVersion: 'v1.35.0+simulated' };
    }
    const served = [...this.#kinds.keys()].filter(
      plural =>
        !faults.absent?.includes(plural) &&
        !faults.undiscovered?.includes(plural),
    );
    if (url.pathname === '/apis') {
      const versions = [{ version: 'v1' }];
      return {
        groups:
          served.length && !faults.starting
            ? [{ name: 'example.com', versions }]
            : [],
      };
    }
    if (url.pathname === '/apis/example.com/v1') {
      return { resources: served.map(name => ({ name })) };
    }
    const plural = this.#allowed(url.pathname);
    return this.#page(plural, url.searchParams);
  }

  /** Has no text but that of its health. */
  async getText(path: string, options: GetOptions): Promise<string> {
    this.requests.push(`GET ${path}`);
    await meetFaults(this.faults, this.#clock, options);
    if (path !== '/readyz') {
      throw failure('other', 404);
    }
    if (this.faults.starting) {
      throw failure('server', 500);
    }
    return 'ok';
  }

  async *watch(path: string, options: WatchOptions): AsyncGenerator<unknown> {
    const url = new URL(path, 'http://cluster');
    this.requests.push(`WATCH ${url.pathname}`);
    await meetFaults(this.faults, this.#clock, options);
    const plural = this.#allowed(url.pathname);
    let from = Number(url.searchParams.get('resourceVersion'));
    if (from < this.#compactedAt && this.faults.goneByHttp) {
      throw failure('other', 410);
    }
    if (from < this.#compactedAt) {
      yield { type: 'ERROR', object: { code: 410, message: 'too old' } };
      return;
    }
    const timeout = Math.min(
      Number(url.searchParams.get('timeoutSeconds')) * 1000,
      this.faults.watchLifeMs ?? Infinity,
    );
    const until = this.#elapsed() + timeout;
    const cut = this.#cut.signal;
    const mute = this.#mute.signal;
    this.openWatches += 1;
    try {
      for (;;) {
        if (mute.aborted) {
          // Half open: whoever listens is never told that nobody speaks.
          await this.#clock.sleep(1e9, options.signal);
        }
        const fresh = this.#since(plural, from);
        for (const { type, raw, rv } of this.#disturb(fresh)) {
          yield { type, object: raw };
          from = Math.max(from, rv);
        }
        const left = until - this.#elapsed();
        if (left <= 0) {
          return;
        }
        await this.#nap(Math.min(left, 60_000), [cut, mute], options.signal);
        if (!mute.aborted && from <= this.#rv) {
          yield bookmark(from);
        }
      }
    } finally {
      this.openWatches -= 1;
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    this.cutWatches();
  }

  /** Of the server's own clock, whatever Backstage's is set to. */
  #elapsed(): number {
    return this.#clock.elapsed();
  }

  #since(plural: string, from: number): LogEntry[] {
    return this.#kind(plural).log.filter(({ rv }) => rv > from);
  }

  /** Waits for a change, a lost connection, or time. */
  async #nap(
    ms: number,
    [cut, mute]: readonly [AbortSignal, AbortSignal],
    signal: AbortSignal,
  ): Promise<void> {
    const any = AbortSignal.any([this.#changed.signal, cut, mute, signal]);
    await this.#clock.sleep(ms, any).catch(() => undefined);
    signal.throwIfAborted();
    if (cut.aborted) {
      throw failure('refused');
    }
  }

  #disturb(entries: LogEntry[]): LogEntry[] {
    const chance = this.faults.disorder ?? 0;
    const result: LogEntry[] = [];
    for (const entry of entries) {
      if (this.#random() < chance) {
        result.splice(Math.max(0, result.length - 1), 0, entry);
      } else {
        result.push(entry);
      }
      if (this.#random() < chance) {
        result.push(entry);
      }
    }
    return result;
  }

  #page(plural: string, query: URLSearchParams): unknown {
    const limit = Number(query.get('limit'));
    if (limit > (this.faults.largestPage ?? Infinity)) {
      throw failure('protocol', undefined, { tooLarge: true });
    }
    const [offset = 0, listedAt = this.#rv] = (query.get('continue') ?? '')
      .split('@')
      .filter(Boolean)
      .map(Number);
    if (listedAt < this.#compactedAt) {
      throw failure('other', 410);
    }
    // Later pages show the state of the first, as etcd's snapshots do; tests
    // that change objects between pages are told to begin again.
    if (query.has('continue') && listedAt !== this.#rv) {
      throw failure('other', 410);
    }
    const all = [...this.#kind(plural).objects.values()];
    const more = offset + limit < all.length;
    return {
      metadata: {
        resourceVersion: String(listedAt),
        continue: more ? `${offset + limit}@${listedAt}` : '',
      },
      items: all
        .slice(offset, offset + limit)
        .map(({ object, rv }) => toRaw(object, rv)),
    };
  }

  #allowed(path: string): string {
    const plural = path.split('/').at(-1) ?? '';
    const { absent, unlistable } = this.faults;
    if (absent?.includes(plural) || unlistable?.includes(plural)) {
      throw failure('other', 404);
    }
    if (this.faults.forbidden?.includes(plural)) {
      throw failure('forbidden', 403);
    }
    return plural;
  }

  #kind(plural: string): Kind {
    const kind = this.#kinds.get(plural);
    if (!kind) {
      throw failure('other', 404);
    }
    return kind;
  }

  #notify(): void {
    this.#changed.abort();
    this.#changed = new AbortController();
  }
}

function toRaw(object: FakeObject, rv: number): object {
  const { name, value, padding = 0 } = object;
  return {
    metadata: { name, uid: name, resourceVersion: String(rv) },
    spec: { value, padding: 'x'.repeat(padding) },
  };
}

function bookmark(rv: number): unknown {
  return {
    type: 'BOOKMARK',
    object: { metadata: { resourceVersion: String(rv) } },
  };
}
