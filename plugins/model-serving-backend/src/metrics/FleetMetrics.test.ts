import type {
  ClusterSnapshot,
  FleetSnapshot,
  PodSample,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  MetricsNowRequest,
  MetricsSource,
} from '@modelfleet/backstage-plugin-model-serving-node';
import { TestClock } from '../__testUtils__/TestClock';
import { FleetMetrics } from './FleetMetrics';
import { MetricsSourceError } from './MetricsSourceError';

function fleet(...names: string[]): FleetSnapshot {
  return {
    version: '1',
    now: new Date(0),
    clusters: names.map(
      (name): ClusterSnapshot => ({
        cluster: {
          name,
          title: name,
          simulated: false,
          state: { status: 'connecting' },
        },
        aliases: [],
        records: () => new Map(),
        knowledge: () => ({ status: 'never' }),
        changedAt: () => undefined,
      }),
    ),
  };
}

type Reply = (
  request: MetricsNowRequest,
) => Promise<readonly PodSample[]> | readonly PodSample[];

function sourceOf(
  id: string,
  clusters: readonly string[],
  reply: Reply = () => [],
) {
  const asked: MetricsNowRequest[] = [];
  const source: MetricsSource = {
    id,
    title: id,
    type: 'other',
    keepsHistory: true,
    covers: cluster => clusters.includes(cluster),
    async now(request) {
      asked.push(request);
      return { items: await reply(request), warnings: [`${id} is partial`] };
    },
    past: async () => ({ items: [], warnings: [] }),
  };
  return { source, asked };
}

function metricsOf(...sources: readonly { source: MetricsSource }[]) {
  const clock = TestClock.create();
  const metrics = FleetMetrics.create({
    sources: () => sources.map(({ source }) => source),
    reader: { snapshot: () => fleet('eu', 'us'), subscribe: () => () => {} },
    refreshMs: 15_000,
    idle: { belowShare: 0.05, afterSeconds: 3_600 },
    now: () => clock.now(),
    signal: new AbortController().signal,
  });
  return { metrics, clock };
}

const QUESTION = { clusters: ['eu'], measures: ['queued'] } as const;

const sample = (cluster: string, value: number): PodSample => ({
  cluster,
  namespace: 'chat',
  pod: 'a',
  value,
});

