import { applicationProjection } from '@modelfleet/backstage-plugin-model-serving-common';
import type { Hub } from '@modelfleet/backstage-plugin-model-serving-common';
import type { FleetSink } from '@modelfleet/backstage-plugin-model-serving-node';
import { TestClock } from '../__testUtils__/TestClock';
import { FleetState } from '../state';
import { HubObservation } from './HubObservation';

function application(name: string, destination: object) {
  const record = applicationProjection.project({
    metadata: { name, namespace: 'argocd', uid: name },
    spec: { source: { repoURL: 'https://git.example.com/a' }, destination },
  });
  if (!record) throw new Error('No record');
  return record;
}

function setUp(hub: Partial<Hub> = {}) {
  const clock = TestClock.create();
  const state = FleetState.create({
    instanceId: 'test',
    aliases: new Map(),
    now: () => clock.now(),
  });
  const dialled = state.upsertCluster({ name: 'hub', title: 'The hub' });
  const own = new Set<string>();
  const announced: string[] = [];
  const sink: FleetSink = {
    upsertCluster: cluster => {
      own.add(cluster.name);
      announced.push(cluster.name);
      return state.upsertCluster(cluster);
    },
    removeCluster: name => state.removeCluster(name),
    retainClusters: names => {
      for (const name of own) {
        if (!names.has(name)) {
          own.delete(name);
          state.removeCluster(name);
        }
      }
    },
  };
  const controller = new AbortController();
  const done = HubObservation.create({
    hubs: [{ cluster: 'hub', discover: true, destinations: [], ...hub }],
    reader: state,
    clock,
  }).run(sink, { signal: controller.signal });
  return {
    clock,
    state,
    announced,
    dialled,
    deliverTo: (...destinations: readonly object[]) =>
      dialled.replace(
        applicationProjection.resource,
        destinations.map((to, index) => application(`a${index}`, to)),
        clock.now().toISOString(),
      ),
    clusters: () =>
      state.snapshot().clusters.map(({ cluster }) => cluster.name),
    async stop() {
      controller.abort();
      await done;
    },
  };
}

describe('HubObservation', () => {
  it('shows a cluster that only a hub delivers to, and says what is not seen', async () => {
    const { clock, state, deliverTo, stop } = setUp();
    deliverTo({ name: 'plant-9', server: 'https://10.9.0.1:6443' });
    await clock.advance(6_000);
    expect(state.snapshot().clusters[1]).toMatchObject({
      cluster: {
        name: 'plant-9',
        state: {
          status: 'unsupported',
          reason:
            'Backstage cannot reach plant-9 itself: what The hub delivers to it is seen, its pods and GPUs are not.',
          reportedBy: { name: 'hub', title: 'The hub' },
        },
      },
      serverUrl: 'https://10.9.0.1:6443',
    });
    await stop();
  });

  it('takes away what the hub does not deliver to any more', async () => {
    const { clock, clusters, deliverTo, stop } = setUp();
    deliverTo({ name: 'plant-9' }, { name: 'plant-8' });
    await clock.advance(6_000);
    expect(clusters()).toEqual(['hub', 'plant-9', 'plant-8']);
    deliverTo({ name: 'plant-8' });
    await clock.advance(6_000);
    expect(clusters()).toEqual(['hub', 'plant-8']);
    await stop();
  });

  it('keeps what is known while the hub is away, or was not seen yet', async () => {
    const { clock, clusters, dialled, deliverTo, stop } = setUp();
    await clock.advance(6_000);
    expect(clusters()).toEqual(['hub']);
    deliverTo({ name: 'plant-9' });
    await clock.advance(6_000);
    dialled.state({
      status: 'unreachable',
      error: { kind: 'timeout', message: 'no answer' },
      retryAt: clock.now().toISOString(),
    });
    await clock.advance(60_000);
    expect(clusters()).toEqual(['hub', 'plant-9']);
    await stop();
  });

  it('leaves a cluster alone that is dialled', async () => {
    const { clock, state, announced, deliverTo, stop } = setUp({
      discover: false,
      destinations: [{ cluster: 'east' }],
    });
    state.upsertCluster({ name: 'east', title: 'East' });
    deliverTo({ name: 'east' });
    await clock.advance(6_000);
    expect(announced).toEqual([]);
    await stop();
  });

  it('writes nothing while nothing changes', async () => {
    const { clock, state, announced, deliverTo, stop } = setUp();
    deliverTo({ name: 'plant-9' });
    await clock.advance(6_000);
    await clock.advance(60_000);
    deliverTo({ name: 'plant-9' }, { name: 'plant-9' });
    await clock.advance(6_000);
    expect(announced).toEqual(['plant-9']);
    expect(state.snapshot().clusters).toHaveLength(2);
    await stop();
  });
});
