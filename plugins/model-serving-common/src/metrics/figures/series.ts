import type { FigureName, FigureSeries } from '../../api/types';
import type { MetricsAnswers, SeriesAnswer } from '../answers';
import { addBuckets } from '../histogram';
import { MEASURES, seriesWindow, type MeasureName } from '../measures';
import { podSetOf, type SetSeries, type TimeGrid } from '../samples';
import type { MetricsRow } from '../rows';
import { FIGURE_RULES } from './rules';

/** What a ReplicaSet puts before the names of its pods: letters that spell no words. */
const TEMPLATE_HASH = /^[bcdfghjklmnpqrstvwxz2456789]{5,10}$/;

/** The measures that the series of some figures are made of. */
export function measuresOf(names: readonly FigureName[]): MeasureName[] {
  return [
    ...new Set(
      names.flatMap(name => {
        const { measures, also = [] } = FIGURE_RULES[name];
        return [...measures, ...also];
      }),
    ),
  ];
}

/** What pods of a row, and of earlier versions of its workload, are called. */
function setsOf(row: MetricsRow): readonly string[] {
  const sets = row.pods.flatMap(({ meta }) => {
    const set = podSetOf(meta.name);
    const base = row.isOnly ? baseOf(set) : undefined;
    return base ? [set, base] : [set];
  });
  return [...new Set(sets)];
}

/**
 * What the pods of a row are asked for by: of a Deployment its name, which is
 * the same in every cluster.
 */
export function beginningsOf(row: MetricsRow): readonly string[] {
  const sets = row.pods.map(({ meta }) => podSetOf(meta.name));
  return [...new Set(sets.map(set => baseOf(set) ?? set))];
}

/** Of a ReplicaSet, what its Deployment's other ReplicaSets begin with too. */
function baseOf(set: string): string | undefined {
  const end = set.lastIndexOf('-');
  return end > 0 && TEMPLATE_HASH.test(set.slice(end + 1))
    ? set.slice(0, end)
    : undefined;
}

/**
 * The series of one figure of one row; `undefined` where no source has one.
 * That of a workload's only version goes on with those before it; of versions
 * whose pods have the same names, the past cannot be told apart.
 */
export function seriesOf(
  name: FigureName,
  row: MetricsRow,
  answers: MetricsAnswers,
  costPerHour: number | undefined,
): FigureSeries | undefined {
  if (row.sharesNames) return undefined;
  const rule = FIGURE_RULES[name];
  const wanted = setsOf(row);
  const found = new Map<MeasureName, readonly SetSeries[]>();
  let grid: TimeGrid | undefined;
  let since: string | undefined;
  for (const measure of measuresOf([name])) {
    for (const answer of answers.past(row.cluster.name, measure)) {
      const own = ownSeries(answer, row, wanted);
      if (answer.status !== 'ok' || own.length === 0) continue;
      found.set(measure, own);
      grid ??= answer.grid;
      since ??= answer.since;
      break;
    }
  }
  if (!grid || !rule.measures.every(measure => found.has(measure))) {
    return undefined;
  }
  const { from, step, count } = grid;
  const values = Array.from({ length: count }, (_, index) => {
    const value = rule.compute({
      value: measure => valueAt(measure, found.get(measure) ?? [], index),
      buckets: measure =>
        addBuckets(
          (found.get(measure) ?? []).map(({ le, values: of }) => ({
            ...(le !== undefined && { le }),
            value: of[index] ?? NaN,
          })),
        ),
      ...(costPerHour !== undefined && { costPerHour }),
    });
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  });
  const [measure] = measuresOf([name]);
  return {
    unit: rule.unit,
    from: new Date(from * 1000).toISOString(),
    stepSeconds: step,
    windowSeconds: measure ? seriesWindow(measure, step) : step,
    values,
    ...(since && { sinceObservation: since }),
  };
}

function ownSeries(
  answer: SeriesAnswer,
  { cluster, workload, isOnly }: MetricsRow,
  sets: readonly string[],
): readonly SetSeries[] {
  if (answer.status !== 'ok') return [];
  return answer.series.filter(
    series =>
      series.cluster === cluster.name &&
      series.namespace === (workload.namespace ?? '') &&
      (sets.includes(series.set) ||
        (isOnly && sets.includes(baseOf(series.set) ?? ''))),
  );
}

function valueAt(
  measure: MeasureName,
  series: readonly SetSeries[],
  index: number,
): number | undefined {
  const values = series
    .map(({ values: of }) => of[index] ?? NaN)
    .filter(value => Number.isFinite(value));
  if (values.length === 0) return undefined;
  return MEASURES[measure].combine === 'sum'
    ? values.reduce((sum, value) => sum + value, 0)
    : Math.max(...values);
}
