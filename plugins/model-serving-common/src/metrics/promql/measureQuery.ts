import type { SampleLabels } from '../labels';
import { LAST_BUSY_SECONDS, MEASURES, seriesWindow } from '../measures';
import type { MeasureName } from '../measures';
import { namesOf, type MetricAlternative, type NamesTable } from '../names';
import { duration, labelName, oneOf, quote, selector } from './matchers';
import type { Matcher } from './matchers';

/** How a store is asked. @public */
export interface QueryScope {
  readonly names: NamesTable;
  readonly labels: SampleLabels;
  /** The label that tells clusters apart; absent for a store of one cluster. */
  readonly clusterLabel?: string;
  /** Values of that label; all that have one when there are very many. */
  readonly clusters: readonly string[];
  /** Of engines' pods; all when there are very many. Empty: all. */
  readonly namespaces: readonly string[];
  /** When accelerators count as idle. */
  readonly idle: {
    readonly belowShare: number;
    readonly afterSeconds: number;
  };
}

/** @public */
export type QueryTime =
  /** Rates and quantiles are over the window. */
  | {
      readonly of: 'now';
      readonly windowSeconds: number;
      /** Only pods whose names begin so; absent: all. */
      readonly sets?: readonly string[];
    }
  /** One value a step: gauges as their mean over it, so that none is missed. */
  | {
      readonly of: 'past';
      readonly stepSeconds: number;
      /** Only pods whose names begin so; absent: by product, not by pod. */
      readonly sets?: readonly string[];
    };

/** With `s`, as a label may have several lines. */
const ANYTHING = '(?s:(.+))';

const LAST_BUSY_STEP = 300;

/** The labels of an answer. @public */
export const ANSWER_LABELS = {
  namespace: 'mf_namespace',
  pod: 'mf_pod',
  set: 'mf_set',
  product: 'mf_product',
  scale: 'mf_scale',
} as const;

/**
 * The query for one measure of all pods of all clusters of a store.
 *
 * @public
 */
export function measureQuery(
  measure: MeasureName,
  scope: QueryScope,
  time: QueryTime,
): string {
  const rule = MEASURES[measure];
  const union = namesOf(scope.names, measure)
    .map(alternative => readOf(measure, alternative, scope, time))
    .join(' or ');
  const values = rule.read === 'lastBusy' ? lastOver(union, scope) : union;
  const aggregate = rule.read === 'count' ? 'count' : rule.combine;
  return `${aggregate} by (${groupOf(measure, scope, time)}) (${relabelled(
    values,
    scope.labels,
    rule.of === 'device',
    time,
  )})`;
}

/** When the values were last over the idle limit, to a step. */
function lastOver(values: string, { idle }: QueryScope): string {
  const range = `${duration(LAST_BUSY_SECONDS)}:${duration(LAST_BUSY_STEP)}`;
  return `max_over_time(timestamp((${values}) >= ${idle.belowShare})[${range}])`;
}

function readOf(
  measure: MeasureName,
  alternative: MetricAlternative,
  scope: QueryScope,
  time: QueryTime,
): string {
  const { read } = MEASURES[measure];
  const matchers = matchersOf(measure, alternative, scope, time);
  const { metric, scale = 1 } = alternative;
  const window =
    time.of === 'now'
      ? time.windowSeconds
      : seriesWindow(measure, time.stepSeconds);
  switch (read) {
    case 'gauge':
    case 'count': {
      const gauge =
        time.of === 'now'
          ? selector(metric, matchers)
          : `avg_over_time(${selector(metric, matchers, time.stepSeconds)})`;
      return scaled(gauge, scale);
    }
    case 'counter':
      return scaled(`rate(${selector(metric, matchers, window)})`, scale);
    case 'histogram':
      return marked(
        `rate(${selector(`${metric}_bucket`, matchers, window)})`,
        scale,
      );
    case 'peak':
      return scaled(
        `max_over_time(${selector(metric, matchers, scope.idle.afterSeconds)})`,
        scale,
      );
    default:
      // For `lastBusy`, of each step.
      return scaled(
        `max_over_time(${selector(metric, matchers, LAST_BUSY_STEP)})`,
        scale,
      );
  }
}

