import type { Instant } from '../../api/types';
import type { MetricsAnswers } from '../answers';
import { addBuckets, type Bucket } from '../histogram';
import { isCounted, MEASURES, type MeasureName } from '../measures';
import type { MetricsRow } from '../rows';
import type { PodSample } from '../samples';

/** What is known of one measure of a row. */
export type RowMeasure =
  | {
      readonly status: 'known';
      readonly value: number;
      readonly buckets: readonly Bucket[];
      /** Pods that report it. */
      readonly pods: number;
      readonly source: string;
      readonly confirmedAt: Instant;
      readonly windowSeconds: number;
      /** When a source that keeps no past was asked first. */
      readonly since?: Instant;
    }
  | { readonly status: 'error'; readonly message: string }
  | { readonly status: 'noSource' }
  /** A rate needs two answers, and there was one. */
  | { readonly status: 'notYet'; readonly confirmedAt: Instant }
  | { readonly status: 'notReported'; readonly confirmedAt?: Instant };

/** Two rounds of scraping, even slow ones. */
const YOUNG_MS = 150_000;

/** The measures of a row, each asked for once. */
export class RowMeasures {
  readonly #row: MetricsRow;
  readonly #answers: MetricsAnswers;
  readonly #known = new Map<MeasureName, RowMeasure>();

  static create(row: MetricsRow, answers: MetricsAnswers): RowMeasures {
    return new RowMeasures(row, answers);
  }

  private constructor(row: MetricsRow, answers: MetricsAnswers) {
    this.#row = row;
    this.#answers = answers;
  }

  get(measure: MeasureName): RowMeasure {
    const known = this.#known.get(measure) ?? this.#find(measure);
    this.#known.set(measure, known);
    return known;
  }

  value(measure: MeasureName): number | undefined {
    const known = this.get(measure);
    return known.status === 'known' ? known.value : undefined;
  }

  buckets(measure: MeasureName): readonly Bucket[] {
    const known = this.get(measure);
    return known.status === 'known' ? known.buckets : [];
  }

  get sources(): readonly string[] {
    const ids = [...this.#known.values()].flatMap(known =>
      known.status === 'known' ? [known.source] : [],
    );
    return [...new Set(ids)];
  }

  /** The first source that has it; what the others lack is no loss then. */
  #find(measure: MeasureName): RowMeasure {
    const { cluster, pods } = this.#row;
    const answers = this.#answers.now(cluster.name, measure);
    if (answers.length === 0) return { status: 'noSource' };
    for (const answer of answers) {
      if (answer.status !== 'ok') continue;
      const byPod = pods
        .map(({ meta }) =>
          answer.samples.of(cluster.name, meta.namespace ?? '', meta.name),
        )
        .filter(samples => samples.length > 0);
      if (byPod.length > 0) {
        const { source, confirmedAt, windowSeconds, since } = answer;
        return {
          status: 'known',
          ...combined(measure, byPod.flat()),
          pods: byPod.length,
          source,
          confirmedAt,
          windowSeconds,
          ...(since && { since }),
        };
      }
    }
    const failed = answers.find(({ status }) => status === 'error');
    if (failed?.status === 'error') return failed;
    const [first] = answers;
    if (first?.status !== 'ok') return { status: 'notReported' };
    const { since, confirmedAt } = first;
    const isYoung =
      since !== undefined &&
      isCounted(measure) &&
      Date.parse(confirmedAt) - Date.parse(since) < YOUNG_MS;
    return { status: isYoung ? 'notYet' : 'notReported', confirmedAt };
  }
}

function combined(
  measure: MeasureName,
  samples: readonly PodSample[],
): { value: number; buckets: readonly Bucket[] } {
  const { read, combine } = MEASURES[measure];
  if (read === 'histogram') return { value: NaN, buckets: addBuckets(samples) };
  const values = samples.map(({ value }) => value);
  return {
    value:
      combine === 'sum'
        ? values.reduce((sum, value) => sum + value, 0)
        : Math.max(...values),
    buckets: [],
  };
}
