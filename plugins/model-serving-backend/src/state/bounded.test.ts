import { setImmediate as turn } from 'node:timers/promises';
import v8 from 'node:v8';
import vm from 'node:vm';
import {
  clustersView,
  createObservedProjections,
  gpusView,
  resourceId,
  rolloutsView,
  ViewMemory,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { ObservedRecord } from '@modelfleet/backstage-plugin-model-serving-common';
import type { ClusterSink } from '@modelfleet/backstage-plugin-model-serving-node';
import { VisibleWorkloads } from '../authorize/VisibleWorkloads';
import { FleetJournal } from '../persistence';
import { FleetState } from './FleetState';

const AT = '2026-01-01T00:00:00.000Z';
const ROUNDS = 40;
const SERVICES = 6;
/** Views after which what nobody asks about any more is forgotten. */
const FORGOTTEN_AFTER = 400;

const projections = new Map(
  createObservedProjections().map(each => [resourceId(each.resource), each]),
);

const model = {
  apiVersion: 'modelfleet.dev/v1alpha1',
  kind: 'Model',
  metadata: { name: 'llama' },
  spec: { artifacts: [{ name: 'a', uri: 'hf://example/llama' }] },
};
const service = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'chat',
    annotations: { 'modelfleet.dev/workload-selector': 'app=chat-1' },
  },
  spec: { type: 'inference-service' },
};

type Raw = Readonly<Record<string, unknown>>;

/** What a cluster has of one service, as of a revision of all. */
function objectsOf(name: string, revision: number): Record<string, Raw> {
  const meta = (kind: string, controller?: string) => ({
    name,
    namespace: 'chat',
    uid: `${kind}-${name}`,
    resourceVersion: `${revision}`,
    creationTimestamp: AT,
    labels: { app: name },
    ...(controller && {
      ownerReferences: [
        { kind: 'X', name, uid: `${controller}-${name}`, controller: true },
      ],
    }),
  });
  const container = {
    name: 'server',
    image: 'vllm/vllm-openai:v0.11.0',
    args: ['--model', 'hf://example/llama'],
    resources: { limits: { 'nvidia.com/gpu': '1' } },
  };
  const template = {
    metadata: { labels: { app: name } },
    spec: { containers: [container] },
  };
  const selector = { matchLabels: { app: name } };
  return {
    'deployments.apps': {
      metadata: meta('deployment'),
      spec: { replicas: 1, selector, template },
      status: { replicas: 1, readyReplicas: revision % 2 },
    },
    'replicasets.apps': {
      metadata: meta('set', 'deployment'),
      spec: { replicas: 1, selector, template },
      status: { replicas: 1, readyReplicas: revision % 2 },
    },
    pods: {
      metadata: meta('pod', 'set'),
      spec: { nodeName: 'node', containers: [container] },
      status: {
        phase: 'Running',
        containerStatuses: [
          { name: 'server', ready: false, restartCount: revision, state: {} },
        ],
      },
    },
    nodes: {
      metadata: { name: 'node', resourceVersion: `${revision}` },
      status: {
        allocatable: { 'nvidia.com/gpu': String(8 + (revision % 2)) },
        capacity: { 'nvidia.com/gpu': '9' },
      },
    },
    'applications.argoproj.io': {
      metadata: meta('application'),
      spec: {
        source: { repoURL: 'https://git.example/x.git', path: name },
        destination: { server: 'https://kubernetes.default.svc' },
      },
      status: { sync: { status: 'Synced', revision: `${revision}` } },
    },
  };
}

