import type {
  Figure,
  FigureName,
  FigureSeries,
  GpuProductActivity,
} from '../../api/types';
import type { PodRecord } from '../../observed/pod';
import type { SeriesAnswer } from '../answers';
import { FIGURE_RULES } from '../figures/rules';
import type { IdleRule } from '../idle';
import { seriesWindow, type MeasureName } from '../measures';
import type { PodSample } from '../samples';

/** The samples of one product's devices in one cluster. */
export type DeviceSamples = (
  measure: MeasureName,
  product: string | undefined,
) => readonly PodSample[];

interface ProductFacts {
  readonly name: string;
  samples(measure: MeasureName): readonly PodSample[];
  past(measure: MeasureName): SeriesAnswer | undefined;
  podOf(namespace: string, pod: string): PodRecord | undefined;
  readonly confirmedAt: string;
  readonly idle: IdleRule;
  readonly now: Date;
}

/** How busy the devices of one product are. */
export function productActivity(facts: ProductFacts): GpuProductActivity {
  const { samples } = facts;
  const series = utilizationSeries(facts);
  return {
    product: facts.name,
    devices: sumOf(samples('gpuDevices')) ?? 0,
    held: sumOf(samples('gpuDevices').filter(one => holds(one, facts))) ?? 0,
    utilization: figure('gpuUtilization', facts),
    memoryUsed: figure('gpuMemoryUsed', facts),
    memoryShare: figure('gpuMemoryShare', facts),
    power: figure('power', facts),
    ...(series && { utilizationSeries: series }),
    idle: idleDevices(facts),
  };
}

/** Without that label an exporter's own pod stands in its place. */
function holds({ namespace, pod }: PodSample, facts: ProductFacts): boolean {
  const record = pod ? facts.podOf(namespace, pod) : undefined;
  return record !== undefined && Object.keys(record.requests).length > 0;
}

function figure(
  name: FigureName,
  { samples, confirmedAt }: ProductFacts,
): Figure {
  const { unit, compute } = FIGURE_RULES[name];
  const value = compute({
    value: measure => sumOf(samples(measure)),
    buckets: () => [],
  });
  return typeof value === 'number'
    ? { status: 'value', value, unit, confirmedAt }
    : {
        status: 'noData',
        unit,
        reason: 'notReported',
        message: 'The exporter of these GPUs does not report it.',
        confirmedAt,
      };
}

function idleDevices(facts: ProductFacts): GpuProductActivity['idle'] {
  const { idle, now, samples } = facts;
  const rule = { belowShare: idle.belowShare, afterSeconds: idle.afterSeconds };
  const peaks = samples('gpuPeak');
  if (peaks.length === 0) {
    return {
      ...rule,
      message: 'Use was not watched for long enough to say which are idle.',
    };
  }
  const idlePods = new Set(
    peaks
      .filter(({ namespace, pod, value }) => {
        const record = facts.podOf(namespace, pod);
        const heldFor =
          (now.getTime() - Date.parse(record?.meta.createdAt ?? '')) / 1000;
        return value < idle.belowShare && heldFor >= idle.afterSeconds;
      })
      .map(({ namespace, pod }) => `${namespace}/${pod}`),
  );
  const devices = samples('gpuDevices').filter(
    one => idlePods.has(`${one.namespace}/${one.pod}`) && holds(one, facts),
  );
  return { ...rule, devices: sumOf(devices) ?? 0 };
}

function utilizationSeries({ past }: ProductFacts): FigureSeries | undefined {
  const [busy, devices] = [past('gpuBusy'), past('gpuBusyDevices')];
  if (busy?.status !== 'ok' || devices?.status !== 'ok') return undefined;
  const { from, step, count } = busy.grid;
  const at = (answer: typeof busy, index: number) => {
    const known = answer.series
      .map(({ values }) => values[index] ?? NaN)
      .filter(value => Number.isFinite(value));
    return known.length > 0
      ? known.reduce((sum, value) => sum + value, 0)
      : NaN;
  };
  const values = Array.from({ length: count }, (_, index) => {
    const share = at(busy, index) / at(devices, index);
    return Number.isFinite(share) ? share : null;
  });
  return {
    unit: 'ratio',
    from: new Date(from * 1000).toISOString(),
    stepSeconds: step,
    windowSeconds: seriesWindow('gpuBusy', step),
    values,
    ...(busy.since && { sinceObservation: busy.since }),
  };
}

function sumOf(samples: readonly PodSample[]): number | undefined {
  if (samples.length === 0) return undefined;
  return samples.reduce((sum, { value }) => sum + value, 0);
}
