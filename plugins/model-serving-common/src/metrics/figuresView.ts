import { stringifyEntityRef } from '@backstage/catalog-model';
import type {
  Figure,
  FigureName,
  FigureRow,
  FiguresView,
  MetricsSourceState,
} from '../api/types';
import type { ViewRequest } from '../views/types';
import type { MetricsAnswers } from './answers';
import { figureOf, isOfDevices } from './figures/figure';
import { RowMeasures } from './figures/rowMeasures';
import { figureNames } from './figures/rules';
import { beginningsOf, measuresOf, seriesOf } from './figures/series';
import { idlenessOf, type IdleRule } from './idle';
import type { MeasureName } from './measures';
import { costOf, type AcceleratorPrices } from './prices';
import { metricsRows, type MetricsRow } from './rows';

/** What a view of figures is about. @public */
export interface FiguresRequest {
  readonly range: FiguresView['range'];
  readonly series: readonly FigureName[];
  /** Only this one. */
  readonly cluster?: string;
  readonly refreshSeconds: number;
  readonly idle: IdleRule;
  readonly prices?: AcceleratorPrices;
}

/** What must be asked of metrics for a view. @public */
export interface FiguresPlan {
  readonly rows: readonly MetricsRow[];
  readonly clusters: readonly string[];
  readonly measures: readonly MeasureName[];
  /** Measures of which the past is needed. */
  readonly pastMeasures: readonly MeasureName[];
  /** Beginnings of the names of their pods. */
  readonly sets: readonly string[];
  readonly namespaces: readonly string[];
}

/**
 * The first half of a view: which pods it is of, and what must be known of
 * them.
 *
 * @public
 */
export function planFigures(
  view: ViewRequest,
  request: FiguresRequest,
): FiguresPlan {
  const rows = metricsRows(view).filter(
    ({ cluster }) => !request.cluster || cluster.name === request.cluster,
  );
  return {
    rows,
    clusters: distinct(rows.map(({ cluster }) => cluster.name)),
    measures: distinct([
      ...measuresOf(figureNames()),
      'gpuPeak',
      'gpuLastBusy',
    ]),
    pastMeasures: measuresOf(request.series),
    sets: distinct(rows.flatMap(beginningsOf)).sort(),
    namespaces: distinct(
      rows.map(({ workload }) => workload.namespace ?? '').filter(Boolean),
    ),
  };
}

/** The second half: what the answers say. @public */
export function figuresView(
  view: ViewRequest,
  request: FiguresRequest,
  plan: FiguresPlan,
  answers: MetricsAnswers,
): FiguresView {
  const { prices } = request;
  const sources = new Map<string, MetricsSourceState>();
  for (const cluster of plan.clusters) {
    for (const source of answers.sources(cluster)) {
      sources.set(source.id, source);
    }
  }
  return {
    entityRef: stringifyEntityRef(view.entity),
    range: request.range,
    refreshSeconds: request.refreshSeconds,
    items: plan.rows.map(row =>
      figureRow(row, request, answers, view.fleet.now),
    ),
    sources: [...sources.values()],
    ...(prices && {
      prices: { currency: prices.currency, source: prices.source },
    }),
  };
}

function figureRow(
  row: MetricsRow,
  request: FiguresRequest,
  answers: MetricsAnswers,
  now: Date,
): FigureRow {
  const measures = RowMeasures.create(row, answers);
  const hasGpus = row.gpus?.some(({ used }) => used > 0) ?? false;
  const names = figureNames().filter(
    name => hasGpus || row.pods.length === 0 || !isOfDevices(name),
  );
  const figures: Partial<Record<FigureName, Figure>> = {};
  for (const name of names) {
    figures[name] = figureOf(name, row, measures, request.prices);
  }
  const idle = idlenessOf(row, measures, request.idle, now);
  return {
    cluster: row.cluster,
    ...(row.service && { service: row.service }),
    workload: row.workload,
    ...(row.revision && { revision: row.revision }),
    // What ends serves to its end, and counts in figures; it is no replica.
    pods: row.pods.filter(({ meta }) => !meta.deletedAt).length,
    ...(row.gpus && { gpus: [...row.gpus] }),
    engine: row.runtime,
    sources: [...measures.sources],
    figures,
    ...(request.series.length > 0 && {
      series: seriesOfRow(row, request, answers),
    }),
    idle,
  };
}

function seriesOfRow(
  row: MetricsRow,
  { series, prices }: FiguresRequest,
  answers: MetricsAnswers,
): NonNullable<FigureRow['series']> {
  const cost = prices && costOf(row.gpus ?? [], prices);
  const perHour = cost?.status === 'known' ? cost.perHour : undefined;
  const found: NonNullable<FigureRow['series']> = {};
  for (const name of series) {
    const one = seriesOf(name, row, answers, perHour);
    if (one) found[name] = one;
  }
  return found;
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
