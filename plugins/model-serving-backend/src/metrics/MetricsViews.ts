import {
  figuresView,
  GPU_ACTIVITY_MEASURES,
  GPU_ACTIVITY_PAST,
  gpuActivityView,
  planFigures,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  FigureName,
  FiguresRequest,
  FiguresView,
  FleetSnapshot,
  GpuActivityRequest,
  GpuActivityView,
  MetricsSourceState,
  ViewRequest,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { MetricsConfig } from './config';
import type { FleetMetrics } from './FleetMetrics';
import { gridOf } from './ranges';

/** What a caller asks of metrics, as the OpenAPI document allows it. */
export interface MetricsQuery {
  readonly range?: FiguresView['range'];
  readonly series?: readonly FigureName[];
  readonly cluster?: string;
}

/** What the API says of metrics, to those who were asked for before. */
export class MetricsViews {
  readonly #metrics: FleetMetrics;
  readonly #config: Pick<MetricsConfig, 'refreshMs' | 'idle' | 'prices'>;

  static create(
    metrics: FleetMetrics,
    config: Pick<MetricsConfig, 'refreshMs' | 'idle' | 'prices'>,
  ): MetricsViews {
    return new MetricsViews(metrics, config);
  }

  private constructor(
    metrics: FleetMetrics,
    config: Pick<MetricsConfig, 'refreshMs' | 'idle' | 'prices'>,
  ) {
    this.#metrics = metrics;
    this.#config = config;
  }

  async figures(view: ViewRequest, query: MetricsQuery): Promise<FiguresView> {
    const { prices } = this.#config;
    const request: FiguresRequest = {
      ...this.#common(query),
      series: [...new Set(query.series ?? [])],
      ...(prices && { prices }),
    };
    const plan = planFigures(view, request);
    const { pastMeasures, sets, namespaces, clusters, measures } = plan;
    const answers = await this.#metrics.ask({
      clusters,
      measures,
      pods: { namespaces, sets },
      ...(pastMeasures.length > 0 && {
        past: {
          measures: pastMeasures,
          grid: gridOf(request.range, view.fleet.now),
        },
      }),
    });
    return figuresView(view, request, plan, answers);
  }

  async gpuActivity(
    fleet: FleetSnapshot,
    query: MetricsQuery,
    known: Pick<GpuActivityRequest, 'memory' | 'accelerators'>,
  ): Promise<GpuActivityView> {
    const request: GpuActivityRequest = { ...this.#common(query), ...known };
    const clusters = fleet.clusters
      .map(({ cluster }) => cluster.name)
      .filter(name => !query.cluster || name === query.cluster);
    const answers = await this.#metrics.ask({
      clusters,
      measures: GPU_ACTIVITY_MEASURES,
      past: {
        measures: GPU_ACTIVITY_PAST,
        grid: gridOf(request.range, fleet.now),
      },
    });
    return gpuActivityView(fleet, request, answers);
  }

  /** How the sources of a cluster did when they were asked last. */
  sourcesOf(cluster: string): readonly MetricsSourceState[] {
    return this.#metrics.sourcesOf(cluster);
  }

  #common({ range = '1h', cluster }: MetricsQuery) {
    const { idle, refreshMs } = this.#config;
    return {
      range,
      ...(cluster && { cluster }),
      refreshSeconds: refreshMs / 1000,
      idle,
    };
  }
}
