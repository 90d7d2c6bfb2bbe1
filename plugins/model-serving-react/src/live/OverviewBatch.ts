import type {
  Answer,
  EntityOverview,
  OverviewsView,
  RequestOptions,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { Clock } from './Clock';

/** Rows of a table ask in one turn of the browser; the rest comes just after. */
const COLLECT_MS = 20;
/** What the API takes at once. */
const MOST_REFS = 50;
/** Characters of refs; some proxies refuse URLs over 8 kB. */
const MOST_LENGTH = 4_000;
const KEPT_ANSWERS = 20;

/** One request for several entities. */
export type AskOverviews = (
  entityRefs: readonly string[],
  options: RequestOptions,
) => Promise<Answer<OverviewsView>>;

interface Waiting {
  readonly signals: AbortSignal[];
  readonly settle: Array<{
    resolve(overview: EntityOverview): void;
    reject(error: unknown): void;
  }>;
}

interface Kept {
  readonly etag: string;
  readonly value: OverviewsView;
}

/**
 * Turns the questions of a table's rows into as few requests as the API
 * allows.
 */
export class OverviewBatch {
  readonly #ask: AskOverviews;
  readonly #clock: Clock;
  /** What the last answers were, by the refs that were asked for. */
  readonly #kept = new Map<string, Kept>();
  #waiting = new Map<string, Waiting>();

  static create(options: { ask: AskOverviews; clock: Clock }): OverviewBatch {
    return new OverviewBatch(options.ask, options.clock);
  }

  private constructor(ask: AskOverviews, clock: Clock) {
    this.#ask = ask;
    this.#clock = clock;
  }

  /** @throws Error for an entity that is not there, or not for the user. */
  read(entityRef: string, signal: AbortSignal): Promise<EntityOverview> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.size === 0) {
        this.#clock.schedule(COLLECT_MS, () => this.#send());
      }
      const waiting = this.#waiting.get(entityRef) ?? {
        signals: [],
        settle: [],
      };
      waiting.signals.push(signal);
      waiting.settle.push({ resolve, reject });
      this.#waiting.set(entityRef, waiting);
    });
  }

  #send(): void {
    const waiting = this.#waiting;
    this.#waiting = new Map();
    for (const refs of portions([...waiting.keys()].sort())) {
      this.#request(refs, waiting).catch(error => {
        for (const ref of refs) {
          waiting.get(ref)?.settle.forEach(({ reject }) => reject(error));
        }
      });
    }
  }

  async #request(
    refs: readonly string[],
    waiting: ReadonlyMap<string, Waiting>,
  ): Promise<void> {
    const key = refs.join(' ');
    const kept = this.#kept.get(key);
    const answer = await this.#ask(refs, {
      signal: whenAll(refs.flatMap(ref => waiting.get(ref)?.signals ?? [])),
      ...(kept && { ifNoneMatch: kept.etag }),
    });
    if (answer.status === 'unchanged' && !kept) {
      throw new Error('The server spoke of an answer that it never gave.');
    }
    const value = answer.status === 'changed' ? answer.value : kept?.value;
    this.#keep(
      key,
      answer.status === 'changed' && answer.etag
        ? { etag: answer.etag, value: answer.value }
        : kept,
    );
    const found = new Map(value?.items.map(item => [item.entityRef, item]));
    for (const ref of refs) {
      const overview = found.get(ref);
      for (const { resolve, reject } of waiting.get(ref)?.settle ?? []) {
        if (overview) resolve(overview);
        else {
          reject(new Error(`There is no ${ref}, or you may not see it.`));
        }
      }
    }
  }

  #keep(key: string, kept: Kept | undefined): void {
    this.#kept.delete(key);
    if (kept) this.#kept.set(key, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT_ANSWERS && oldest !== undefined) {
      this.#kept.delete(oldest);
    }
  }
}

/** The request goes on for as long as one row waits for it. */
function whenAll(signals: readonly AbortSignal[]): AbortSignal {
  const controller = new AbortController();
  const waiting = new Set(signals);
  const leave = (signal: AbortSignal) => {
    waiting.delete(signal);
    if (waiting.size === 0) controller.abort(signal.reason);
  };
  signals.forEach(signal => {
    if (signal.aborted) leave(signal);
    else signal.addEventListener('abort', () => leave(signal), { once: true });
  });
  return controller.signal;
}

function portions(refs: readonly string[]): string[][] {
  const found: string[][] = [];
  let portion: string[] = [];
  let length = 0;
  for (const ref of refs) {
    if (portion.length === MOST_REFS || length + ref.length > MOST_LENGTH) {
      found.push(portion);
      portion = [];
      length = 0;
    }
    portion.push(ref);
    length += ref.length;
  }
  return portion.length > 0 ? [...found, portion] : found;
}
