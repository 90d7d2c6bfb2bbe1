import type { FigureName, FigureUnit } from '../../api/types';
import { histogramQuantile, type Bucket } from '../histogram';
import type { MeasureName } from '../measures';

/** The measures of a row, added up over its pods. */
export interface MeasureValues {
  value(measure: MeasureName): number | undefined;
  buckets(measure: MeasureName): readonly Bucket[];
  /** What the row's accelerators cost in an hour. */
  readonly costPerHour?: number;
}

/** A number; `noTraffic`: nothing was asked of the model; `undefined`: not known. */
export type Computed = number | 'noTraffic' | undefined;

/** How a figure is made of measures. */
export interface FigureRule {
  readonly unit: FigureUnit;
  /** Without one of these there is nothing to compute it from. */
  readonly measures: readonly MeasureName[];
  /** What else is looked at where it is there. */
  readonly also?: readonly MeasureName[];
  /** It is made of rates. */
  readonly isRate: boolean;
  compute(values: MeasureValues): Computed;
}

const WATT_SECONDS = 3_600;

/** All figures. Formulas are those of `docs/metrics.md`. */
export const FIGURE_RULES: Readonly<Record<FigureName, FigureRule>> = {
  gpuUtilization: {
    unit: 'ratio',
    measures: ['gpuBusy', 'gpuBusyDevices'],
    isRate: false,
    compute: values => utilization(values),
  },
  gpuMemoryUsed: plain('bytes', 'gpuMemoryUsed'),
  gpuMemoryShare: {
    unit: 'ratio',
    measures: ['gpuMemoryUsed', 'gpuMemoryFree'],
    also: ['gpuMemoryReserved'],
    isRate: false,
    compute({ value }) {
      const used = value('gpuMemoryUsed') ?? NaN;
      const rest =
        (value('gpuMemoryFree') ?? NaN) + (value('gpuMemoryReserved') ?? 0);
      return finite(used / (used + rest));
    },
  },
  kvCacheUsage: plain('ratio', 'kvCache'),
  power: plain('watts', 'gpuPower'),
  requestRate: {
    unit: 'requestsPerSecond',
    measures: ['requests'],
    also: ['otherErrors'],
    isRate: true,
    compute: values => allRequests(values),
  },
  outputTokenRate: {
    unit: 'tokensPerSecond',
    measures: ['outputTokens'],
    isRate: true,
    compute: ({ value }) => value('outputTokens'),
  },
  ttftP50: quantile(0.5, 'ttft'),
  ttftP95: quantile(0.95, 'ttft'),
  interTokenLatencyP50: quantile(0.5, 'interTokenLatency'),
  interTokenLatencyP95: quantile(0.95, 'interTokenLatency'),
  queued: plain('requests', 'queued'),
  running: plain('requests', 'running'),
  errorRate: {
    unit: 'ratio',
    measures: [],
    also: ['requests', 'errors', 'otherErrors', 'httpRequests', 'httpErrors'],
    isRate: true,
    compute: errorRate,
  },
  abortRate: {
    unit: 'ratio',
    measures: ['requests', 'aborts'],
    also: ['otherErrors'],
    isRate: true,
    compute: values => shareOf(values.value('aborts'), allRequests(values)),
  },
  energyPer1000Tokens: {
    unit: 'wattHoursPer1000Tokens',
    measures: ['outputTokens'],
    also: ['gpuEnergy', 'gpuPower'],
    isRate: true,
    compute({ value }) {
      // The counter of energy misses nothing; power is a sample of it.
      const watts = value('gpuEnergy') ?? value('gpuPower');
      const tokens = value('outputTokens');
      if (watts === undefined || tokens === undefined) return undefined;
      if (tokens === 0) return 'noTraffic';
      return (watts / tokens) * (1_000 / WATT_SECONDS);
    },
  },
  costPerHour: {
    unit: 'currencyPerHour',
    measures: [],
    isRate: false,
    compute: ({ costPerHour }) => costPerHour,
  },
  costUsedPerHour: {
    unit: 'currencyPerHour',
    measures: ['gpuBusy', 'gpuBusyDevices'],
    isRate: false,
    compute(values) {
      const used = utilization(values);
      return used === undefined || values.costPerHour === undefined
        ? undefined
        : used * values.costPerHour;
    },
  },
  costPerMillionTokens: {
    unit: 'currencyPerMillionTokens',
    measures: ['outputTokens'],
    isRate: true,
    compute({ value, costPerHour }) {
      const tokens = value('outputTokens');
      if (tokens === undefined || costPerHour === undefined) return undefined;
      if (tokens === 0) return 'noTraffic';
      return (costPerHour / (tokens * 3_600)) * 1_000_000;
    },
  },
};

function plain(unit: FigureUnit, measure: MeasureName): FigureRule {
  return {
    unit,
    measures: [measure],
    isRate: false,
    compute: ({ value }) => value(measure),
  };
}

function quantile(share: number, measure: MeasureName): FigureRule {
  return {
    unit: 'seconds',
    measures: [measure],
    isRate: true,
    compute({ buckets }) {
      const own = buckets(measure);
      const total = own.find(({ le }) => le === Infinity)?.value;
      if (total === 0) return 'noTraffic';
      return histogramQuantile(share, own);
    },
  };
}

function utilization({ value }: MeasureValues): number | undefined {
  return finite((value('gpuBusy') ?? NaN) / (value('gpuBusyDevices') ?? NaN));
}

/** Some engines count failures apart from what they call requests. */
function allRequests({ value }: MeasureValues): number | undefined {
  const requests = value('requests');
  return requests === undefined
    ? undefined
    : requests + (value('otherErrors') ?? 0);
}

/** The engine's own count; where it has none, what its HTTP server answered. */
function errorRate(values: MeasureValues): Computed {
  const { value } = values;
  const [errors, others] = [value('errors'), value('otherErrors')];
  const own =
    errors === undefined && others === undefined
      ? undefined
      : (errors ?? 0) + (others ?? 0);
  if (own !== undefined && allRequests(values) !== undefined) {
    return shareOf(own, allRequests(values));
  }
  const http = value('httpRequests');
  return http === undefined
    ? undefined
    : shareOf(value('httpErrors') ?? 0, http);
}

function shareOf(
  part: number | undefined,
  whole: number | undefined,
): Computed {
  if (part === undefined || whole === undefined) return undefined;
  return whole === 0 ? 'noTraffic' : finite(part / whole);
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

/** Names of all figures. @public */
export function figureNames(): readonly FigureName[] {
  return Object.keys(FIGURE_RULES).filter(isFigureName);
}

function isFigureName(name: string): name is FigureName {
  return Object.hasOwn(FIGURE_RULES, name);
}
