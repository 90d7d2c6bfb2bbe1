import type { FigureName } from '../api/types';
import { node, pod, replicaSet } from '../fleet/__fixtures__/objects';
import { CONFIRMED } from '../fleet/__fixtures__/staticFleet';
import { MODEL, requestFor, served, service } from '../views/request.fixture';
import { answersOf, type Saying } from './answers.fixture';
import { figuresView, planFigures, type FiguresRequest } from './figuresView';

const LABELS = { 'serving.kserve.io/inferenceservice': 'assistant' };

const EAST = {
  name: 'east',
  objects: [
    node('n1', { product: 'NVIDIA-H100', gpus: 8 }),
    ...served('assistant', { replicas: 2 }),
    pod('a-1', { node: 'n1', gpus: 2, ready: true, labels: LABELS }),
    pod('a-2', { node: 'n1', gpus: 2, ready: true, labels: LABELS }),
  ],
};

const PRICES = {
  currency: 'EUR',
  source: 'configured',
  perHour: new Map([['nvidia-h100', 3]]),
} as const;

const REQUEST: FiguresRequest = {
  range: '1h',
  series: [],
  refreshSeconds: 15,
  idle: { belowShare: 0.05, afterSeconds: 3_600 },
  prices: PRICES,
};

function viewOf(
  saying: Saying,
  options: Partial<FiguresRequest> = {},
  cluster: typeof EAST = EAST,
) {
  const view = requestFor(service('assistant', ['east']), [cluster]);
  const request = { ...REQUEST, ...options };
  const plan = planFigures(view, request);
  return figuresView(view, request, plan, answersOf(saying));
}

const BUSY = { 'a-1': 1.2, 'a-2': 0.8 };
const TWO = { 'a-1': 2, 'a-2': 2 };