function scaled(expression: string, scale: number): string {
  return scale === 1 ? expression : `${expression} * ${scale}`;
}

/** Bounds cannot be multiplied in a query: the factor goes along with them. */
function marked(expression: string, scale: number): string {
  if (scale === 1) return expression;
  const label = quote(ANSWER_LABELS.scale);
  return `label_replace(${expression}, ${label}, ${quote(
    String(scale),
  )}, "", "")`;
}

function matchersOf(
  measure: MeasureName,
  { where = {}, whereMatches = {} }: MetricAlternative,
  { clusterLabel, clusters, namespaces, labels }: QueryScope,
  time: QueryTime,
): readonly Matcher[] {
  const matchers: Matcher[] = [];
  if (clusterLabel) {
    const some = oneOf(clusterLabel, clusters);
    matchers.push(
      ...(some.length > 0 ? some : [{ label: clusterLabel, isNot: '' }]),
    );
  }
  // A device's own labels name the pod in one of several ways, and free
  // devices in none: they are told apart in the answer.
  if (MEASURES[measure].of === 'engine') {
    const [namespace] = labels.namespace.slice(-1);
    const [pod] = labels.pod.slice(-1);
    if (namespace && namespaces.length > 0) {
      matchers.push(...oneOf(namespace, namespaces));
    }
    if (pod && time.sets) {
      matchers.push(...startsWith(pod, time.sets));
    }
  }
  return [
    ...matchers,
    ...Object.entries(where).map(([label, is]) => ({ label, is })),
    ...Object.entries(whereMatches).map(([label, matches]) => ({
      label,
      matches,
    })),
  ];
}

function startsWith(label: string, sets: readonly string[]): Matcher[] {
  return oneOf(label, sets).map(matcher =>
    'matches' in matcher
      ? { label, matches: `(${matcher.matches})-.+` }
      : matcher,
  );
}

function groupOf(
  measure: MeasureName,
  { clusterLabel }: QueryScope,
  time: QueryTime,
): string {
  const { of, read } = MEASURES[measure];
  const bySet = time.of === 'past' && time.sets !== undefined;
  const byPod = time.of === 'now';
  return [
    ...(clusterLabel ? [labelName(clusterLabel)] : []),
    ...(byPod ? [ANSWER_LABELS.namespace, ANSWER_LABELS.pod] : []),
    ...(bySet ? [ANSWER_LABELS.namespace, ANSWER_LABELS.set] : []),
    ...(of === 'device' && !bySet ? [ANSWER_LABELS.product] : []),
    ...(read === 'histogram' ? ['le', ANSWER_LABELS.scale] : []),
  ].join(', ');
}

/** Gives the labels by which pods are told apart one name each. */
function relabelled(
  expression: string,
  labels: SampleLabels,
  isDevice: boolean,
  time: QueryTime,
): string {
  const byProduct = time.of === 'past' && !time.sets;
  const bySet = time.of === 'past' && time.sets;
  let result = expression;
  if (!byProduct) {
    const { namespace, pod } = ANSWER_LABELS;
    result = firstOf(result, namespace, labels.namespace);
    result = firstOf(result, pod, labels.pod);
    if (bySet) {
      result = replaced(result, ANSWER_LABELS.set, pod, '(?s:(.+)-[^-]+)');
    }
  }
  return isDevice && !bySet
    ? firstOf(result, ANSWER_LABELS.product, labels.product)
    : result;
}

/** The last that is written stays: those that count most come last. */
function firstOf(
  expression: string,
  target: string,
  names: readonly string[],
): string {
  return [...names]
    .reverse()
    .reduce(
      (inner, name) => replaced(inner, target, name, ANYTHING),
      expression,
    );
}

function replaced(
  expression: string,
  target: string,
  source: string,
  pattern: string,
): string {
  return `label_replace(${expression}, ${quote(target)}, "$1", ${quote(
    labelName(source),
  )}, ${quote(pattern)})`;
}
