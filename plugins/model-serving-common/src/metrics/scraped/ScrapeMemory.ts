import { isCounted, MEASURES, type MeasureName } from '../measures';
import {
  podSetOf,
  type PodSample,
  type SetSeries,
  type TimeGrid,
} from '../samples';
import { Subject, type SubjectName } from './Subject';
import type { Reading } from './readScrape';

/** How a memory of scrapes behaves. @public */
export interface ScrapeMemoryOptions {
  readonly cluster: string;
  readonly idle: {
    readonly belowShare: number;
    readonly afterSeconds: number;
  };
  /** Seconds between scrapes. */
  readonly interval: number;
  /** Pods that are remembered; later ones are not. */
  readonly mostSubjects: number;
}

/**
 * What was scraped from the pods of one cluster, and what follows from
 * consecutive scrapes. Bounded: some hours, in a fixed number of entries for
 * each pod, for so many pods.
 *
 * @public
 */
export class ScrapeMemory {
  readonly #options: ScrapeMemoryOptions;
  readonly #subjects = new Map<string, Subject>();
  /** By scraped pod, the last raw values of its counters. */
  readonly #raw = new Map<string, Map<string, number>>();
  #refused = 0;

  static create(options: ScrapeMemoryOptions): ScrapeMemory {
    return new ScrapeMemory(options);
  }

  private constructor(options: ScrapeMemoryOptions) {
    this.#options = options;
  }

  /** Pods that found no room at the last scrape. */
  get refused(): number {
    return this.#refused;
  }

  /**
   * Takes what one pod exposed.
   *
   * @param at - seconds since 1970.
   */
  record(target: string, readings: readonly Reading[], at: number): void {
    const before = this.#raw.get(target);
    const after = new Map<string, number>();
    const bySubject = new Map<Subject, Reading[]>();
    const gained = new Map<string, number>();
    for (const reading of readings) {
      const subject = this.#subject(reading);
      if (!subject) continue;
      if (isCounted(reading.measure)) {
        after.set(reading.key, reading.value);
        gained.set(reading.key, gain(before?.get(reading.key), reading.value));
      }
      const own = bySubject.get(subject);
      if (own) own.push(reading);
      else bySubject.set(subject, [reading]);
    }
    this.#raw.set(target, after);
    for (const [subject, own] of bySubject) subject.add(own, gained, at);
  }

  /** Forgets what was not seen for long, and thins the rest. */
  tidy(targets: ReadonlySet<string>, at: number): void {
    for (const target of this.#raw.keys()) {
      if (!targets.has(target)) this.#raw.delete(target);
    }
    for (const [key, subject] of this.#subjects) {
      subject.thin(at);
      if (subject.isEmpty) this.#subjects.delete(key);
    }
    this.#refused = 0;
  }

  now(measure: MeasureName, windowSeconds: number, at: number): PodSample[] {
    const { cluster } = this.#options;
    return [...this.#subjects.values()].flatMap(subject =>
      subject.now(measure, windowSeconds, at).map(({ le, value }) => ({
        cluster,
        ...subject.name,
        ...(le !== undefined && { le }),
        value,
      })),
    );
  }

  /** @param sets - beginnings of names of pods; absent: by product. */
  past(
    measure: MeasureName,
    grid: TimeGrid,
    sets?: ReadonlySet<string>,
  ): SetSeries[] {
    const { cluster } = this.#options;
    const groups = new Map<string, SetSeries & { values: number[] }>();
    for (const subject of this.#subjects.values()) {
      const { namespace, pod, product } = subject.name;
      const set = podSetOf(pod);
      if (sets && !sets.has(set) && !sets.has(podSetOf(set))) continue;
      for (const { le, values } of subject.past(measure, grid)) {
        const name = sets
          ? { namespace, set }
          : { namespace: '', set: '', ...(product && { product }) };
        const key = JSON.stringify([name, le]);
        const known = groups.get(key);
        if (known) combine(known.values, values, MEASURES[measure].combine);
        else {
          groups.set(key, {
            cluster,
            ...name,
            ...(le !== undefined && { le }),
            values,
          });
        }
      }
    }
    return [...groups.values()];
  }

  #subject(reading: Reading): Subject | undefined {
    const name: SubjectName = {
      namespace: reading.namespace,
      pod: reading.pod,
      ...(reading.product && { product: reading.product }),
    };
    const key = JSON.stringify([name.namespace, name.pod, name.product ?? '']);
    const known = this.#subjects.get(key);
    if (known) return known;
    if (this.#subjects.size >= this.#options.mostSubjects) {
      this.#refused += 1;
      return undefined;
    }
    const subject = Subject.create(name, this.#options);
    this.#subjects.set(key, subject);
    return subject;
  }
}

/** A counter that fell began again at 0; one that is new has gained nothing yet. */
function gain(before: number | undefined, now: number): number {
  if (before === undefined || Number.isNaN(now) || Number.isNaN(before)) {
    return 0;
  }
  return now >= before ? now - before : now;
}

function combine(
  into: number[],
  values: readonly number[],
  how: 'sum' | 'max',
): void {
  for (const [index, value] of values.entries()) {
    const own = into[index] ?? NaN;
    if (Number.isNaN(own)) into[index] = value;
    else if (!Number.isNaN(value)) {
      into[index] = how === 'sum' ? own + value : Math.max(own, value);
    }
  }
}
