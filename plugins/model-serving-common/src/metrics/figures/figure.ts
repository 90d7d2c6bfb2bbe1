import { isReady } from '../../adapters/pods/explainPods';
import type { Figure, FigureName, FigureUnit } from '../../api/types';
import { isCounted, MEASURES, type MeasureName } from '../measures';
import type { AcceleratorPrices } from '../prices';
import { costOf } from '../prices';
import type { MetricsRow } from '../rows';
import type { RowMeasure, RowMeasures } from './rowMeasures';
import { FIGURE_RULES, type FigureRule } from './rules';

const COSTS: ReadonlySet<FigureName> = new Set([
  'costPerHour',
  'costUsedPerHour',
  'costPerMillionTokens',
]);

/** Figures of accelerators; those of costs are of them too. */
export function isOfDevices(name: FigureName): boolean {
  const { measures, also = [] } = FIGURE_RULES[name];
  return (
    COSTS.has(name) ||
    [...measures, ...also].some(measure => MEASURES[measure].of === 'device')
  );
}

/** Computes one figure of one row, or says why it cannot. */
export function figureOf(
  name: FigureName,
  row: MetricsRow,
  measures: RowMeasures,
  prices: AcceleratorPrices | undefined,
): Figure {
  const rule = FIGURE_RULES[name];
  const { unit } = rule;
  if (row.pods.length === 0) {
    return noData(unit, 'noPods', 'Nothing runs here that could report it.');
  }
  const cost = prices && costOf(row.gpus ?? [], prices);
  if (COSTS.has(name) && cost?.status !== 'known') {
    const of = cost ? cost.products.join(', ') : 'any accelerator';
    return noData(
      unit,
      'noPrice',
      `No price is configured for ${of}. A platform engineer can add it under modelServing.prices.`,
    );
  }
  if (name !== 'costPerHour' && isShared(row) && readsDevices(rule)) {
    return noData(
      unit,
      'ambiguous',
      'Several pods share this GPU, and its metrics cannot be told apart by pod.',
    );
  }
  const value = rule.compute({
    value: measure => measures.value(measure),
    buckets: measure => measures.buckets(measure),
    ...(cost?.status === 'known' && { costPerHour: cost.perHour }),
  });
  const used = [...rule.measures, ...(rule.also ?? [])].map(measure => ({
    measure,
    ...measures.get(measure),
  }));
  if (value === undefined) return whyNot(rule, row, used);
  const known = used.filter(({ status }) => status === 'known');
  const confirmedAt = oldest(known) ?? row.confirmedAt;
  if (confirmedAt === undefined) return whyNot(rule, row, used);
  if (value === 'noTraffic') {
    return {
      status: 'noTraffic',
      unit,
      confirmedAt,
      ...windowOf(rule, known),
      message: 'No requests came in this time.',
    };
  }
  const note = noteOf(name, row, known);
  return {
    status: 'value',
    value,
    unit,
    confirmedAt,
    ...windowOf(rule, known),
    ...(note && { note }),
  };
}

type Used = RowMeasure & { readonly measure: MeasureName };

function noData(
  unit: FigureUnit,
  reason: Extract<Figure, { status: 'noData' }>['reason'],
  message: string,
  confirmedAt?: string,
): Figure {
  return {
    status: 'noData',
    unit,
    reason,
    message,
    ...(confirmedAt && { confirmedAt }),
  };
}

/** The worst reason of those that kept it from being computed. */
function whyNot(rule: FigureRule, { pods }: MetricsRow, used: Used[]): Figure {
  const { unit, measures, isRate } = rule;
  const needed =
    measures.length > 0
      ? used.filter(({ measure }) => measures.includes(measure))
      : used;
  for (const one of needed) {
    if (one.status === 'error') {
      return { status: 'error', unit, message: one.message };
    }
  }
  if (needed.some(({ status }) => status === 'noSource')) {
    return noData(
      unit,
      'noSource',
      'No metrics source covers this cluster. A platform engineer can add one under modelServing.metrics.sources.',
    );
  }
  if (!readsDevices(rule) && !pods.some(isReady)) {
    return noData(unit, 'noPods', 'No replica is ready, so nothing serves.');
  }
  for (const one of needed) {
    if (one.status !== 'notYet') continue;
    return noData(
      unit,
      'notYet',
      'Modelfleet has only begun to ask; this takes two answers some time apart.',
      one.confirmedAt,
    );
  }
  const at = needed
    .map(one => ('confirmedAt' in one ? one.confirmedAt : undefined))
    .filter(one => one !== undefined)
    .sort()[0];
  return noData(
    unit,
    'notReported',
    isRate
      ? 'The metrics source has no such metric of these pods. Either the engine does not report it, or nothing collects it.'
      : 'The metrics source has no such metric of these pods.',
    at,
  );
}

function isShared({ gpus = [] }: MetricsRow): boolean {
  return gpus.some(
    ({ product, resourceName }) =>
      resourceName.endsWith('.shared') || /-SHARED(?:-|$)/.test(product),
  );
}

function readsDevices({ measures, also = [] }: FigureRule): boolean {
  return [...measures, ...also].some(
    measure => MEASURES[measure].of === 'device',
  );
}

function oldest(known: readonly Used[]): string | undefined {
  return known
    .map(one => ('confirmedAt' in one ? one.confirmedAt : undefined))
    .filter(at => at !== undefined)
    .sort()[0];
}

function windowOf(
  { isRate }: FigureRule,
  known: readonly Used[],
): { windowSeconds?: number } {
  if (!isRate) return {};
  for (const one of known) {
    if (one.status === 'known' && isCounted(one.measure)) {
      return { windowSeconds: one.windowSeconds };
    }
  }
  return {};
}

function noteOf(
  name: FigureName,
  { pods }: MetricsRow,
  known: readonly Used[],
): string | undefined {
  const notes: string[] = [];
  const counts = known.map(one => (one.status === 'known' ? one.pods : 0));
  const fewest = Math.min(pods.length, ...counts);
  if (counts.length > 0 && fewest < pods.length && name !== 'errorRate') {
    notes.push(`${fewest} of ${pods.length} pods report it.`);
  }
  const has = (measure: MeasureName) =>
    known.some(one => one.measure === measure);
  if (name === 'errorRate' && !has('errors') && !has('otherErrors')) {
    notes.push('Of HTTP answers, as the engine does not count its own errors.');
  }
  if (name === 'energyPer1000Tokens' && !has('gpuEnergy')) {
    notes.push('From the power of this moment, as no energy is counted.');
  }
  return notes.length > 0 ? notes.join(' ') : undefined;
}
