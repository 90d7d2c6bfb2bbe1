import {
  addBuckets,
  DEFAULT_LABELS,
  DEFAULT_NAMES,
  histogramQuantile,
  isCounted,
  MEASURE_NAMES,
  podSetOf,
  readScrape,
  ScrapeMemory,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  MeasureName,
  PodSample,
  SetSeries,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { EXPOSED_PODS, HOSTILE } from '../__fixtures__/exposedPods';
import {
  startPrometheus,
  whyNoPrometheus,
  type RealPrometheus,
} from '../__fixtures__/realPrometheus';
import { PrometheusSource } from './PrometheusSource';

const START = 1_763_899_200;
const INTERVAL = 15;
const END = START + 20 * 60;
const IDLE = { belowShare: 0.05, afterSeconds: 600 };
const NAMESPACES = [...new Set(EXPOSED_PODS.map(({ namespace }) => namespace))];
const SETS = [...new Set(EXPOSED_PODS.map(({ pod }) => podSetOf(pod)))];

/**
 * Of rates and quantiles: Prometheus extrapolates to the ends of a window, and
 * the scrapes' own computation does not. Gauges are the same.
 */
const RATE_TOLERANCE = 0.02;
/** Newer versions leave a window's first sample out of its mean. */
const MEAN_TOLERANCE = 0.1;
/** Looked for in steps of five minutes. */
const LAST_BUSY_TOLERANCE = 300 / END;

const missing = whyNoPrometheus();
const describeReal = missing ? describe.skip : describe;

describeReal(`with a real Prometheus${missing ? ` (${missing})` : ''}`, () => {
  let prometheus: RealPrometheus;

  beforeAll(async () => {
    prometheus = await startPrometheus({
      start: START,
      end: END,
      interval: INTERVAL,
    });
  }, 60_000);
  afterAll(async () => prometheus?.stop());

  function storeOf() {
    return PrometheusSource.create(
      {
        id: 'store',
        title: 'Store',
        type: 'prometheus',
        url: prometheus.url,
        clusterLabel: 'cluster',
        clusterNames: new Map(),
        labels: DEFAULT_LABELS,
        headers: {},
        params: {},
        timeoutMs: 20_000,
        mostSeries: 100_000,
      },
      DEFAULT_NAMES,
    );
  }

  const request = (measure: MeasureName, cluster: string) => ({
    measure,
    clusters: [cluster],
    namespaces: NAMESPACES,
    idle: IDLE,
    signal: new AbortController().signal,
  });

  async function stored(measure: MeasureName, cluster: string, at: number) {
    const { items } = await storeOf().now({
      ...request(measure, cluster),
      at: new Date(at * 1000),
      windowSeconds: 300,
    });
    return items;
  }

  describe.each(['honoured', 'renamed'])('labels %s', cluster => {
    it.each(MEASURE_NAMES)(
      'agrees with the scrapes of the same pods on %s',
      async measure => {
        // At the end, off a scrape, and within a window in which counters
        // began again.
        for (const at of [END, END - 7, START + 600]) {
          const samples = await stored(measure, cluster, at);
          expect([...new Set(samples.map(one => one.cluster))]).toEqual([
            cluster,
          ]);
          const found = keyed(samples);
          const wanted = keyed(scrapedUntil(at).now(measure, 300, at));
          expect(wanted.size).toBeGreaterThan(0);
          expect([...found.keys()].sort()).toEqual([...wanted.keys()].sort());
          for (const [key, value] of wanted) {
            expectNear(found.get(key), value, toleranceOf(measure), key);
          }
        }
      },
    );
  });

  it.each(['ttft', 'interTokenLatency'] as const)(
    'gives the same quantiles of %s as histogram_quantile',
    async measure => {
      const samples = await stored(measure, 'honoured', END);
      const own = samples.filter(({ pod }) => pod === 'old-0');
      const metric = {
        ttft: 'vllm:time_to_first_token_seconds_bucket',
        interTokenLatency: 'vllm:time_per_output_token_seconds_bucket',
      }[measure];
      for (const share of [0.5, 0.95]) {
        const query = `histogram_quantile(${share}, sum by (le) (rate(${metric}{cluster="honoured",pod="old-0"}[300s])))`;
        const answer = await fetch(
          `${
            prometheus.url
          }/api/v1/query?time=${END}&query=${encodeURIComponent(query)}`,
        );
        const { data } = await answer.json();
        expect(histogramQuantile(share, addBuckets(own))).toBeCloseTo(
          Number(data.result[0].value[1]),
          9,
        );
      }
    },
  );

  it.each(MEASURE_NAMES.filter(name => !/^gpu(Peak|LastBusy)$/.test(name)))(
    'agrees on the past of %s',
    async measure => {
      const grid = { from: START + 600, step: 60, count: 10 };
      const { items } = await storeOf().past({
        ...request(measure, 'honoured'),
        grid,
        sets: SETS,
      });
      const wanted = seriesOf(
        scrapedUntil(END).past(measure, grid, new Set(SETS)),
      );
      const found = seriesOf(items);
      expect(wanted.size).toBeGreaterThan(0);
      for (const [key, values] of wanted) {
        for (const [index, value] of values.entries()) {
          expectNear(
            found.get(key)?.[index],
            value,
            isCounted(measure) ? RATE_TOLERANCE : MEAN_TOLERANCE,
            `${key} ${index}`,
          );
        }
      }
    },
  );

  it('gives the past of devices by product', async () => {
    const grid = { from: START + 600, step: 60, count: 2 };
    const { items } = await storeOf().past({
      ...request('gpuBusyDevices', 'renamed'),
      grid,
    });
    expect(items).toContainEqual({
      cluster: 'renamed',
      namespace: '',
      set: '',
      product: 'NVIDIA H100 80GB HBM3',
      values: [4, 4],
    });
  });

  it('finds pods of a namespace with any name', async () => {
    const { items } = await storeOf().now({
      ...request('queued', 'honoured'),
      namespaces: [HOSTILE],
      at: new Date(END * 1000),
      windowSeconds: 300,
    });
    expect(items.map(({ namespace }) => namespace)).toEqual([HOSTILE]);
  });

  it('says nothing of a cluster with a name that breaks out of a query', async () => {
    const name = '"} or {__name__=~".+';
    expect(await stored('running', name, END)).toEqual([]);
  });
});

const scraped = new Map<number, ScrapeMemory>();

/** Direct scrapes of the same pods at the same times. */
function scrapedUntil(end: number): ScrapeMemory {
  const known = scraped.get(end);
  if (known) return known;
  const memory = ScrapeMemory.create({
    cluster: 'scraped',
    idle: IDLE,
    interval: INTERVAL,
    mostSubjects: 100,
  });
  const rules = { names: DEFAULT_NAMES, labels: DEFAULT_LABELS };
  for (let at = START; at <= end; at += INTERVAL) {
    for (const { namespace, pod, text } of EXPOSED_PODS) {
      const readings = readScrape(text(at - START), { namespace, pod }, rules);
      memory.record(`${namespace}/${pod}`, readings, at);
    }
  }
  scraped.set(end, memory);
  return memory;
}

function toleranceOf(measure: MeasureName): number {
  if (measure === 'gpuLastBusy') return LAST_BUSY_TOLERANCE;
  return isCounted(measure) ? RATE_TOLERANCE : 1e-9;
}

/**
 * Free devices are the exporter's in the store, and nobody's in a scrape:
 * neither is a pod that holds them.
 */
function keyed(samples: readonly PodSample[]): ReadonlyMap<string, number> {
  return new Map(
    samples.map(sample => {
      const isFree =
        sample.pod === '' || /^(dcgm|amd)-exporter/.test(sample.pod);
      const { namespace, pod, product = '', le = '' } = sample;
      return [
        JSON.stringify(
          isFree ? ['free', product] : [namespace, pod, product, String(le)],
        ),
        sample.value,
      ];
    }),
  );
}

function seriesOf(
  series: readonly SetSeries[],
): ReadonlyMap<string, readonly number[]> {
  return new Map(
    series
      .filter(({ set }) => SETS.includes(set) && !/exporter/.test(set))
      .map(({ namespace, set, le, values }) => [
        JSON.stringify([namespace, set, String(le)]),
        values,
      ]),
  );
}

function expectNear(
  found: number | undefined,
  wanted: number,
  tolerance: number,
  what: string,
): void {
  const allowed = Math.abs(wanted) * tolerance + 1e-9;
  expect({ what, found, near: near(found, wanted, allowed) || wanted }).toEqual(
    { what, found, near: true },
  );
}

function near(found: number | undefined, wanted: number, allowed: number) {
  return found !== undefined && Math.abs(found - wanted) <= allowed;
}