describe('figuresView', () => {
  it('counts no pod as a replica that is being ended, but what it serves', () => {
    const ending = pod('a-3', {
      node: 'n1',
      gpus: 2,
      ready: true,
      labels: LABELS,
      metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' },
    });
    const [row] = viewOf(
      { now: { requests: { 'a-1': 1, 'a-3': 2 } } },
      {},
      {
        ...EAST,
        objects: [...EAST.objects, ending],
      },
    ).items;
    expect(row?.pods).toBe(2);
    expect(row?.figures.requestRate).toMatchObject({ value: 3 });
    // Its devices are held, and paid for, until it is gone.
    expect(row?.gpus).toMatchObject([{ used: 6 }]);
  });

  it.each<[FigureName, Saying['now'], number]>([
    ['gpuUtilization', { gpuBusy: BUSY, gpuBusyDevices: TWO }, 0.5],
    ['gpuMemoryUsed', { gpuMemoryUsed: TWO }, 4],
    [
      'gpuMemoryShare',
      {
        gpuMemoryUsed: { 'a-1': 60, 'a-2': 20 },
        gpuMemoryFree: { 'a-1': 10, 'a-2': 60 },
        gpuMemoryReserved: { 'a-1': 5, 'a-2': 5 },
      },
      0.5,
    ],
    ['kvCacheUsage', { kvCache: { 'a-1': 0.1, 'a-2': 0.7 } }, 0.7],
    ['power', { gpuPower: { 'a-1': 400, 'a-2': 300 } }, 700],
    ['requestRate', { requests: { 'a-1': 1, 'a-2': 2 } }, 3],
    ['outputTokenRate', { outputTokens: { 'a-1': 0, 'a-2': 0 } }, 0],
    ['queued', { queued: { 'a-1': 0, 'a-2': 5 } }, 5],
    [
      'ttftP95',
      { ttft: { pod: 'a-1', buckets: { 0.5: 50, 1: 100, '+Inf': 100 } } },
      0.95,
    ],
    ['errorRate', { requests: { 'a-1': 4 }, errors: { 'a-1': 1 } }, 0.25],
    // Triton counts failures apart.
    ['errorRate', { requests: { 'a-1': 3 }, otherErrors: { 'a-1': 1 } }, 0.25],
    [
      'errorRate',
      { httpRequests: { 'a-1': 10 }, httpErrors: { 'a-1': 1 } },
      0.1,
    ],
    ['abortRate', { requests: { 'a-1': 4 }, aborts: { 'a-1': 2 } }, 0.5],
    // 720 W for 100 tokens a second is 7.2 J a token, 2 Wh for a thousand.
    [
      'energyPer1000Tokens',
      { gpuEnergy: { 'a-1': 720 }, outputTokens: { 'a-1': 100 } },
      2,
    ],
    ['costPerHour', {}, 12],
    ['costUsedPerHour', { gpuBusy: BUSY, gpuBusyDevices: TWO }, 6],
    // 12 an hour for 360,000 tokens.
    ['costPerMillionTokens', { outputTokens: { 'a-1': 100 } }, 33.3333],
  ])('computes %s', (name, now, value) => {
    const [row] = viewOf({ now: now ?? {} }).items;
    const figure = row?.figures[name];
    expect(figure).toMatchObject({ status: 'value', confirmedAt: CONFIRMED });
    expect(figure?.status === 'value' && figure.value).toBeCloseTo(value, 4);
  });

  it.each<[FigureName, Saying['now']]>([
    ['ttftP50', { ttft: { pod: 'a-1', buckets: { 1: 0, '+Inf': 0 } } }],
    ['errorRate', { requests: { 'a-1': 0 }, errors: { 'a-1': 0 } }],
    [
      'energyPer1000Tokens',
      { gpuPower: { 'a-1': 90 }, outputTokens: { 'a-1': 0 } },
    ],
    ['costPerMillionTokens', { outputTokens: { 'a-1': 0 } }],
  ])('says of %s that there is no traffic, not 0', (name, now) => {
    const [row] = viewOf({ now: now ?? {} }).items;
    expect(row?.figures[name]).toMatchObject({
      status: 'noTraffic',
      confirmedAt: CONFIRMED,
    });
  });

  it('tells 0 from nothing reported', () => {
    const [row] = viewOf({ now: { queued: { 'a-1': 0 } } }).items;
    expect(row?.figures.queued).toMatchObject({
      status: 'value',
      value: 0,
      note: '1 of 2 pods report it.',
    });
    expect(row?.figures.running).toMatchObject({
      status: 'noData',
      reason: 'notReported',
    });
  });

  it('takes NaN and infinity for nothing reported', () => {
    const [row] = viewOf({
      now: { queued: { 'a-1': NaN }, power: {}, kvCache: { 'a-1': Infinity } },
    } as Saying).items;
    expect(row?.figures.queued).toMatchObject({ reason: 'notReported' });
    expect(row?.figures.kvCacheUsage).toMatchObject({ reason: 'notReported' });
  });

  it("passes on a source's error where it was in the way, and only there", () => {
    const [row] = viewOf({
      now: { ttft: { error: 'store: time-out' }, queued: { 'a-1': 1 } },
    }).items;
    expect(row?.figures.ttftP95).toEqual({
      status: 'error',
      unit: 'seconds',
      message: 'store: time-out',
    });
    expect(row?.figures.queued).toMatchObject({ status: 'value' });
  });

  it('says that a rate is not there yet when asking only began', () => {
    const since = '2026-11-23T11:59:40Z';
    const [row] = viewOf({ since }).items;
    expect(row?.figures.outputTokenRate).toMatchObject({ reason: 'notYet' });
    expect(row?.figures.queued).toMatchObject({ reason: 'notReported' });
  });

  it('says that no source covers a cluster', () => {
    const view = viewOf({}, {}, { ...EAST, name: 'west' });
    const [row] = view.items;
    expect(row?.figures.queued).toMatchObject({ reason: 'noSource' });
    expect(view.sources).toEqual([]);
  });

  it('says that nothing runs', () => {
    const [row] = viewOf(
      {},
      {},
      { ...EAST, objects: served('assistant') },
    ).items;
    expect(row).toMatchObject({ pods: 0, idle: { status: 'notAllocated' } });
    expect(row?.figures.gpuUtilization).toMatchObject({ reason: 'noPods' });
  });

  it('says that nothing serves yet, though its GPUs are held', () => {
    const loading = pod('a-1', { node: 'n1', gpus: 2, labels: LABELS });
    const [row] = viewOf(
      { now: { gpuMemoryUsed: { 'a-1': 2 } } },
      {},
      { ...EAST, objects: [...EAST.objects.slice(0, -2), loading] },
    ).items;
    expect(row?.figures.requestRate).toMatchObject({
      status: 'noData',
      reason: 'noPods',
      message: 'No replica is ready, so nothing serves.',
    });
    expect(row?.figures.gpuMemoryUsed).toMatchObject({ status: 'value' });
    expect(row?.figures.gpuUtilization).toMatchObject({
      reason: 'notReported',
    });
  });

  it('gives no sum of costs that leaves an accelerator out', () => {
    const prices = { ...PRICES, perHour: new Map([['NVIDIA-L4', 1]]) };
    const [row] = viewOf({}, { prices }).items;
    expect(row?.figures.costPerHour).toMatchObject({
      reason: 'noPrice',
      message: expect.stringContaining('NVIDIA-H100'),
    });
  });

  it('does not divide a GPU that several pods share', () => {
    const [worker, ...rest] = EAST.objects;
    const shared = node('n1', { product: 'NVIDIA-H100-SHARED', gpus: 8 });
    expect(worker).toBeDefined();
    const [row] = viewOf(
      { now: { gpuBusy: BUSY, gpuBusyDevices: TWO } },
      {},
      { ...EAST, objects: [shared, ...rest] },
    ).items;
    expect(row?.figures.gpuUtilization).toMatchObject({ reason: 'ambiguous' });
  });

  it('has a row for each revision that has pods, the newest first', () => {
    const old = replicaSet('assistant-predictor-5d8c7b9f6', {
      owner: 'assistant-predictor',
      revision: 1,
      hash: '5d8c7b9f6',
      replicas: 1,
      ready: 1,
    });
    const next = replicaSet('assistant-predictor-7f9b6c5d4', {
      owner: 'assistant-predictor',
      revision: 2,
      hash: '7f9b6c5d4',
      replicas: 1,
      ready: 1,
    });
    const podOf = (name: string, owner: string) =>
      pod(name, { node: 'n1', gpus: 1, ready: true, labels: LABELS, owner });
    const view = viewOf(
      { now: { queued: { 'assistant-predictor-5d8c7b9f6-x': 1 } } },
      {},
      {
        ...EAST,
        objects: [
          node('n1', { product: 'NVIDIA-H100' }),
          ...served('assistant', { replicas: 2 }),
          old,
          next,
          podOf(
            'assistant-predictor-5d8c7b9f6-x',
            'assistant-predictor-5d8c7b9f6',
          ),
          podOf(
            'assistant-predictor-7f9b6c5d4-y',
            'assistant-predictor-7f9b6c5d4',
          ),
        ],
      },
    );
    expect(view.items).toMatchObject([
      {
        revision: { name: 'revision 2', current: true },
        pods: 1,
        figures: { queued: { status: 'noData' }, costPerHour: { value: 3 } },
      },
      {
        revision: { name: 'revision 1', current: false },
        pods: 1,
        figures: { queued: { status: 'value', value: 1 } },
      },
    ]);
  });

  it('shows a Model the rows of its services, and only those', () => {
    const view = requestFor(MODEL, [EAST], {
      services: [service('assistant', ['east'])],
    });
    const plan = planFigures(view, REQUEST);
    expect(figuresView(view, REQUEST, plan, answersOf({})).items).toMatchObject(
      [{ service: { entityRef: 'component:default/assistant' } }],
    );
    expect(planFigures(view, { ...REQUEST, cluster: 'west' }).rows).toEqual([]);
  });
});

