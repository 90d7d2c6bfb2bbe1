import type { DeliveryClaim } from '../adapters/types';
import type { ObjectRef } from '../api/types';
import { randomFrom } from '../views/memory.fixture';
import { ClusterDeliveries, type LocatedDelivery } from './ClusterDeliveries';
import { Destinations, sameName } from './clusterNames';
import { DeliveryIndex, type OverlaySource } from './DeliveryIndex';

const REPOSITORY = 'https://git.example.com/fleet.git';
const NAMES = ['hub', 'east', 'East', 'west'];
const PATHS = ['fleet/a/clusters/east', 'fleet/b/clusters/west'];
const OBJECTS = ['a', 'b', 'c'];

function refOf(cluster: string, name: string): ObjectRef {
  return { cluster, group: 'apps', kind: 'Deployment', namespace: 'n', name };
}

function claimsOf(
  reporter: string,
  pick: <T>(items: readonly T[]) => T,
  count: number,
): DeliveryClaim[] {
  return Array.from({ length: count }, (_, index) => ({
    delivery: {
      tool: 'argocd',
      ref: refOf(reporter, `delivery-${index}`),
      cluster: {
        name: reporter,
        title: reporter,
        simulated: false,
        state: { status: 'connecting' },
      },
      status: 'synced',
    },
    destination: pick([{}, ...NAMES.map(name => ({ name })), { name: 'gone' }]),
    sources: [
      {
        repoUrl: pick([REPOSITORY, 'https://mirror.example.com/fleet.git']),
        path: pick(PATHS.flatMap(path => [path, `./${path}/`])),
        wantedRevision: `${reporter}-${index}`,
      },
    ],
    objects: [pick(OBJECTS), pick(OBJECTS)].map(name => ({
      group: 'apps',
      kind: 'Deployment',
      namespace: 'n',
      name,
    })),
    ...(pick([true, false, false]) && {
      covers: [
        { repoUrl: REPOSITORY, paths: ['fleet/*/clusters/*'], excluded: [] },
      ],
    }),
  }));
}

/** The same by looking at each delivery, one after the other. */
function findAmong(
  all: readonly LocatedDelivery[],
  cluster: string,
  overlay: OverlaySource,
  object: string,
): LocatedDelivery | undefined {
  const byPath = all.filter(
    ({ target, sources }) =>
      (target === undefined || sameName(target, cluster)) &&
      sources.some(({ path }) => path.includes(overlay.path)),
  );
  return (
    byPath.find(({ sources }) =>
      sources.some(({ repoUrl }) => repoUrl === overlay.repositoryUrl),
    ) ??
    all.find(
      ({ target, objects }) =>
        target === cluster && objects.some(({ name }) => name === object),
    ) ??
    byPath[0] ??
    all.find(({ covers }) => covers)
  );
}

describe('an index that is put together of what each cluster tells', () => {
  it.each([1, 2, 3, 4])(
    'finds what looking at everything finds, in the same order (seed %d)',
    seed => {
      const random = randomFrom(seed);
      const pick = <T>(items: readonly T[]): T => {
        const item = items[Math.floor(random() * items.length)];
        if (item === undefined)
          throw new Error('There is nothing to pick from');
        return item;
      };
      const destinations = Destinations.create(
        NAMES.map(name => ({ name, aliases: [] })),
      );
      let found = 0;
      for (let round = 0; round < 50; round++) {
        const told = NAMES.map(name => {
          const claims = claimsOf(name, pick, pick([0, 1, 3]));
          return { name, claims };
        });
        const index = DeliveryIndex.create(
          told.map(({ name, claims }) =>
            ClusterDeliveries.create(name, claims, destinations),
          ),
        );
        const all = told.flatMap(({ name, claims }) =>
          claims.map((claim): LocatedDelivery => {
            const target = destinations.find(claim.destination, name);
            return { ...claim, ...(target !== undefined && { target }) };
          }),
        );
        for (const name of NAMES) {
          const overlay = { repositoryUrl: REPOSITORY, path: pick(PATHS) };
          const object = pick(OBJECTS);
          const expected = findAmong(all, name, overlay, object);
          const { delivery } =
            index.find(name, overlay, refOf(name, object)) ?? {};
          expect(delivery?.ref).toEqual(expected?.delivery.ref);
          if (expected) found += 1;
        }
      }
      expect(found).toBeGreaterThan(50);
    },
  );
});
