import type { SimulationClock } from '../clock/clock';
import type { SeededRandom } from '../random/random';
import type { Resource } from '../resources/resource';
import { apiVersionOf, qualifiedName } from '../resources/resource';
import type { Change, ChangeLog, ChangeType } from './changeLog';
import { sameJson } from './json';
import type { Draft, DraftMeta, KubeObject, ObjectKey } from './kubeObject';
import { keyOf, keyText } from './kubeObject';
import { StatusError } from './statusError';

/** What the store lends its collections. */
export interface StoreContext {
  readonly clock: SimulationClock;
  readonly random: SeededRandom;
  readonly log: ChangeLog;
}

/** What the API server and Argo CD need of a collection, whatever its kind. */
export interface AnyCollection {
  readonly resource: Resource<KubeObject>;
  readonly id: string;
  get(key: ObjectKey): KubeObject | undefined;
  list(namespace?: string): KubeObject[];
  insert(content: object, metadata: DraftMeta): KubeObject;
  replace(key: ObjectKey, content: object): KubeObject;
  remove(key: ObjectKey): KubeObject | undefined;
}

/** The objects of one kind in one cluster. Objects are never changed in place. */
export class Collection<T extends KubeObject> implements AnyCollection {
  readonly resource: Resource<T>;
  readonly id: string;
  readonly #context: StoreContext;
  readonly #objects = new Map<string, T>();
  readonly #listeners = new Set<(change: Change<T>) => void>();

  private constructor(resource: Resource<T>, context: StoreContext) {
    this.resource = resource;
    this.id = qualifiedName(resource);
    this.#context = context;
  }

  static create<T extends KubeObject>(
    resource: Resource<T>,
    context: StoreContext,
  ): Collection<T> {
    return new Collection(resource, context);
  }

  get(key: ObjectKey): T | undefined {
    return this.#objects.get(keyText(key));
  }

  /** In the order of the API: by namespace, then name. */
  list(namespace?: string): T[] {
    return [...this.#objects.entries()]
      .filter(
        ([, object]) =>
          namespace === undefined || object.metadata.namespace === namespace,
      )
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, object]) => object);
  }

  /** Calls the listener after each write, with the typed object. */
  onChange(listener: (change: Change<T>) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  create(draft: Draft<T>): T {
    return this.insert({ ...draft }, draft.metadata);
  }

  insert(content: object, metadata: DraftMeta): T {
    const key = keyText(metadata);
    if (this.#objects.has(key)) {
      throw StatusError.create(
        'AlreadyExists',
        `${this.id} "${metadata.name}" already exists`,
        { name: metadata.name, ...this.#details() },
      );
    }
    const { clock, log, random } = this.#context;
    const version = log.nextVersion();
    const object = this.#parse({
      ...content,
      metadata: {
        creationTimestamp: clock.timestamp(),
        ...('spec' in content ? { generation: 1 } : {}),
        ...metadata,
        uid: random.fork(`uid/${this.id}/${key}/${version}`).uid(),
        resourceVersion: String(version),
      },
    });
    this.#objects.set(key, object);
    this.#publish(version, 'ADDED', object);
    return object;
  }

  /** Rewrites an object; a function that changes nothing writes nothing. */
  modify(key: ObjectKey, change: (current: T) => T): T | undefined {
    const current = this.get(key);
    return current ? this.#write(current, change(current)) : undefined;
  }

  replace(key: ObjectKey, content: object): T {
    const current = this.get(key);
    if (!current) {
      throw this.notFound(key.name);
    }
    return this.#write(current, this.#parse(content));
  }

  remove(key: ObjectKey): T | undefined {
    const current = this.get(key);
    if (!current) {
      return undefined;
    }
    this.#objects.delete(keyText(key));
    const version = this.#context.log.nextVersion();
    const last = this.#parse({
      ...current,
      metadata: { ...current.metadata, resourceVersion: String(version) },
    });
    this.#publish(version, 'DELETED', last, current);
    return last;
  }

  notFound(name: string): StatusError {
    return StatusError.create('NotFound', `${this.id} "${name}" not found`, {
      name,
      ...this.#details(),
    });
  }

  #write(current: T, wanted: T): T {
    if (sameJson(current, wanted)) {
      return current;
    }
    const version = this.#context.log.nextVersion();
    const generation = current.metadata.generation;
    const next = this.#parse({
      ...wanted,
      metadata: {
        ...wanted.metadata,
        name: current.metadata.name,
        ...(current.metadata.namespace
          ? { namespace: current.metadata.namespace }
          : {}),
        uid: current.metadata.uid,
        creationTimestamp: current.metadata.creationTimestamp,
        ...(generation === undefined
          ? {}
          : {
              generation: sameJson(current.spec, wanted.spec)
                ? generation
                : generation + 1,
            }),
        resourceVersion: String(version),
      },
    });
    this.#objects.set(keyText(keyOf(next)), next);
    this.#publish(version, 'MODIFIED', next, current);
    return next;
  }

  #parse(content: object): T {
    const parsed = this.resource.schema.safeParse({
      ...content,
      apiVersion: apiVersionOf(this.resource),
      kind: this.resource.kind,
    });
    if (parsed.success) {
      return parsed.data;
    }
    const name = nameIn(content);
    const causes = parsed.error.issues.map(issue => ({
      reason: 'FieldValueInvalid',
      message: issue.message,
      field: issue.path.join('.'),
    }));
    const details = causes.map(cause => `${cause.field}: ${cause.message}`);
    throw StatusError.create(
      'Invalid',
      `${this.resource.kind}${
        this.resource.group ? `.${this.resource.group}` : ''
      } "${name}" is invalid: ${details.join(', ')}`,
      { name, ...this.#details(), kind: this.resource.kind, causes },
    );
  }

  #details(): { group?: string; kind: string } {
    return {
      ...(this.resource.group ? { group: this.resource.group } : {}),
      kind: this.resource.plural,
    };
  }

  #publish(version: number, type: ChangeType, object: T, previous?: T): void {
    const change = {
      version,
      type,
      object,
      ...(previous ? { previous } : {}),
    };
    this.#context.log.append(this.id, change);
    for (const listener of [...this.#listeners]) {
      listener(change);
    }
  }
}

function nameIn(content: object): string {
  if ('metadata' in content) {
    const { metadata } = content;
    if (typeof metadata === 'object' && metadata && 'name' in metadata) {
      return String(metadata.name);
    }
  }
  return '';
}
