import type { Entity } from '@backstage/catalog-model';
import { assessmentContext } from '../adapters/context';
import { JudgedClusters } from '../adapters/JudgedClusters';
import { assessWorkloads, defaultAdapters } from '../adapters/registry';
import {
  application,
  node,
  pod,
  replicaSet,
  type Json,
} from '../fleet/__fixtures__/objects';
import { AWAY, LIVE, NOW } from '../fleet/__fixtures__/staticFleet';
import { Candidates } from './candidates';
import { gpusView } from './gpusView';
import { ChangingCluster, fleetOf, randomFrom } from './memory.fixture';
import { MODEL, REPOSITORY, served, service } from './request.fixture';
import { argo, SYNCED } from './rollouts.fixture';
import { matchesText } from './rolloutsFilter';
import { rolloutsView } from './rolloutsView';
import type { ViewRequest } from './types';
import { ViewMemory } from './ViewMemory';

const SERVICES = ['assistant', 'search', 'rerank'];
const CLUSTERS = ['hub', 'east', 'west'];
const STEPS = 60;

const entities: readonly Entity[] = [
  ...SERVICES.map(name => service(name, CLUSTERS)),
  service('selected', CLUSTERS, {
    annotations: { 'modelfleet.dev/workload-selector': 'app=search' },
  }),
];

/** A fleet and one random change of it after the other. */
function createFleet(seed: number) {
  const random = randomFrom(seed);
  const pick = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error('There is nothing to pick from');
    return item;
  };
  const clusters = CLUSTERS.map(name => ChangingCluster.create(name));
  let now = Date.parse(NOW);

  function objectsOf(name: string): Json[] {
    const replicas = pick([0, 1, 2]);
    const predictor = `${name}-predictor`;
    return [
      ...served(name, {
        replicas,
        ready: pick([0, replicas]),
        claim: random() < 0.7,
        labels: { app: name },
        predictor: {
          model: {
            modelFormat: { name: 'huggingface' },
            storageUri: pick([
              'hf://meta-llama/Llama-3.1-8B-Instruct',
              'hf://example/other',
            ]),
          },
        },
      }),
      replicaSet(`${predictor}-a`, {
        owner: predictor,
        revision: pick([1, 2]),
        hash: 'a',
        replicas: 1,
      }),
      pod(`${predictor}-a-1`, {
        owner: `${predictor}-a`,
        labels: { 'serving.kserve.io/inferenceservice': name, app: predictor },
        ready: random() < 0.5,
        ...(random() < 0.7 && { node: 'node-1' }),
      }),
      argo(pick(CLUSTERS), SYNCED, `fleet/chat/${name}/clusters/east`),
    ];
  }

  function change(): void {
    now += Math.floor(random() * 700_000);
    const at = new Date(now).toISOString();
    const cluster = pick(clusters);
    const object = pick([
      ...objectsOf(pick(SERVICES)),
      node('node-1', { gpus: pick([1, 8]) }),
      // Of nobody's, in another namespace.
      pod('stray', {
        namespace: 'lab',
        gpus: pick([1, 2]),
        ready: random() < 0.5,
        ...(random() < 0.7 && { node: 'node-1' }),
      }),
      application('elsewhere', { destination: {} }),
    ]);
    const kind = random();
    if (kind < 0.75) cluster.put(object, at);
    else if (kind < 0.85) cluster.delete(object);
    else if (kind < 0.92) cluster.state = pick([LIVE, AWAY]);
    else cluster.toggleForbidden(pick(['pods', 'inferenceservices', 'nodes']));
  }

  return {
    change,
    pick,
    snapshot: () => fleetOf(clusters, new Date(now)),
  };
}

function requests(
  on: ReturnType<typeof createFleet>,
): Omit<ViewRequest, 'memory'>[] {
  const fleet = on.snapshot();
  // As for viewers who may not see all clusters.
  const part = { ...fleet, clusters: fleet.clusters.slice(1) };
  const shared = { models: [MODEL], repositories: [REPOSITORY] };
  return [fleet, part].flatMap(seen => [
    { ...shared, fleet: seen, entity: MODEL, services: entities },
    ...entities.map(entity => ({
      ...shared,
      fleet: seen,
      entity,
      services: [entity],
    })),
  ]);
}

describe('what views remember', () => {
  it.each([1, 2, 3, 4, 5])(
    'never changes what they say, after random changes (seed %d)',
    seed => {
      const on = createFleet(seed);
      const memory = ViewMemory.create();
      let rows = 0;
      for (let step = 0; step < STEPS; step++) {
        on.change();
        for (const request of requests(on)) {
          const remembered = { ...request, memory };
          const rollouts = rolloutsView(request);
          rows += rollouts.items.filter(({ workload }) => workload).length;
          expect(rolloutsView(remembered)).toEqual(rollouts);
          const { items, ...part } = rolloutsView({
            ...remembered,
            filter: { text: 'east' },
            limit: 2,
          });
          const found = rollouts.items.filter(row => matchesText(row, 'east'));
          expect(part.found).toBe(found.length);
          expect(items).toEqual(found.slice(0, 2));
          expect(gpusView(remembered)).toEqual(gpusView(request));
        }
      }
      expect(rows).toBeGreaterThan(STEPS);
    },
  );

  it.each([6, 7])(
    'finds among candidates what judging everything finds (seed %d)',
    seed => {
      const on = createFleet(seed);
      const candidates = Candidates.create(JudgedClusters.create());
      let compared = 0;
      for (let step = 0; step < STEPS; step++) {
        on.change();
        const { clusters, now } = on.snapshot();
        for (const cluster of clusters) {
          const seen = assessmentContext(cluster, now);
          const all = assessWorkloads(seen);
          const wanted = on.pick(SERVICES);
          const names = (found: typeof all) =>
            found.map(({ meta, workload }) => ({ meta, workload }));
          expect(
            names(
              candidates.assess(seen, defaultAdapters, {
                services: [],
                serves: () => true,
              }),
            ),
          ).toEqual(names(all));
          const claimed = all.filter(
            ({ meta }) =>
              meta.annotations['modelfleet.dev/service-ref'] ===
              `component:default/${wanted}`,
          );
          compared += claimed.length;
          expect(
            names(
              candidates.assess(seen, defaultAdapters, {
                services: [`component:default/${wanted}`],
              }),
            ),
          ).toEqual(names(claimed));
        }
      }
      expect(compared).toBeGreaterThan(10);
    },
  );

  it('judges again when the time that it looked at has passed', () => {
    const cluster = ChangingCluster.create('east');
    for (const object of served('assistant')) cluster.put(object, NOW);
    const judged = JudgedClusters.create();
    const [isvc] = defaultAdapters.workloads;
    if (!isvc) throw new Error('There is no adapter');
    const adapter: typeof isvc = {
      ...isvc,
      readOne(key, seen) {
        const made = isvc.readOne(key, seen);
        return (
          made && {
            ...made,
            workload: { ...made.workload, runtime: seen.now.toISOString() },
          }
        );
      },
    };
    const look = (at: string) =>
      judged.readOne(
        adapter,
        'chat/assistant',
        assessmentContext(cluster.snapshot(), new Date(at)),
      )?.workload.runtime;
    expect(look(NOW)).toBe(new Date(NOW).toISOString());
    const later = '2026-11-23T12:00:01.000Z';
    expect(look(later)).toBe(later);
  });
});