describe('FleetMetrics', () => {
  it('asks once for a hundred viewers, for all clusters of the source', async () => {
    const store = sourceOf('store', ['eu', 'us', 'gone']);
    const { metrics, clock } = metricsOf(store);
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        metrics.ask({ ...QUESTION, clusters: [index % 2 ? 'eu' : 'us'] }),
      ),
    );
    expect(store.asked).toHaveLength(1);
    expect(store.asked[0]?.clusters).toEqual(['eu', 'us']);
    await clock.advance(14_000);
    await metrics.ask(QUESTION);
    expect(store.asked).toHaveLength(1);
    await clock.advance(2_000);
    await metrics.ask(QUESTION);
    expect(store.asked).toHaveLength(2);
  });

  it('asks for histograms of the pods of a page, once for all who look at it', async () => {
    const store = sourceOf('store', ['eu', 'us']);
    const { metrics } = metricsOf(store);
    const page = (set: string) => ({
      clusters: ['eu'],
      measures: ['ttft', 'queued'] as const,
      pods: { namespaces: ['chat'], sets: [set] },
    });
    await Promise.all(
      ['a-5d8', 'a-5d8', 'b-7c9'].map(set => metrics.ask(page(set))),
    );
    const of = (measure: string) =>
      store.asked.filter(request => request.measure === measure);
    expect(of('queued')).toMatchObject([{ clusters: ['eu', 'us'] }]);
    expect(of('ttft')).toMatchObject([
      { clusters: ['eu'], sets: ['a-5d8'] },
      { clusters: ['eu'], sets: ['b-7c9'] },
    ]);
  });

  it('does not ask sources of clusters that nobody looks at', async () => {
    const [eu, us] = [sourceOf('eu', ['eu']), sourceOf('us', ['us'])];
    const { metrics } = metricsOf(eu, us);
    await metrics.ask(QUESTION);
    expect([eu.asked.length, us.asked.length]).toEqual([1, 0]);
  });

  it('gives the answers of all sources of a cluster, in their order', async () => {
    const { metrics } = metricsOf(
      sourceOf('first', ['eu'], () => [sample('eu', 1)]),
      sourceOf('other', ['us']),
      sourceOf('second', ['eu', 'us'], () => [sample('eu', 2)]),
    );
    const answers = await metrics.ask(QUESTION);
    const found = answers.now('eu', 'queued');
    expect(found.map(({ source }) => source)).toEqual(['first', 'second']);
    expect(answers.sources('eu')).toMatchObject([
      { id: 'first', status: 'ok', warnings: ['first is partial'] },
      { id: 'second', status: 'ok' },
    ]);
  });

  it('lets one measure fail for all, and not the others', async () => {
    const store = sourceOf('store', ['eu'], ({ measure }) => {
      if (measure !== 'ttft') return [];
      throw new MetricsSourceError('too many series', { isAway: false });
    });
    const { metrics } = metricsOf(store);
    const question = {
      clusters: ['eu'],
      measures: ['queued', 'ttft'],
    } as const;
    const answers = await metrics.ask(question);
    expect(answers.now('eu', 'queued')).toMatchObject([{ status: 'ok' }]);
    expect(answers.now('eu', 'ttft')).toEqual([
      { status: 'error', source: 'store', message: 'too many series' },
    ]);
    expect(answers.sources('eu')).toMatchObject([
      { status: 'partial', message: 'too many series' },
    ]);
    await metrics.ask(question);
    expect(store.asked).toHaveLength(2);
  });

  it('does not make viewers wait for each question to a source that is away', async () => {
    let isAway = true;
    const store = sourceOf('store', ['eu'], async () => {
      if (!isAway) return [];
      throw new MetricsSourceError('no answer', { isAway: true });
    });
    const { metrics, clock } = metricsOf(store);
    const question = {
      clusters: ['eu'],
      measures: [
        'queued',
        'running',
        'kvCache',
        'requests',
        'errors',
        'aborts',
        'ttft',
        'gpuBusy',
        'gpuPower',
      ],
    } as const;
    const answers = await metrics.ask(question);
    for (const measure of question.measures) {
      expect(answers.now('eu', measure)).toMatchObject([
        { status: 'error', message: 'no answer' },
      ]);
    }
    // Those that were asked side by side, and none after them.
    expect(store.asked.length).toBeLessThan(question.measures.length);
    isAway = false;
    await clock.advance(16_000);
    const later = await metrics.ask(question);
    expect(later.sources('eu')).toMatchObject([{ status: 'ok' }]);
  });

  it('tells a cluster that could not be asked from one without data', async () => {
    const { source } = sourceOf('pods', ['eu', 'us']);
    const failing: MetricsSource = {
      ...source,
      now: async () => ({
        items: [sample('us', 1)],
        warnings: [],
        failed: new Map([['eu', 'forbidden']]),
      }),
    };
    const { metrics } = metricsOf({ source: failing });
    const answers = await metrics.ask({ ...QUESTION, clusters: ['eu', 'us'] });
    expect(answers.now('eu', 'queued')).toEqual([
      { status: 'error', source: 'pods', message: 'forbidden' },
    ]);
    expect(answers.now('us', 'queued')).toMatchObject([{ status: 'ok' }]);
  });

  it('says how a source is now, not how it was for someone else', async () => {
    const store = sourceOf('store', ['eu'], ({ measure }) => {
      if (measure !== 'ttft') return [];
      throw new MetricsSourceError('too many series', { isAway: false });
    });
    const { metrics, clock } = metricsOf(store);
    await metrics.ask({ clusters: ['eu'], measures: ['ttft'] });
    await clock.advance(60_000);
    const answers = await metrics.ask(QUESTION);
    expect(answers.sources('eu')).toMatchObject([
      { status: 'ok', confirmedAt: clock.now().toISOString() },
    ]);
  });
});
