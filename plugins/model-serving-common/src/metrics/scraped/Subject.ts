import {
  isCounted,
  MEASURES,
  seriesWindow,
  type MeasureName,
} from '../measures';
import type { TimeGrid } from '../samples';
import {
  lastBefore,
  meanBetween,
  rateBetween,
  thin,
  withColumn,
  KEEP,
  type Entry,
} from './history';
import type { Reading } from './readScrape';

/** What entries are of: a pod, or the devices of a product that no pod holds. */
export interface SubjectName {
  readonly namespace: string;
  readonly pod: string;
  readonly product?: string;
}

interface SubjectOptions {
  readonly idle: {
    readonly belowShare: number;
    readonly afterSeconds: number;
  };
  readonly interval: number;
}

interface Column {
  readonly measure: MeasureName;
  readonly le?: number;
}

/** Missed scrapes after which a value is no longer one of now. */
const MISSED = 4;

/** The measures of one pod from scrape to scrape. */
export class Subject {
  readonly name: SubjectName;
  readonly #options: SubjectOptions;
  readonly #columns = new Map<string, number>();
  readonly #described: Column[] = [];
  #totals: number[] = [];
  #entries: Entry[] = [];
  #lastBusy: number | undefined;

  static create(name: SubjectName, options: SubjectOptions): Subject {
    return new Subject(name, options);
  }

  private constructor(name: SubjectName, options: SubjectOptions) {
    this.name = name;
    this.#options = options;
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  add(
    readings: readonly Reading[],
    gained: ReadonlyMap<string, number>,
    at: number,
  ): void {
    const values: number[] = new Array(this.#described.length).fill(NaN);
    // Of several exporters, each says its part of the same moment.
    const last = this.#entries.at(-1);
    if (last?.at === at) last.values.forEach((value, i) => (values[i] = value));
    for (const { key, measure, le, value } of readings) {
      const column = this.#column(measure, le);
      const { combine } = MEASURES[measure];
      if (isCounted(measure)) {
        const total = (this.#totals[column] ?? 0) + (gained.get(key) ?? 0);
        this.#totals[column] = total;
        values[column] = total;
        continue;
      }
      values[column] = put(values[column], value, combine);
      for (const [name, amount] of counted(measure, value)) {
        const other = this.#column(name);
        values[other] = put(values[other], amount, MEASURES[name].combine);
      }
      if (measure === 'gpuBusy' && value >= this.#options.idle.belowShare) {
        this.#lastBusy = at;
      }
    }
    if (last?.at === at) this.#entries.pop();
    this.#entries.push({ at, values: Float64Array.from(values) });
  }

  thin(now: number): void {
    const peak = this.#columns.get('gpuPeak');
    this.#entries = thin(this.#entries, now, peak === undefined ? [] : [peak], {
      ...KEEP,
      longest: Math.max(KEEP.longest, 2 * this.#options.idle.afterSeconds),
    });
  }

  now(
    measure: MeasureName,
    windowSeconds: number,
    at: number,
  ): { le?: number; value: number }[] {
    const fresh = MISSED * this.#options.interval;
    const last = lastBefore(this.#entries, at, fresh);
    if (!last) return [];
    if (measure === 'gpuLastBusy') {
      return this.#lastBusy === undefined ? [] : [{ value: this.#lastBusy }];
    }
    return this.#columnsOf(measure).flatMap(([column, { le }]) => {
      const value = this.#valueNow(measure, column, windowSeconds, last);
      return value === undefined || Number.isNaN(value)
        ? []
        : [{ ...(le !== undefined && { le }), value }];
    });
  }

  past(
    measure: MeasureName,
    { from, step, count }: TimeGrid,
  ): { le?: number; values: number[] }[] {
    const window = seriesWindow(measure, step);
    const longest = Math.max(step, MISSED * this.#options.interval);
    return this.#columnsOf(measure).map(([column, { le }]) => {
      const known = withColumn(this.#entries, column);
      return {
        ...(le !== undefined && { le }),
        values: Array.from({ length: count }, (_, index) => {
          const to = from + index * step;
          const span = { from: to - window, to, longest };
          const value = isCounted(measure)
            ? rateBetween(known, column, span)
            : meanBetween(known, column, span);
          return value ?? NaN;
        }),
      };
    });
  }

  #valueNow(
    measure: MeasureName,
    column: number,
    windowSeconds: number,
    last: Entry,
  ): number | undefined {
    if (isCounted(measure)) {
      const { at } = last;
      return rateBetween(withColumn(this.#entries, column), column, {
        from: at - windowSeconds,
        to: at,
        longest: 0,
      });
    }
    if (MEASURES[measure].read !== 'peak') return last.values[column];
    const since = last.at - this.#options.idle.afterSeconds;
    // Nobody watched for as long as it takes to say that it is idle.
    if ((this.#entries[0]?.at ?? Infinity) > since) return undefined;
    const peaks = this.#entries
      .filter(({ at }) => at >= since)
      .map(({ values }) => values[column] ?? NaN)
      .filter(value => !Number.isNaN(value));
    return peaks.length > 0 ? Math.max(...peaks) : undefined;
  }

  #columnsOf(measure: MeasureName): [number, Column][] {
    return this.#described.flatMap((column, index): [number, Column][] =>
      column.measure === measure ? [[index, column]] : [],
    );
  }

  #column(measure: MeasureName, le?: number): number {
    const key = le === undefined ? measure : `${measure} ${le}`;
    const known = this.#columns.get(key);
    if (known !== undefined) return known;
    const index = this.#described.length;
    this.#columns.set(key, index);
    this.#described.push({ measure, ...(le !== undefined && { le }) });
    return index;
  }
}

/** What else a device's value stands for. */
function counted(measure: MeasureName, value: number): [MeasureName, number][] {
  if (measure === 'gpuBusy')
    return [
      ['gpuBusyDevices', 1],
      ['gpuPeak', value],
    ];
  return measure === 'gpuMemoryUsed' ? [['gpuDevices', 1]] : [];
}

function put(
  known: number | undefined,
  value: number,
  how: 'sum' | 'max',
): number {
  if (known === undefined || Number.isNaN(known)) return value;
  return how === 'sum' ? known + value : Math.max(known, value);
}