function createWorld() {
  const journal = FleetJournal.create();
  const state = FleetState.create({
    instanceId: 'test',
    aliases: new Map(),
    now: () => new Date(),
    changes: journal,
  });
  const memory = ViewMemory.create();
  const limited = VisibleWorkloads.create({
    kinds: [
      {
        group: 'apps',
        kind: 'Deployment',
        plural: 'deployments',
        versions: ['v1'],
      },
    ],
    repositories: [],
  });
  const everything: WeakRef<ObservedRecord>[] = [];

  function project(kind: string, raw: Raw): ObservedRecord[] {
    const record = projections.get(kind)?.project(raw);
    if (!record) return [];
    everything.push(new WeakRef(record));
    return [record];
  }

  function sinkOf(name: string): ClusterSink {
    const sink = state.upsertCluster({ name, title: name });
    sink.state({ status: 'live', confirmedAt: AT, forbidden: [] });
    return sink;
  }

  return {
    state,
    memory,
    journal,
    list(cluster: string, revision: number) {
      const objects = Array.from({ length: SERVICES }, (_, index) =>
        objectsOf(`chat-${index}`, revision),
      );
      for (const [kind, projection] of projections) {
        const records = objects.flatMap(({ [kind]: raw }) =>
          raw ? project(kind, raw) : [],
        );
        sinkOf(cluster).replace(projection.resource, records, AT);
      }
    },
    change(cluster: string, name: string, revision: number) {
      for (const [kind, raw] of Object.entries(objectsOf(name, revision))) {
        const projection = projections.get(kind);
        for (const record of project(kind, raw)) {
          if (projection) sinkOf(cluster).put(projection.resource, record, AT);
        }
      }
    },
    remove(cluster: string, name: string) {
      for (const kind of ['deployments.apps', 'replicasets.apps', 'pods']) {
        const projection = projections.get(kind);
        if (projection) {
          sinkOf(cluster).delete(projection.resource, `chat/${name}`, AT);
        }
      }
    },
    look() {
      const fleet = state.snapshot();
      const some = {
        ...fleet,
        scope: 'some',
        clusters: fleet.clusters.map(cluster =>
          limited.of(cluster, { key: 'some', mayRead: () => true }),
        ),
      };
      for (const seen of [fleet, some]) {
        const shared = { fleet: seen, repositories: [], memory };
        for (const entity of [model, service]) {
          const request = {
            ...shared,
            entity,
            services: [service],
            models: [model],
          };
          rolloutsView(request);
          gpusView(request);
        }
        clustersView(seen, undefined, memory);
      }
    },
    made: () => everything.length,
    /** How many of all records that ever were are still in memory. */
    async alive() {
      await turn();
      collectGarbage();
      return everything.filter(record => record.deref()).length;
    },
    /** How many there should be. */
    known() {
      return state
        .snapshot()
        .clusters.reduce(
          (sum, cluster) =>
            sum +
            [...projections.values()].reduce(
              (of, each) => of + cluster.records(each).size,
              0,
            ),
          0,
        );
    },
  };
}

function collectGarbage(): void {
  v8.setFlagsFromString('--expose-gc');
  const gc: unknown = vm.runInNewContext('gc');
  if (typeof gc === 'function') gc();
}

// Much is made, and a garbage collection is waited for.
jest.setTimeout(60_000);

describe('the memory of the fleet', () => {
  it('is that of what there is, after lists, changes, removals and views', async () => {
    const world = createWorld();
    let revision = 0;
    for (let round = 0; round < ROUNDS; round++) {
      for (const cluster of ['one', 'two']) {
        revision += 1;
        if (round % 10 === 0) world.list(cluster, revision);
        world.change(cluster, `chat-${round % SERVICES}`, revision);
        world.change(cluster, `extra-${round}`, revision);
        world.look();
        world.remove(cluster, `extra-${round}`);
      }
      world.look();
      await turn();
    }
    const known = world.known();
    expect(known).toBeGreaterThan(2 * SERVICES * 4);
    expect(world.made()).toBeGreaterThan(10 * known);
    // A judgement that nobody looked at since may hold what it looked at.
    expect(await world.alive()).toBeLessThanOrEqual(known + 2 * SERVICES);
    expect(world.state.snapshot().clusters).toHaveLength(2);
  });

  it('is nothing for clusters that are gone', async () => {
    const world = createWorld();
    for (let round = 0; round < 5; round++) {
      world.list(`gone-${round}`, round);
      world.look();
      world.state.removeCluster(`gone-${round}`);
    }
    for (let view = 0; view < FORGOTTEN_AFTER / 2; view++) world.look();
    expect(world.known()).toBe(0);
    expect(await world.alive()).toBe(0);
  });

  it('of what is to be written is names, and no more than there are', () => {
    const world = createWorld();
    for (let revision = 1; revision < 50; revision++) {
      world.list('one', revision);
      for (let index = 0; index < SERVICES; index++) {
        world.change('one', `chat-${index}`, revision);
      }
    }
    const marks = world.journal.take(0, 0, () => true);
    const names = [...(marks.get('one')?.records.values() ?? [])].flatMap(
      keys => [...keys],
    );
    expect(names.length).toBeLessThanOrEqual(world.known());
    expect(world.journal.take(0, 0, () => true).size).toBe(0);
  });
});