describe('series', () => {
  const past = (set: string, values: number[]) => ({
    cluster: 'east',
    namespace: 'chat',
    set,
    values,
  });

  it('computes a figure for each step, and leaves a gap where there is none', () => {
    const [row] = viewOf(
      {
        past: {
          gpuBusy: [past('a', [1, NaN, 2])],
          gpuBusyDevices: [past('a', [2, NaN, 2])],
        },
      },
      { series: ['gpuUtilization', 'queued'] },
    ).items;
    expect(row?.series).toEqual({
      gpuUtilization: {
        unit: 'ratio',
        from: '1970-01-01T00:00:00.000Z',
        stepSeconds: 60,
        windowSeconds: 60,
        values: [0.5, null, 1],
      },
    });
  });

  it('goes on with earlier versions of what has one version now', () => {
    const name = 'assistant-predictor-7f9b6c5d4';
    const objects = [
      node('n1', { product: 'NVIDIA-H100' }),
      ...served('assistant'),
      pod(`${name}-xz2kv`, { node: 'n1', gpus: 1, labels: LABELS }),
    ];
    const [row] = viewOf(
      {
        past: {
          queued: [
            past('assistant-predictor-5d8c7b9f6', [1, NaN, NaN]),
            past(name, [NaN, 2, 3]),
            // Another service's, whose name begins the same.
            past('assistant-predictor-canary-7f9b6c5d4', [9, 9, 9]),
          ],
        },
      },
      { series: ['queued'] },
      { ...EAST, objects },
    ).items;
    expect(row?.series?.queued?.values).toEqual([1, 2, 3]);
  });

  it('says since when there is a past, and does not call no traffic 0', () => {
    const since = '2026-11-23T11:00:00Z';
    const [row] = viewOf(
      {
        since,
        past: {
          ttft: [
            { ...past('a', [0, 1, 2]), le: 1 },
            { ...past('a', [0, 1, 2]), le: Infinity },
          ],
        },
      },
      { series: ['ttftP50'] },
    ).items;
    expect(row?.series?.ttftP50).toMatchObject({
      sinceObservation: since,
      windowSeconds: 300,
      values: [null, 0.5, 0.5],
    });
  });
});
