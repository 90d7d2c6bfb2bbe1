import { groupService } from './contents';
import {
  inferenceService,
  servingObjects,
  servingPod,
  type ServiceIdentity,
  type SimulatedObject,
} from './serving';

/** An object as the bytes that are sent of it. */
export interface StoredObject {
  readonly key: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly namespace: string;
  readonly text: string;
}

interface Change {
  readonly version: number;
  readonly resource: string;
  readonly line: string;
}

export type Watcher = (line: string) => void;

/** So many changes can be watched from later; then the history is gone. */
const KEPT_CHANGES = 5_000;

/** Makes what is common to all clusters ready to be sent. */
export function storeObjects(
  objects: readonly SimulatedObject[],
): ReadonlyMap<string, readonly StoredObject[]> {
  const stored = new Map<string, StoredObject[]>();
  for (const { resource, object } of objects) {
    const list = stored.get(resource) ?? [];
    list.push(toStored(object));
    stored.set(resource, list);
  }
  return stored;
}

/** One cluster: what all have in common, and what is different in this one. */
export class StaticCluster {
  readonly #common: ReadonlyMap<string, readonly StoredObject[]>;
  readonly #own: ReadonlyMap<string, readonly StoredObject[]>;
  readonly #changed = new Map<string, StoredObject>();
  readonly #changes: Change[] = [];
  readonly #watchers = new Map<string, Set<Watcher>>();
  readonly group: ServiceIdentity;
  #version = 1;

  static create(
    index: number,
    common: ReadonlyMap<string, readonly StoredObject[]>,
  ): StaticCluster {
    return new StaticCluster(index, common);
  }

  private constructor(
    index: number,
    common: ReadonlyMap<string, readonly StoredObject[]>,
  ) {
    this.#common = common;
    this.group = groupService(index);
    this.#own = storeObjects(servingObjects(this.group));
  }

  get version(): number {
    return this.#version;
  }

  list(resource: string): readonly StoredObject[] {
    const all = [
      ...(this.#common.get(resource) ?? []),
      ...(this.#own.get(resource) ?? []),
    ];
    return this.#changed.size === 0
      ? all
      : all.map(
          object => this.#changed.get(`${resource}/${object.key}`) ?? object,
        );
  }

  /**
   * Tells of all changes after a version, from now on.
   *
   * @returns how to end it; `undefined` when the history is gone.
   */
  watch(
    resource: string,
    from: number,
    watcher: Watcher,
  ): (() => void) | undefined {
    const [oldest] = this.#changes;
    if (from < this.#version && oldest && oldest.version > from + 1) {
      return undefined;
    }
    for (const change of this.#changes) {
      if (change.version > from && change.resource === resource) {
        watcher(change.line);
      }
    }
    const watchers = this.#watchers.get(resource) ?? new Set();
    this.#watchers.set(resource, watchers);
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }

  /** A container of a pod of the service was started again. */
  restart(service: ServiceIdentity, restarts: number): void {
    this.#change(
      'pods',
      servingPod(service, `${service.name}-predictor-5d9c7`, 0, restarts),
    );
  }

  /** The service says another URL, by which the change is recognised. */
  mark(service: ServiceIdentity, url: string): void {
    this.#change('inferenceservices', inferenceService(service, url));
  }

  #change(resource: string, object: Record<string, unknown>): void {
    this.#version += 1;
    const metadata = {
      ...(object.metadata as object),
      resourceVersion: String(this.#version),
    };
    const stored = toStored({ ...object, metadata });
    this.#changed.set(`${resource}/${stored.key}`, stored);
    const line = `{"type":"MODIFIED","object":${stored.text}}\n`;
    this.#changes.push({ version: this.#version, resource, line });
    if (this.#changes.length > KEPT_CHANGES) this.#changes.shift();
    for (const watcher of this.#watchers.get(resource) ?? []) watcher(line);
  }
}

function toStored(object: Record<string, unknown>): StoredObject {
  const { name, namespace, labels } = object.metadata as {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
  };
  return {
    key: namespace ? `${namespace}/${name}` : name,
    namespace: namespace ?? '',
    labels: labels ?? {},
    text: JSON.stringify(object),
  };
}
