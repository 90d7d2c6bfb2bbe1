import type { MeasureName } from '../measures';

/**
 * One name under which a measure is exposed. Where several alternatives have
 * the same labels, as an engine's old and new name of one metric, the first
 * counts.
 *
 * @public
 */
export interface MetricAlternative {
  /** As in the Prometheus text format; of a histogram without `_bucket`. */
  readonly metric: string;
  /** What its values, or a histogram's bounds, are multiplied by; default: 1. */
  readonly scale?: number;
  /** Only series with these labels. */
  readonly where?: Readonly<Record<string, string>>;
  /** Only series whose labels match these regular expressions as a whole. */
  readonly whereMatches?: Readonly<Record<string, string>>;
}

/** What exposes some measures, under which names. @public */
export type MetricNames = Readonly<
  Partial<Record<MeasureName, readonly MetricAlternative[]>>
>;
