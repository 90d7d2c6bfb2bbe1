import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Entity } from '@backstage/catalog-model';
import type { FleetSnapshot } from '@modelfleet/backstage-plugin-model-serving-common';
import type { ViewedEntities } from './EntityReader';
import { inSteps } from '../inSteps';
import { jsonInSteps } from './jsonInSteps';

const compress = promisify(gzip);
/** Bytes below which compression gains nothing. */
const WORTH_COMPRESSING = 1_024;
const LEVEL = 4;
const KEPT = 200;
/** Times of confirmation change without a new version, and are shown. */
const SHARED_MS = 1_000;
/**
 * While a fleet changes all the time, what changed since is not in an answer
 * that is shared for so long: it is made twice a second, however often it is
 * asked for.
 */
const OUTDATED_MS = 500;
/** So many versions were met within a second, by whoever asked for what. */
const ALL_THE_TIME = 4;
const SECOND_MS = 1_000;

/** An answer as it is sent. */
export interface Body {
  readonly text: string;
  readonly etag: string;
  /** `undefined` when it is too short for that. */
  gzip(): Promise<Buffer> | undefined;
}

interface Kept {
  readonly body: Promise<Body>;
  readonly version: string;
  readonly begunAt: number;
}

interface Options {
  /** How many are kept at most. */
  readonly capacity?: number;
  /**
   * When browsers were last told of a change: whoever asks after that gets what
   * was there then. Milliseconds since 1970.
   */
  readonly toldAt?: () => number;
}

/**
 * Answers that several viewers get. They are shared by viewers of the same
 * entities in the same form who may see the same; who may see what is asked
 * before, for each of them.
 */
export class Bodies {
  readonly #kept = new Map<string, Kept>();
  readonly #capacity: number;
  readonly #toldAt: () => number;
  /** When versions were met first, the newest last; ms since 1970. */
  #changes: number[] = [];
  #version: string | undefined;

  static create(options: Options = {}): Bodies {
    return new Bodies(options);
  }

  private constructor({ capacity = KEPT, toldAt = () => -Infinity }: Options) {
    this.#capacity = capacity;
    this.#toldAt = toldAt;
  }

  /** @param view - makes the answer when there is none to share. */
  of(
    name: string,
    fleet: FleetSnapshot,
    about: ViewedEntities | undefined,
    view: () => Generator<void, object>,
  ): Promise<Body> {
    this.#note(fleet);
    const key = keyOf(name, fleet, about);
    const known = this.#kept.get(key);
    if (known && this.#isGood(known, fleet)) return known.body;
    const kept: Kept = {
      body: makeBody(view),
      version: fleet.version,
      begunAt: fleet.now.getTime(),
    };
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    kept.body.catch(() => {
      if (this.#kept.get(key) === kept) this.#kept.delete(key);
    });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.#capacity && oldest !== undefined) {
      this.#kept.delete(oldest);
    }
    return kept.body;
  }

  #isGood({ version, begunAt }: Kept, fleet: FleetSnapshot): boolean {
    const age = Math.abs(fleet.now.getTime() - begunAt);
    if (version === fleet.version && age < SHARED_MS) return true;
    return (
      this.#changes.length >= ALL_THE_TIME &&
      age < OUTDATED_MS &&
      begunAt > this.#toldAt()
    );
  }

  /** Remembers the changes of the last second, as far as they were met. */
  #note({ version, now }: FleetSnapshot): void {
    const time = now.getTime();
    if (version !== this.#version) {
      this.#version = version;
      this.#changes.push(time);
    }
    this.#changes = this.#changes
      .filter(at => Math.abs(time - at) < SECOND_MS)
      .slice(-ALL_THE_TIME);
  }
}

async function makeBody(view: () => Generator<void, object>): Promise<Body> {
  return inSteps(
    (function* steps() {
      const made = yield* view();
      yield;
      const text = yield* jsonInSteps(made);
      yield;
      return createTextBody(text);
    })(),
  );
}

/** Of something that is not shared. */
export function createBody(view: object): Body {
  return createTextBody(JSON.stringify(view));
}

/** Of what is JSON already. */
export function createTextBody(text: string): Body {
  const bytes = Buffer.from(text);
  let compressed: Promise<Buffer> | undefined;
  return {
    text,
    etag: `W/"${digestOf(bytes)}"`,
    gzip() {
      if (bytes.length < WORTH_COMPRESSING) return undefined;
      compressed ??= compress(bytes, { level: LEVEL });
      return compressed;
    },
  };
}

/** The same for those who get the same answer, while the fleet is the same. */
export function keyOf(
  name: string,
  { scope }: Pick<FleetSnapshot, 'scope'>,
  about: ViewedEntities | undefined,
): string {
  return JSON.stringify([
    name,
    scope ?? '',
    about && [
      digestOfEntity(about.entity),
      about.services.map(digestOfEntity),
      about.models.map(digestOfEntity),
    ],
  ]);
}

/** Of entities that are believed for a while, and may be large. */
const digests = new WeakMap<Entity, string>();

/** Not the entity's own tag: those of some sources leave out relations. */
function digestOfEntity(entity: Entity): string {
  const known = digests.get(entity) ?? digestOf(JSON.stringify(entity));
  digests.set(entity, known);
  return known;
}

function digestOf(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('base64url');
}
