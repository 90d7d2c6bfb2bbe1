import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FleetSnapshot } from '@modelfleet/backstage-plugin-model-serving-common';
import type { ViewedEntities } from './EntityReader';

const compress = promisify(gzip);
/** Bytes below which compression gains nothing. */
const WORTH_COMPRESSING = 1_024;
const LEVEL = 4;
const KEPT = 200;
/** Times of confirmation change without a new version, and are shown. */
const SHARED_MS = 1_000;

/** An answer as it is sent. */
export interface Body {
  readonly text: string;
  readonly etag: string;
  /** `undefined` when it is too short for that. */
  gzip(): Promise<Buffer> | undefined;
}

interface Kept {
  readonly body: Body;
  readonly madeAt: number;
}

/**
 * Answers that several viewers get. They are shared by viewers of the same
 * entities in the same form who may see the same clusters, for as long as the
 * fleet is the same; who may see what is asked before, for each of them.
 */
export class Bodies {
  readonly #kept = new Map<string, Kept>();

  readonly #capacity: number;

  /** @param capacity - how many are kept at most. */
  static create(capacity: number = KEPT): Bodies {
    return new Bodies(capacity);
  }

  private constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** @param view - makes the answer when there is none to share. */
  of(
    name: string,
    fleet: FleetSnapshot,
    about: ViewedEntities | undefined,
    view: () => object,
  ): Body {
    const key = keyOf(name, fleet, about);
    const now = fleet.now.getTime();
    const known = this.#kept.get(key);
    if (known && Math.abs(now - known.madeAt) < SHARED_MS) return known.body;
    const body = createBody(view());
    this.#kept.delete(key);
    this.#kept.set(key, { body, madeAt: now });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.#capacity && oldest !== undefined) {
      this.#kept.delete(oldest);
    }
    return body;
  }
}

/** Of something that is not shared. */
export function createBody(view: object): Body {
  return createTextBody(JSON.stringify(view));
}

/** Of what is JSON already. */
export function createTextBody(text: string): Body {
  let compressed: Promise<Buffer> | undefined;
  return {
    text,
    etag: `W/"${digestOf(text)}"`,
    gzip() {
      if (text.length < WORTH_COMPRESSING) return undefined;
      compressed ??= compress(text, { level: LEVEL });
      return compressed;
    },
  };
}

/** The same for those who get the same answer. */
export function keyOf(
  name: string,
  { version, clusters, scope }: FleetSnapshot,
  about: ViewedEntities | undefined,
): string {
  const entities = about && [about.entity, about.services, about.models];
  return JSON.stringify([
    name,
    version,
    scope ?? '',
    // Not by the entities' own tags: those of some sources leave out relations.
    digestOf(JSON.stringify(entities ?? [])),
    clusters.map(({ cluster }) => cluster.name),
  ]);
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
