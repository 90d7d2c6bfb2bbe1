import { ConfigReader } from '@backstage/config';
import { readHubs, withHubAliases } from './readHubs';

function read(hubs: object[]) {
  return readHubs(
    new ConfigReader(JSON.parse(JSON.stringify({ modelServing: { hubs } }))),
  );
}

it('reads which clusters a hub tells of', () => {
  expect(readHubs(new ConfigReader({}))).toEqual([]);
  expect(
    read([
      { cluster: 'cloud-eu', discover: true },
      {
        cluster: 'cloud-us',
        destinations: [{ cluster: 'plant-9', name: 'p9', title: 'Plant 9' }],
      },
    ]),
  ).toEqual([
    { cluster: 'cloud-eu', discover: true, destinations: [] },
    {
      cluster: 'cloud-us',
      discover: false,
      destinations: [{ cluster: 'plant-9', name: 'p9', title: 'Plant 9' }],
    },
  ]);
});

it.each([
  [[{ cluster: 'a' }], /hubs\[0\]' shows nothing/],
  [
    [
      { cluster: 'a', discover: true },
      { cluster: 'b', destinations: [{ cluster: 'a' }] },
    ],
    /hubs\[1\]' repeats 'a'/,
  ],
  [[{ discover: true }], /cluster/],
])('refuses %j', (hubs, message) => {
  expect(() => read(hubs)).toThrow(message);
});

it('joins deliveries by what the hub calls a cluster', () => {
  const hubs = read([
    { cluster: 'hub', destinations: [{ cluster: 'plant-9', name: 'p9' }] },
  ]);
  expect([...withHubAliases(new Map([['plant-9', ['nine']]]), hubs)]).toEqual([
    ['plant-9', ['nine', 'p9']],
  ]);
});
