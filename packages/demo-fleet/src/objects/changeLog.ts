import type { KubeObject } from './kubeObject';

export type ChangeType = 'ADDED' | 'MODIFIED' | 'DELETED';

/** One write to a cluster, as a watch tells it. */
export interface Change<T extends KubeObject = KubeObject> {
  readonly version: number;
  readonly type: ChangeType;
  readonly object: T;
  /** The object before the write; a watch with selectors needs it. */
  readonly previous?: T;
}

/** A change with the collection that it belongs to. */
export type LoggedChange = Change & { readonly collection: string };

/** How many writes a watch can look back on. Real servers keep some minutes. */
const KEPT_CHANGES = 4000;

/**
 * The resource versions of one cluster and the recent writes behind them:
 * what etcd and the API server's watch cache are together.
 */
export class ChangeLog {
  #version: number;
  /** Versions up to and including this one are forgotten. */
  #compacted: number;
  #changes: LoggedChange[] = [];
  readonly #listeners = new Set<(change: LoggedChange) => void>();

  private constructor(start: number) {
    this.#version = start;
    this.#compacted = start;
  }

  static create(startVersion: number): ChangeLog {
    return new ChangeLog(startVersion);
  }

  get version(): number {
    return this.#version;
  }

  get compactedVersion(): number {
    return this.#compacted;
  }

  nextVersion(): number {
    this.#version += 1;
    return this.#version;
  }

  append(collection: string, change: Change): void {
    const logged = { ...change, collection };
    this.#changes.push(logged);
    if (this.#changes.length > KEPT_CHANGES * 1.25) {
      const dropped = this.#changes.splice(
        0,
        this.#changes.length - KEPT_CHANGES,
      );
      this.#compacted = dropped.at(-1)?.version ?? this.#compacted;
    }
    for (const listener of [...this.#listeners]) {
      listener(logged);
    }
  }

  /** Forgets the past: older watches and pages get 410 Gone. */
  compact(): void {
    this.nextVersion();
    this.#changes = [];
    this.#compacted = this.#version;
  }

  /** Whether the writes after a version are still known. */
  remembers(version: number): boolean {
    return version >= this.#compacted;
  }

  since(version: number, collection: string): Change[] {
    return this.#changes.filter(
      change => change.version > version && change.collection === collection,
    );
  }

  /** Calls the listener after each write to the collection. It must not write. */
  listen(collection: string, listener: (change: Change) => void): () => void {
    return this.listenAll(change => {
      if (change.collection === collection) {
        listener(change);
      }
    });
  }

  /** Calls the listener after each write to any collection. It must not write. */
  listenAll(listener: (change: LoggedChange) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }
}
