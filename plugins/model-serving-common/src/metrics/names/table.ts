import { MEASURES, MEASURE_NAMES } from '../measures';
import type { MeasureName } from '../measures';
import { NIM, OPEN_TELEMETRY, SGLANG, TGI, TRITON } from './engines';
import { AMD, DCGM } from './exporters';
import type { MetricAlternative, MetricNames } from './types';
import { VLLM } from './vllm';

/** Every measure with all names that it is known by, the best first. @public */
export type NamesTable = Readonly<
  Record<MeasureName, readonly MetricAlternative[]>
>;

/**
 * Puts tables together: what comes first wins where two names have the same
 * labels.
 *
 * @public
 */
export function mergeNames(...tables: readonly MetricNames[]): NamesTable {
  const merged = MEASURE_NAMES.map(name => [
    name,
    tables.flatMap(table => table[name] ?? []),
  ]);
  return Object.fromEntries(merged);
}

/** What is known without configuration. @public */
export const DEFAULT_NAMES: NamesTable = mergeNames(
  VLLM,
  SGLANG,
  TGI,
  TRITON,
  NIM,
  OPEN_TELEMETRY,
  DCGM,
  AMD,
);

/**
 * The table with what configuration says: a measure that it names is read from
 * these metrics and no others.
 *
 * @public
 */
export function overrideNames(
  table: NamesTable,
  overrides: MetricNames,
): NamesTable {
  return { ...table, ...overrides };
}

/** The names that a measure is read from. @public */
export function namesOf(
  table: NamesTable,
  measure: MeasureName,
): readonly MetricAlternative[] {
  return table[MEASURES[measure].from ?? measure];
}
