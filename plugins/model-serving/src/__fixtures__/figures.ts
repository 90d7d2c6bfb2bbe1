import type {
  Figure,
  FigureName,
  FigureRow,
  FigureSeries,
  FiguresView,
  FigureUnit,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { cluster, live, unreachable, type FixtureTime } from './clusters';

const UNITS: Partial<Record<FigureName, FigureUnit>> = {
  gpuUtilization: 'ratio',
  kvCacheUsage: 'ratio',
  errorRate: 'ratio',
  abortRate: 'ratio',
  requestRate: 'requestsPerSecond',
  outputTokenRate: 'tokensPerSecond',
  queued: 'requests',
  costPerHour: 'currencyPerHour',
  costUsedPerHour: 'currencyPerHour',
  costPerMillionTokens: 'currencyPerMillionTokens',
};

const BUSY: Partial<Record<FigureName, number>> = {
  requestRate: 11.3,
  outputTokenRate: 2486,
  ttftP50: 0.12,
  ttftP95: 0.27,
  interTokenLatencyP50: 0.017,
  interTokenLatencyP95: 0.027,
  queued: 0,
  kvCacheUsage: 0.19,
  errorRate: 0.002,
  abortRate: 0.008,
  gpuUtilization: 0.59,
  costPerHour: 6.4,
  costUsedPerHour: 3.8,
  costPerMillionTokens: 0.715,
};

const service = {
  entityRef: 'component:default/support-chat',
  title: 'Support chat',
};

/** A row for every face that the card has. */
export function everyFigure(time: FixtureTime): FiguresView {
  return {
    entityRef: 'model:default/llama-3.1-8b-instruct',
    range: '1h',
    refreshSeconds: 15,
    prices: { currency: 'EUR', source: 'configured' },
    sources: [
      {
        id: 'eu',
        type: 'prometheus',
        title: 'Prometheus of Europe',
        status: 'ok',
        warnings: ['PromQL info: metric might not be a counter'],
        confirmedAt: time.ago(20),
        keepsHistory: true,
      },
      {
        id: 'us',
        type: 'prometheus',
        title: 'Prometheus of America',
        status: 'error',
        message: 'It did not answer within 10 seconds.',
        warnings: [],
        confirmedAt: time.ago(900),
        keepsHistory: true,
      },
    ],
    items: [
      figureRow(time, 'cloud-eu', {
        service,
        revision: { name: 'n97vshl67v', current: false },
        figures: figures(time, BUSY),
      }),
      figureRow(time, 'cloud-eu', {
        service,
        revision: { name: 'k4fz2xq8cb', current: true },
        figures: figures(time, {
          ...BUSY,
          ttftP95: 0.2,
          interTokenLatencyP95: 0.034,
          queued: 3,
          errorRate: 0.031,
        }),
      }),
      figureRow(time, 'cloud-amd', {
        service,
        figures: {
          ...figures(time, { gpuUtilization: 0, costPerHour: 2.6 }),
          requestRate: {
            status: 'noTraffic',
            unit: 'requestsPerSecond',
            confirmedAt: time.ago(20),
            message: 'Nothing was asked in the last 5 minutes.',
          },
        },
        idle: {
          status: 'idle',
          since: time.ago(7200),
          share: 0.004,
          belowShare: 0.05,
          afterSeconds: 600,
          confirmedAt: time.ago(20),
        },
      }),
      figureRow(time, 'cloud-sa', {
        service,
        figures: {
          requestRate: {
            status: 'noData',
            unit: 'requestsPerSecond',
            reason: 'noSource',
            message: 'No metrics source covers this cluster.',
          },
        },
      }),
      figureRow(time, 'cloud-us', {
        service,
        figures: {
          requestRate: {
            status: 'error',
            unit: 'requestsPerSecond',
            message: 'Prometheus of America did not answer.',
          },
        },
      }),
      {
        ...figureRow(time, 'edge-plant', {
          figures: figures(time, { ...BUSY, requestRate: 1, ttftP95: 1.4 }),
        }),
        cluster: cluster('edge-plant', unreachable(time)),
        workload: {
          cluster: 'edge-plant',
          group: 'apps',
          kind: 'Deployment',
          namespace: 'vision',
          name: 'hand-made',
        },
      },
    ],
  };
}

/** As many clusters, the last one the slowest. */
export function manyFigures(time: FixtureTime, count: number): FiguresView {
  return {
    ...everyFigure(time),
    sources: [],
    items: Array.from({ length: count }, (_, index) =>
      figureRow(time, `store-${String(index).padStart(3, '0')}`, {
        service,
        figures: figures(time, { ...BUSY, ttftP95: 0.1 + index / 100 }),
      }),
    ),
  };
}

/** The same view, with courses as the charts ask for them. */
export function withSeries(
  view: FiguresView,
  names: readonly FigureName[],
  more: Partial<FigureSeries> = {},
): FiguresView {
  return {
    ...view,
    items: view.items.map((row, place) => ({
      ...row,
      series: Object.fromEntries(
        names.map((name): [string, FigureSeries] => [
          name,
          {
            unit: UNITS[name] ?? 'seconds',
            from: '2026-11-02T08:00:00.000Z',
            stepSeconds: 60,
            windowSeconds: 300,
            values: [0.1, 0.2, null, 0.3 + place],
            ...more,
          },
        ]),
      ),
    })),
  };
}

function figures(
  time: FixtureTime,
  values: Partial<Record<FigureName, number>>,
): FigureRow['figures'] {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]): [string, Figure] => [
      name,
      {
        status: 'value',
        value,
        unit:
          Object.entries(UNITS).find(([key]) => key === name)?.[1] ?? 'seconds',
        confirmedAt: time.ago(20),
      },
    ]),
  );
}

function figureRow(
  time: FixtureTime,
  name: string,
  row: Pick<FigureRow, 'figures'> & Partial<FigureRow>,
): FigureRow {
  return {
    cluster: cluster(name, live(time)),
    pods: 2,
    engine: 'vLLM',
    gpus: [
      {
        resourceName: 'nvidia.com/gpu',
        product: 'NVIDIA-H100-80GB-HBM3',
        used: 2,
        pending: 0,
      },
    ],
    idle: { status: 'unknown', message: 'Not measured.' },
    ...row,
  };
}
