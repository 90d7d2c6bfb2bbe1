import type { Cancel } from '../clock/time';
import type { Cluster } from '../cluster/cluster';
import type { ErrorSink } from '../cluster/errorSink';
import type { Collection } from '../objects/collection';
import type { KubeObject } from '../objects/kubeObject';
import { keyOf, keyText } from '../objects/kubeObject';

/** How soon a new object is looked at: simulated. */
const FIRST_LOOK_MS = 60;
/** While days pass in a moment, it is looked at that much more seldom. */
const HURRIED = 20;

interface PollingOptions<T extends KubeObject> {
  readonly cluster: Cluster;
  readonly collection: Collection<T>;
  /** Between two looks at an object: simulated milliseconds. */
  periodMs(object: T): number;
  look(object: T): void;
  forget(uid: string): void;
  readonly onError: ErrorSink;
}

/** Looks at every object of a kind again and again, as long as it is there. */
export class Polling<T extends KubeObject> {
  readonly #options: PollingOptions<T>;
  readonly #timers = new Map<string, Cancel>();

  private constructor(options: PollingOptions<T>) {
    this.#options = options;
  }

  static start<T extends KubeObject>(options: PollingOptions<T>): void {
    const polling = new Polling(options);
    options.collection.onChange(({ type, object, previous }) => {
      const { generation, uid } = object.metadata;
      if (type === 'DELETED') {
        polling.#timers.get(uid)?.();
        polling.#timers.delete(uid);
        options.forget(uid);
      } else if (generation !== previous?.metadata.generation) {
        polling.#lookAfter(object, FIRST_LOOK_MS);
      }
    });
  }

  #lookAfter(object: T, ms: number): void {
    const { cluster, collection, onError } = this.#options;
    const { uid } = object.metadata;
    this.#timers.get(uid)?.();
    this.#timers.set(
      uid,
      cluster.clock.after(ms, () => {
        const current = collection.get(keyOf(object));
        if (current?.metadata.uid !== uid) {
          return;
        }
        const period = this.#options.periodMs(current);
        this.#lookAfter(
          current,
          cluster.clock.hurried ? period * HURRIED : period,
        );
        try {
          this.#options.look(current);
        } catch (error) {
          onError(error, keyText(keyOf(object)));
        }
      }),
    );
  }
}
