import { application, type Json } from './__fixtures__/objects';
import {
  AWAY,
  staticFleet,
  type StaticCluster,
} from './__fixtures__/staticFleet';
import { reportedClusters, type Hub } from './hubs';

const PLANT: Json = { name: 'plant-9', server: 'https://10.9.0.1:6443' };

function to(destination: Json, index = 0): Json {
  return application(`app-${index}`, { destination });
}

function names(
  hub: Partial<Hub>,
  cluster: Partial<StaticCluster>,
  ...others: readonly StaticCluster[]
) {
  return reportedClusters(
    { cluster: 'hub', discover: true, destinations: [], ...hub },
    staticFleet({ name: 'hub', title: 'The hub', ...cluster }, ...others),
  )?.map(({ name }) => name);
}

describe('the clusters that a hub tells of', () => {
  it('are its destinations that nobody else knows', () => {
    expect(
      reportedClusters(
        { cluster: 'hub', discover: true, destinations: [] },
        staticFleet(
          {
            name: 'hub',
            title: 'The hub',
            objects: [
              to(PLANT, 0),
              to(PLANT, 1),
              to({ server: 'https://kubernetes.default.svc' }, 2),
              to({ name: 'in-cluster' }, 3),
              to({ name: 'east' }, 4),
              to({ server: 'https://west.example.com' }, 5),
              to({ name: 'by-alias' }, 6),
            ],
          },
          { name: 'east' },
          { name: 'west', serverUrl: 'https://west.example.com' },
          { name: 'south', aliases: ['by-alias'] },
        ),
      ),
    ).toEqual([
      {
        name: 'plant-9',
        title: 'plant-9',
        serverUrl: 'https://10.9.0.1:6443',
        reportedBy: { name: 'hub', title: 'The hub' },
      },
    ]);
  });

  it('stay the same when they are in the fleet already', () => {
    const state = {
      status: 'unsupported',
      reason: 'not dialled',
      reportedBy: { name: 'hub', title: 'The hub' },
    } as const;
    expect(
      names({}, { objects: [to(PLANT)] }, { name: 'plant-9', state }),
    ).toEqual(['plant-9']);
  });

  it('are only those that are configured, where that is asked for', () => {
    expect(
      names(
        {
          discover: false,
          destinations: [{ cluster: 'plant-one', name: 'p1' }],
        },
        { objects: [to(PLANT)] },
      ),
    ).toEqual(['plant-one']);
  });

  it('have their configured name in the place of the hub’s', () => {
    expect(
      names(
        { destinations: [{ cluster: 'nine', name: 'plant-9' }] },
        { objects: [to(PLANT)] },
      ),
    ).toEqual(['nine']);
  });

  it('are named after their server where they have no name', () => {
    expect(
      names(
        {},
        { objects: [to({ server: 'https://plant.example.com:6443' })] },
      ),
    ).toEqual(['plant.example.com']);
  });

  it.each([
    [{ name: '{{name}}' }],
    [{ name: 'a b', server: 'not a url' }],
    [{ name: '../../etc' }],
  ])('never have a name that no catalog has: %j', destination => {
    expect(names({}, { objects: [to(destination)] })).toEqual([]);
  });

  it('do not end with their hub, and are not known before it is', () => {
    expect(names({}, { objects: [to(PLANT)], state: AWAY })).toEqual([
      'plant-9',
    ]);
    expect(
      names(
        {},
        { knowledge: { 'applications.argoproj.io': { status: 'never' } } },
      ),
    ).toBeUndefined();
    expect(names({ cluster: 'elsewhere' }, {})).toBeUndefined();
  });

  it('are bounded', () => {
    const objects = Array.from({ length: 1_200 }, (_, index) =>
      to({ name: `c-${index}` }, index),
    );
    expect(names({}, { objects })).toHaveLength(1_000);
  });
});
