import { parseExposition, type ExposedSample } from '../exposition';
import { firstLabel, type SampleLabels } from '../labels';
import { MEASURES, MEASURE_NAMES, type MeasureName } from '../measures';
import type { MetricAlternative, NamesTable } from '../names';

/** One series that a pod exposes, as far as it is a measure. @public */
export interface Reading {
  /** The same in each scrape of the same pod. */
  readonly key: string;
  readonly measure: MeasureName;
  readonly namespace: string;
  readonly pod: string;
  readonly product?: string;
  readonly le?: number;
  /** In the measure's unit. */
  readonly value: number;
}

/** What is needed to understand what a pod exposes. @public */
export interface ScrapeRules {
  readonly names: NamesTable;
  readonly labels: SampleLabels;
}

/** The measures that have metrics of their own. */
const EXPOSED = MEASURE_NAMES.filter(name => MEASURES[name].from === undefined);

/**
 * Reads what a pod exposes. Of engines it is about the pod itself, of
 * exporters about the pods that they name.
 *
 * @throws InputError when it is not of the text format.
 *
 * @public
 */
export function readScrape(
  text: string,
  target: { readonly namespace: string; readonly pod: string },
  { names, labels }: ScrapeRules,
): Reading[] {
  const wanted = new Set(
    EXPOSED.flatMap(measure =>
      names[measure].map(({ metric }) => exposedName(measure, metric)),
    ),
  );
  const byName = new Map<string, ExposedSample[]>();
  for (const sample of parseExposition(text, name => wanted.has(name))) {
    const same = byName.get(sample.name);
    if (same) same.push(sample);
    else byName.set(sample.name, [sample]);
  }
  return EXPOSED.flatMap(measure => {
    // As `or` of PromQL: of series with the same labels the first counts.
    const seen = new Set<string>();
    return names[measure].flatMap(alternative =>
      (byName.get(exposedName(measure, alternative.metric)) ?? []).flatMap(
        sample => {
          const signature = signatureOf(sample);
          if (seen.has(signature) || !isWanted(sample, alternative)) return [];
          seen.add(signature);
          return [
            {
              key: `${measure} ${sample.name} ${signature}`,
              measure,
              ...subjectOf(sample, measure, target, labels),
              ...valueOf(sample, measure, alternative.scale ?? 1),
            },
          ];
        },
      ),
    );
  });
}

function exposedName(measure: MeasureName, metric: string): string {
  return MEASURES[measure].read === 'histogram' ? `${metric}_bucket` : metric;
}

function isWanted(
  { labels }: ExposedSample,
  { where = {}, whereMatches = {} }: MetricAlternative,
): boolean {
  return (
    Object.entries(where).every(
      ([name, value]) => (labels[name] ?? '') === value,
    ) &&
    Object.entries(whereMatches).every(([name, pattern]) =>
      new RegExp(`^(?:${pattern})$`).test(labels[name] ?? ''),
    )
  );
}

function subjectOf(
  { labels }: ExposedSample,
  measure: MeasureName,
  target: { readonly namespace: string; readonly pod: string },
  names: SampleLabels,
): Pick<Reading, 'namespace' | 'pod' | 'product'> {
  if (MEASURES[measure].of === 'engine') {
    return { namespace: target.namespace, pod: target.pod };
  }
  const product = firstLabel(labels, names.product);
  return {
    namespace: firstLabel(labels, names.namespace) ?? '',
    pod: firstLabel(labels, names.pod) ?? '',
    ...(product && { product }),
  };
}

function valueOf(
  { labels, value }: ExposedSample,
  measure: MeasureName,
  scale: number,
): Pick<Reading, 'value' | 'le'> {
  if (MEASURES[measure].read !== 'histogram') return { value: value * scale };
  const le = labels.le ?? '';
  return { value, le: /^\+?inf$/i.test(le) ? Infinity : Number(le) * scale };
}

function signatureOf({ labels }: ExposedSample): string {
  return JSON.stringify(
    Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
