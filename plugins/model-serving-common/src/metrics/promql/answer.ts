import { InputError } from '@backstage/errors';
import type { PodSample, SetSeries, TimeGrid } from '../samples';
import { ANSWER_LABELS } from './measureQuery';

type Labels = Readonly<Record<string, unknown>>;

/** What a store answered, before it is known of what. @public */
export interface StoreAnswer {
  readonly resultType: 'vector' | 'matrix';
  readonly result: readonly unknown[];
  /** In the store's own words: partial answers, dropped data. */
  readonly warnings: readonly string[];
}

/**
 * Reads the body of `/api/v1/query` and `/api/v1/query_range`.
 *
 * @throws InputError when it is none, or with the store's own words when it
 * says that it failed.
 * @public
 */
export function parseStoreAnswer(body: unknown): StoreAnswer {
  if (!isRecord(body)) throw new InputError('It is no JSON object');
  if (body.status !== 'success') {
    const words =
      typeof body.error === 'string' ? body.error : 'no reason given';
    throw new InputError(`The store refused the query: ${words.slice(0, 300)}`);
  }
  const { data, warnings } = body;
  if (!isRecord(data) || !Array.isArray(data.result)) {
    throw new InputError("It has no 'data.result'");
  }
  const { resultType } = data;
  if (resultType !== 'vector' && resultType !== 'matrix') {
    throw new InputError(`Its 'data.resultType' is '${String(resultType)}'`);
  }
  return {
    resultType,
    result: data.result,
    warnings: strings(warnings).map(words => words.slice(0, 300)),
  };
}

/** Which cluster a label's value stands for; `undefined`: none that is wanted. @public */
export type ClusterOf = (label: string | undefined) => string | undefined;

/** The samples of an instant query. @public */
export function readVector(
  answer: StoreAnswer,
  clusterLabel: string | undefined,
  clusterOf: ClusterOf,
): PodSample[] {
  const samples: PodSample[] = [];
  for (const entry of answer.result) {
    const labels = labelsOf(entry);
    const cluster = clusterOf(clusterLabel && text(labels, clusterLabel));
    if (cluster === undefined) continue;
    const product = text(labels, ANSWER_LABELS.product);
    const le = boundOf(labels);
    samples.push({
      cluster,
      namespace: text(labels, ANSWER_LABELS.namespace) ?? '',
      pod: text(labels, ANSWER_LABELS.pod) ?? '',
      ...(product && { product }),
      ...(le !== undefined && { le }),
      value: pairOf(isRecord(entry) ? entry.value : undefined).value,
    });
  }
  return samples;
}

/** The series of a range query, on its grid. @public */
export function readMatrix(
  answer: StoreAnswer,
  grid: TimeGrid,
  clusterLabel: string | undefined,
  clusterOf: ClusterOf,
): SetSeries[] {
  const series: SetSeries[] = [];
  for (const entry of answer.result) {
    const labels = labelsOf(entry);
    const cluster = clusterOf(clusterLabel && text(labels, clusterLabel));
    if (cluster === undefined) continue;
    const product = text(labels, ANSWER_LABELS.product);
    const le = boundOf(labels);
    series.push({
      cluster,
      namespace: text(labels, ANSWER_LABELS.namespace) ?? '',
      set: text(labels, ANSWER_LABELS.set) ?? '',
      ...(product && { product }),
      ...(le !== undefined && { le }),
      values: onGrid(isRecord(entry) ? entry.values : undefined, grid),
    });
  }
  return series;
}

function onGrid(pairs: unknown, { from, step, count }: TimeGrid): number[] {
  const values = new Array<number>(count).fill(NaN);
  if (!Array.isArray(pairs)) throw new InputError('A series has no values');
  for (const pair of pairs) {
    const { at, value } = pairOf(pair);
    const index = Math.round((at - from) / step);
    if (index >= 0 && index < count) values[index] = value;
  }
  return values;
}

/** A time in seconds and a number as text, `NaN` and `+Inf` among them. */
function pairOf(pair: unknown): { at: number; value: number } {
  if (!Array.isArray(pair) || typeof pair[0] !== 'number') {
    throw new InputError('A value is not a pair of a time and a text');
  }
  return { at: pair[0], value: numberOf(pair[1]) };
}

function numberOf(written: unknown): number {
  if (written === '+Inf' || written === 'Inf') return Infinity;
  if (written === '-Inf') return -Infinity;
  return typeof written === 'string' && written !== '' ? Number(written) : NaN;
}

function boundOf(labels: Labels): number | undefined {
  const le = text(labels, 'le');
  if (le === undefined) return undefined;
  const scale = Number(text(labels, ANSWER_LABELS.scale) ?? 1);
  return numberOf(le) * scale;
}

function labelsOf(entry: unknown): Labels {
  if (!isRecord(entry) || !isRecord(entry.metric)) {
    throw new InputError('A series has no labels');
  }
  return entry.metric;
}

function text(labels: Labels, name: string): string | undefined {
  const value = labels[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function strings(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter(item => typeof item === 'string')
    : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
