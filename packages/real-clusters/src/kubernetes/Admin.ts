import { setTimeout as sleep } from 'node:timers/promises';
import { ask, type Answer, type Call, type Endpoint } from './connection';
import {
  kubernetesObjectSchema,
  collectionPath,
  objectPath,
  type KubernetesObject,
} from './objects';

const FIELD_MANAGER = 'real-clusters';
const POLL_MS = 100;
const SETTLES_WITHIN_MS = 30_000;

/** What a cluster's administrator does by kubectl, for preparing tests. */
export class Admin {
  static create(endpoint: Endpoint, token: string): Admin {
    return new Admin(endpoint, token);
  }

  readonly #endpoint: Endpoint;
  readonly #token: string;

  private constructor(endpoint: Endpoint, token: string) {
    this.#endpoint = endpoint;
    this.#token = token;
  }

  /** Makes a call as the administrator; the answer may be a refusal. */
  call(call: Call): Promise<Answer> {
    return ask(this.#endpoint, { token: this.#token, ...call });
  }

  /** Like `call`, for what must succeed. */
  async must(call: Call): Promise<Answer> {
    const answer = await this.call(call);
    if (answer.status >= 300) {
      throw new Error(
        `${call.method ?? 'GET'} ${call.path}: ${answer.status} ${answer.text}`,
      );
    }
    return answer;
  }

  /** Creates the object or makes it what is given (server-side apply). */
  async apply(object: KubernetesObject): Promise<KubernetesObject> {
    return this.#patch(objectPath(object), object);
  }

  /** Sets the status as the object's controller would. */
  async applyStatus(object: KubernetesObject): Promise<KubernetesObject> {
    return this.#patch(`${objectPath(object)}/status`, object);
  }

  /** Creates an object that must not be there yet. */
  async create(object: KubernetesObject): Promise<KubernetesObject> {
    const answer = await this.must({
      method: 'POST',
      path: collectionPath(object),
      body: JSON.stringify(object),
    });
    return kubernetesObjectSchema.parse(answer.json());
  }

  /** Changes some fields (JSON merge patch). */
  async change(
    object: KubernetesObject,
    fields: Readonly<Record<string, unknown>>,
  ): Promise<KubernetesObject> {
    const answer = await this.must({
      method: 'PATCH',
      path: objectPath(object),
      headers: { 'content-type': 'application/merge-patch+json' },
      body: JSON.stringify(fields),
    });
    return kubernetesObjectSchema.parse(answer.json());
  }

  async get(object: KubernetesObject): Promise<KubernetesObject | undefined> {
    const answer = await this.call({ path: objectPath(object) });
    if (answer.status === 404) return undefined;
    return kubernetesObjectSchema.parse(answer.json());
  }

  /** Deletes the object at once and waits until it is gone. */
  async remove(object: KubernetesObject): Promise<void> {
    const answer = await this.call({
      method: 'DELETE',
      path: `${objectPath(
        object,
      )}?gracePeriodSeconds=0&propagationPolicy=Background`,
    });
    if (answer.status === 404) return;
    if (answer.status >= 300) {
      throw new Error(`Cannot delete ${objectPath(object)}: ${answer.text}`);
    }
    await this.until(
      `${objectPath(object)} is gone`,
      async () => (await this.get(object)) === undefined,
    );
  }

  /** @throws when the condition does not come true in time. */
  async until(
    what: string,
    condition: () => Promise<boolean>,
    withinMs: number = SETTLES_WITHIN_MS,
  ): Promise<void> {
    const deadline = Date.now() + withinMs;
    while (!(await condition())) {
      if (Date.now() > deadline) {
        throw new Error(`Not within ${withinMs / 1000} s: ${what}`);
      }
      await sleep(POLL_MS);
    }
  }

  async #patch(
    path: string,
    object: KubernetesObject,
  ): Promise<KubernetesObject> {
    const answer = await this.must({
      method: 'PATCH',
      path: `${path}?fieldManager=${FIELD_MANAGER}&force=true`,
      headers: { 'content-type': 'application/apply-patch+yaml' },
      body: JSON.stringify(object),
    });
    return kubernetesObjectSchema.parse(answer.json());
  }
}
