import { indexedContext } from '../adapters/context';
import { RecordIndexes } from '../adapters/RecordIndexes';
import type {
  ClusterGpuActivity,
  GpuActivityView,
  GpuTotals,
  MetricsSourceState,
} from '../api/types';
import type { AcceleratorRule } from '../gpu/accelerators';
import type { ClusterSnapshot, FleetSnapshot } from '../fleet/snapshot';
import { podProjection, type PodRecord } from '../observed/pod';
import type { ViewMemory } from '../views/ViewMemory';
import type { MetricsAnswers } from './answers';
import { productActivity, type DeviceSamples } from './gpu/productActivity';
import type { IdleRule } from './idle';
import type { MeasureName } from './measures';
import { comparableProduct } from './prices';

/** What a view of GPU activity is about. @public */
export interface GpuActivityRequest {
  readonly range: GpuActivityView['range'];
  /** Only this one. */
  readonly cluster?: string;
  readonly refreshSeconds: number;
  readonly idle: IdleRule;
  readonly memory?: ViewMemory;
  readonly accelerators?: readonly AcceleratorRule[];
}

/** The measures that GPU activity is made of. @public */
export const GPU_ACTIVITY_MEASURES: readonly MeasureName[] = [
  'gpuBusy',
  'gpuBusyDevices',
  'gpuDevices',
  'gpuMemoryUsed',
  'gpuMemoryFree',
  'gpuMemoryReserved',
  'gpuPower',
  'gpuPeak',
];

/** Of these, those of which the past is shown. @public */
export const GPU_ACTIVITY_PAST: readonly MeasureName[] = [
  'gpuBusy',
  'gpuBusyDevices',
];

/** How busy the GPUs of each cluster are, whoever holds them. @public */
export function gpuActivityView(
  fleet: FleetSnapshot,
  request: GpuActivityRequest,
  answers: MetricsAnswers,
): GpuActivityView {
  const clusters = fleet.clusters
    .filter(
      ({ cluster }) => !request.cluster || cluster.name === request.cluster,
    )
    .sort((a, b) => a.cluster.title.localeCompare(b.cluster.title, 'en'));
  const sources = new Map<string, MetricsSourceState>();
  for (const { cluster } of clusters) {
    for (const source of answers.sources(cluster.name)) {
      sources.set(source.id, source);
    }
  }
  return {
    range: request.range,
    refreshSeconds: request.refreshSeconds,
    items: clusters.map(cluster =>
      clusterActivity(cluster, fleet.now, request, answers),
    ),
    sources: [...sources.values()],
  };
}

function clusterActivity(
  cluster: ClusterSnapshot,
  now: Date,
  request: GpuActivityRequest,
  answers: MetricsAnswers,
): ClusterGpuActivity {
  const { name, title } = cluster.cluster;
  const base = { cluster: cluster.cluster, products: [] };
  const all = answers.now(name, 'gpuDevices');
  if (all.length === 0) {
    return {
      ...base,
      status: 'noSource',
      message: `No metrics source covers ${title}. A platform engineer can add one under modelServing.metrics.sources.`,
    };
  }
  const answer = all.find(
    one => one.status === 'ok' && one.samples.in(name).length > 0,
  );
  if (answer?.status !== 'ok') {
    const failed = all.find(one => one.status === 'error');
    return failed?.status === 'error'
      ? { ...base, status: 'error', message: failed.message }
      : {
          ...base,
          status: 'noData',
          message: `The metrics source of ${title} has no metrics of GPUs. It needs those of NVIDIA's or AMD's exporter.`,
        };
  }
  const samples: DeviceSamples = (measure, product) => {
    const found = answers
      .now(name, measure)
      .find(one => one.status === 'ok' && one.source === answer.source);
    return found?.status === 'ok'
      ? found.samples.in(name).filter(one => one.product === product)
      : [];
  };
  const products = [
    ...new Set(answer.samples.in(name).map(({ product }) => product)),
  ];
  const totals = totalsOf(cluster, now, request);
  const pods = cluster.records(podProjection);
  return {
    cluster: cluster.cluster,
    status: 'ok',
    source: answer.source,
    confirmedAt: answer.confirmedAt,
    products: products
      .map(product =>
        productActivity({
          name: nameOf(product, totals),
          samples: measure => samples(measure, product),
          past: measure =>
            answers
              .past(name, measure)
              .filter(one => one.source === answer.source)
              .map(one =>
                one.status === 'ok'
                  ? {
                      ...one,
                      series: one.series.filter(
                        series =>
                          series.cluster === name && series.product === product,
                      ),
                    }
                  : one,
              )[0],
          podOf: (namespace, pod): PodRecord | undefined =>
            pods.get(`${namespace}/${pod}`),
          confirmedAt: answer.confirmedAt,
          idle: request.idle,
          now,
        }),
      )
      .sort((a, b) => a.product.localeCompare(b.product, 'en')),
  };
}

function totalsOf(
  cluster: ClusterSnapshot,
  now: Date,
  { memory, accelerators }: GpuActivityRequest,
): readonly GpuTotals[] {
  const context = indexedContext(cluster, now, {
    indexes: memory?.judged.indexes ?? RecordIndexes.create(),
    ...(accelerators && { accelerators }),
  });
  return context.gpus()?.totals ?? [];
}

/** As nodes spell it; a MIG slice has a profile after the product. */
function nameOf(
  product: string | undefined,
  totals: readonly GpuTotals[],
): string {
  if (product === undefined) return 'unknown';
  const wanted = comparableProduct(product);
  const known = totals.map(total => total.product);
  return (
    known.find(name => comparableProduct(name) === wanted) ??
    known.find(name => comparableProduct(name).startsWith(wanted)) ??
    product
  );
}
