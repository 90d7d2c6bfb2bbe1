import { mockServices } from '@backstage/backend-test-utils';
import type {
  ClusterState,
  Projection,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { ClusterSink } from '@modelfleet/backstage-plugin-model-serving-node';
import { ClusterObserver } from '../observe/ClusterObserver';
import { ListGate } from '../observe/ListGate';
import type { ObserverMeter } from '../observe/ObserverMeter';
import { DEFAULT_OBSERVE_SETTINGS } from '../observe';
import type { ObserveSettings } from '../observe';
import { FleetState } from '../state';
import type { ClusterTransport } from '../transport';
import { FakeCluster } from './FakeCluster';
import type { Faults } from './fakeFaults';
import { fakeProjection } from './fakeKinds';
import type { FakeRecord } from './fakeKinds';
import { TestClock } from './TestClock';

const PLURALS = ['apples', 'pears'] as const;

/** One fake cluster with an observer on it, in time that tests move. */
export function observeFakeCluster(
  options: {
    settings?: Partial<ObserveSettings>;
    random?: () => number;
    faults?: Faults;
    delayMs?: number;
    meter?: ObserverMeter;
    /** Puts something between the cluster and its observer. */
    between?: (cluster: FakeCluster) => ClusterTransport;
    /** What was known before it starts. */
    before?: (sink: ClusterSink, projection: Projection<FakeRecord>) => void;
  } = {},
) {
  const random = options.random ?? (() => 0.5);
  const clock = TestClock.create();
  const cluster = FakeCluster.create({ clock, plurals: PLURALS, random });
  cluster.faults = options.faults ?? {};
  const fleet = FleetState.create({
    instanceId: 'test',
    aliases: new Map(),
    now: () => clock.now(),
  });
  const projections = PLURALS.map(plural => fakeProjection(plural));
  const controller = new AbortController();
  const logger = mockServices.logger.mock();
  const sink = fleet.upsertCluster({ name: 'eu', title: 'EU' });
  const states: ClusterState[] = [];
  projections.forEach(projection => options.before?.(sink, projection));
  const done = ClusterObserver.create({
    cluster: 'eu',
    delayMs: options.delayMs ?? 0,
    transport: options.between?.(cluster) ?? cluster,
    projections,
    sink: {
      ...bindSink(sink),
      state: state => {
        states.push(state);
        sink.state(state);
      },
    },
    gate: ListGate.create(4),
    lane: 0,
    clock,
    random,
    settings: { ...DEFAULT_OBSERVE_SETTINGS, ...options.settings },
    logger,
    remembered: fleet.served('eu'),
    ...(options.meter && { meter: options.meter }),
  }).run(controller.signal);

  const snapshot = () => {
    const [only] = fleet.snapshot().clusters;
    if (!only) {
      throw new Error('The fleet has lost its cluster');
    }
    return only;
  };
  const projection = (plural: (typeof PLURALS)[number]) => {
    const found = projections.find(
      ({ resource }) => resource.plural === plural,
    );
    if (!found) {
      throw new Error(`No projection of ${plural}`);
    }
    return found;
  };
  return {
    clock,
    cluster,
    fleet,
    logger,
    /** The statuses that the cluster went through, repetitions left out. */
    history: () =>
      states
        .map(({ status }) => status)
        .filter((status, index, all) => status !== all[index - 1]),
    state: () => snapshot().cluster.state,
    values: (plural: (typeof PLURALS)[number]) =>
      Object.fromEntries(
        [...snapshot().records(projection(plural))].map(([key, { value }]) => [
          key,
          value,
        ]),
      ),
    knowledge: (plural: (typeof PLURALS)[number]) =>
      snapshot().knowledge(projection(plural).resource),
    async stop() {
      controller.abort();
      await done;
    },
  };
}

function bindSink(sink: ReturnType<FleetState['upsertCluster']>) {
  return {
    version: sink.version.bind(sink),
    replace: sink.replace.bind(sink),
    put: sink.put.bind(sink),
    delete: sink.delete.bind(sink),
    confirm: sink.confirm.bind(sink),
    absent: sink.absent.bind(sink),
    forbidden: sink.forbidden.bind(sink),
  };
}
