import { isError } from '@backstage/errors';
import {
  RATE_WINDOW_SECONDS,
  SampleIndex,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  IdleRule,
  MeasureAnswer,
  MeasureName,
  MetricsSourceState,
  SeriesAnswer,
  TimeGrid,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { MetricsSource } from '@modelfleet/backstage-plugin-model-serving-node';
import { ListGate } from '../observe';
import { MetricsSourceError } from './MetricsSourceError';

/** Queries to one source at once; stores have limits of their own. */
const QUERIES = 6;
const MOST_WARNINGS = 5;
/** Answers of pages that were looked at last. */
const KEPT = 300;

export interface SourceCacheOptions {
  readonly source: MetricsSource;
  readonly refreshMs: number;
  readonly idle: IdleRule;
  readonly now: () => Date;
  /** Aborted when the backend stops. */
  readonly signal: AbortSignal;
}

/** What is asked about. */
export interface SourceScope {
  readonly clusters: readonly string[];
  readonly namespaces: readonly string[];
  /** Only pods whose names begin so; absent: all that the source has. */
  readonly sets?: readonly string[];
}

interface Kept<T> {
  readonly madeAt: number;
  readonly answer: Promise<T>;
  done?: T;
  warnings: readonly string[];
}

/**
 * One source, asked once for all who ask for the same within some seconds,
 * whether it answers or fails. While it is away, questions that still wait
 * fail like the first: a viewer waits for one time-out, not for twenty.
 */
export class SourceCache {
  readonly #options: SourceCacheOptions;
  readonly #gate = ListGate.create(QUERIES);
  readonly #now = new Map<string, Kept<MeasureAnswer>>();
  readonly #past = new Map<string, Kept<SeriesAnswer>>();
  #away: { readonly at: number; readonly message: string } | undefined;

  static create(options: SourceCacheOptions): SourceCache {
    return new SourceCache(options);
  }

  private constructor(options: SourceCacheOptions) {
    this.#options = options;
  }

  get source(): MetricsSource {
    return this.#options.source;
  }

  /** @param scope - asked for only when the source is. */
  now(
    measure: MeasureName,
    scope: SourceScope | (() => SourceScope),
  ): Promise<MeasureAnswer> {
    const { source, refreshMs, idle, signal } = this.#options;
    const at = this.#options.now();
    // The whole is the same for all viewers, whatever came and went.
    const key =
      typeof scope === 'function' ? measure : JSON.stringify([measure, scope]);
    const known = this.#now.get(key);
    if (known && age(known, at) < refreshMs) return known.answer;
    const kept: Kept<MeasureAnswer> = {
      madeAt: at.getTime(),
      warnings: [],
      answer: this.#ask(async () => {
        const { items, warnings, since, failed } = await source.now({
          measure,
          ...(typeof scope === 'function' ? scope() : scope),
          idle,
          at,
          windowSeconds: RATE_WINDOW_SECONDS,
          signal,
        });
        kept.warnings = warnings;
        return {
          status: 'ok',
          source: source.id,
          confirmedAt: at.toISOString(),
          windowSeconds: RATE_WINDOW_SECONDS,
          ...(since && { since }),
          ...(failed && { failed }),
          samples: SampleIndex.create(items),
        } as const;
      }),
    };
    keep(this.#now, key, kept);
    return this.#finished(kept);
  }

  past(
    measure: MeasureName,
    scope: SourceScope,
    grid: TimeGrid,
  ): Promise<SeriesAnswer> {
    const { source, refreshMs, idle, signal } = this.#options;
    const at = this.#options.now();
    const key = JSON.stringify([measure, scope, grid]);
    const known = this.#past.get(key);
    // The grid moves on with time, and the key with it.
    const isFailure = known?.done?.status === 'error';
    if (known && (!isFailure || age(known, at) < refreshMs))
      return known.answer;
    const kept: Kept<SeriesAnswer> = {
      madeAt: at.getTime(),
      warnings: [],
      answer: this.#ask(async () => {
        const { items, warnings, since, failed } = await source.past({
          measure,
          ...scope,
          idle,
          grid,
          signal,
        });
        kept.warnings = warnings;
        return {
          status: 'ok',
          source: source.id,
          grid,
          ...(since && { since }),
          ...(failed && { failed }),
          series: items,
        } as const;
      }),
    };
    keep(this.#past, key, kept);
    return this.#finished(kept);
  }

  /** How the source did when it was asked last. */
  get state(): MetricsSourceState {
    const { id, type, title, keepsHistory } = this.source;
    const recent = this.#recent();
    const failures = recent.flatMap(({ done }) =>
      done?.status === 'error' ? [done.message] : [],
    );
    const [message] = failures;
    const times = recent
      .filter(({ done }) => done?.status === 'ok')
      .map(({ madeAt }) => madeAt);
    return {
      id,
      type,
      title,
      keepsHistory,
      status: statusOf(recent.length, failures.length),
      ...(message && { message }),
      warnings: [...new Set(recent.flatMap(({ warnings }) => warnings))].slice(
        0,
        MOST_WARNINGS,
      ),
      ...(times.length > 0 && {
        confirmedAt: new Date(Math.min(...times)).toISOString(),
      }),
    };
  }

  /** What nobody looks at any more says nothing of how the source is now. */
  #recent(): readonly Kept<MeasureAnswer | SeriesAnswer>[] {
    const done = [...this.#now.values(), ...this.#past.values()].filter(
      kept => kept.done !== undefined,
    );
    const newest = Math.max(...done.map(({ madeAt }) => madeAt));
    return done.filter(
      ({ madeAt }) => newest - madeAt < this.#options.refreshMs,
    );
  }

  async #finished<T>(kept: Kept<T>): Promise<T> {
    const answer = await kept.answer;
    kept.done = answer;
    return answer;
  }

  async #ask<T>(
    question: () => Promise<T>,
  ): Promise<T | { status: 'error'; source: string; message: string }> {
    const { source, now, refreshMs, signal } = this.#options;
    try {
      return await this.#gate.run(signal, async () => {
        const away = this.#away;
        if (away && now().getTime() - away.at < refreshMs) {
          throw new MetricsSourceError(away.message, { isAway: true });
        }
        return await question();
      });
    } catch (error) {
      const message =
        error instanceof MetricsSourceError
          ? error.message
          : `Metrics source '${source.title}' failed: ${
              isError(error) ? error.message : String(error)
            }`;
      const at = now().getTime();
      const isAway = error instanceof MetricsSourceError && error.isAway;
      if (isAway && at - (this.#away?.at ?? -Infinity) >= refreshMs) {
        this.#away = { at, message };
      }
      return { status: 'error', source: source.id, message };
    }
  }
}

function statusOf(
  answers: number,
  failed: number,
): MetricsSourceState['status'] {
  if (answers === 0) return 'pending';
  if (failed === 0) return 'ok';
  return failed === answers ? 'error' : 'partial';
}

/** The one that was asked for last comes last. */
function keep<T>(into: Map<string, T>, key: string, kept: T): void {
  into.delete(key);
  into.set(key, kept);
  const [oldest] = into.keys();
  if (into.size > KEPT && oldest !== undefined) into.delete(oldest);
}

function age({ madeAt }: Kept<unknown>, at: Date): number {
  return Math.abs(at.getTime() - madeAt);
}
