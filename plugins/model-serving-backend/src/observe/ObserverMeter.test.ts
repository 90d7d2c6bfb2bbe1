import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { FleetState } from '../state';
import { ServiceMeter } from './ObserverMeter';

type Callback = Parameters<
  ReturnType<MetricsService['createObservableGauge']>['addCallback']
>[0];

function createMeter() {
  const adds: [string, number, unknown][] = [];
  const gauges = new Map<string, Callback>();
  const metrics = metricsServiceMock.mock({
    createCounter: name => ({
      add: (value, attributes) => adds.push([name, value, attributes]),
    }),
    createObservableGauge: name => ({
      addCallback: (callback: Callback) => {
        gauges.set(name, callback);
      },
      removeCallback: () => {},
    }),
  });
  const now = new Date('2026-01-01T00:01:00.000Z');
  const state = FleetState.create({
    instanceId: 'test',
    aliases: new Map(),
    now: () => now,
  });
  const meter = ServiceMeter.create({ metrics, reader: state });
  const observed = async (name: string) => {
    const values: [number, unknown][] = [];
    await gauges.get(name)?.({
      observe: (value, attributes) => values.push([value, attributes]),
    });
    return values;
  };
  return { meter, state, adds, observed };
}

describe('ServiceMeter', () => {
  it('counts clusters in every state, those that none is in too', async () => {
    const { state, observed } = createMeter();
    for (const [name, confirmedAt] of [
      ['a', '2026-01-01T00:00:00.000Z'],
      ['b', '2026-01-01T00:00:50.000Z'],
    ] as const) {
      state
        .upsertCluster({ name, title: name })
        .state({ status: 'live', confirmedAt, forbidden: [] });
    }
    state.upsertCluster({ name: 'c', title: 'c' });
    const clusters = await observed('model_serving.clusters');
    expect(clusters).toHaveLength(6);
    expect(clusters).toContainEqual([2, { status: 'live' }]);
    expect(clusters).toContainEqual([1, { status: 'connecting' }]);
    expect(clusters).toContainEqual([0, { status: 'unreachable' }]);
    expect(await observed('model_serving.confirmation.age')).toEqual([
      [60, undefined],
    ]);
  });

  it('has no age where no cluster is live', async () => {
    expect(
      await createMeter().observed('model_serving.confirmation.age'),
    ).toEqual([]);
  });

  it('counts open watches, each once', async () => {
    const { meter, observed } = createMeter();
    const [first, second] = [meter.watchOpened(), meter.watchOpened()];
    first();
    first();
    expect(await observed('model_serving.watches')).toEqual([[1, undefined]]);
    second();
    expect(await observed('model_serving.watches')).toEqual([[0, undefined]]);
  });

  it('names events, lists and failures by closed lists', () => {
    const { meter, adds } = createMeter();
    meter.watchEvent('put');
    meter.listed('compacted');
    meter.failed('timeout');
    expect(adds).toEqual([
      ['model_serving.watch.events', 1, { type: 'put' }],
      ['model_serving.lists', 1, { cause: 'compacted' }],
      ['model_serving.request.failures', 1, { kind: 'timeout' }],
    ]);
  });
});
