import { Destinations, type Destination } from './clusterNames';

const clusters = Destinations.create([
  { name: 'hub', serverUrl: 'https://10.0.0.1:6443', aliases: [] },
  {
    name: 'east',
    serverUrl: 'https://east.example.com',
    aliases: ['prod-1', 'https://east.internal:6443'],
  },
  { name: 'west', aliases: ['east-2', 'plant'] },
  // Whoever comes first has a name that two have.
  { name: 'south', serverUrl: 'https://EAST.example.com', aliases: ['PLANT'] },
]);

describe('what a delivery tool calls a cluster', () => {
  it.each<[string, Destination, string | undefined]>([
    ['nothing', {}, 'hub'],
    ["Argo CD's name for its own", { name: 'in-cluster' }, 'hub'],
    [
      "Argo CD's URL for its own",
      { server: 'https://kubernetes.default.svc' },
      'hub',
    ],
    ['the URL', { server: 'https://east.example.com:443/' }, 'east'],
    [
      'the URL, whatever the name',
      { name: 'west', server: 'https://EAST.example.com' },
      'east',
    ],
    ['an alias', { name: 'prod-1' }, 'east'],
    [
      'an alias that is a URL',
      { server: 'https://east.internal:6443' },
      'east',
    ],
    ['an alias before a name', { name: 'east-2' }, 'west'],
    ['the name', { name: 'West' }, 'west'],
    ['an alias that two have', { name: 'Plant' }, 'west'],
    [
      'the first of what it is also called',
      { name: 'north', alsoCalled: ['plant', 'prod-1'] },
      'east',
    ],
    ['another URL', { server: 'https://north.example.com' }, undefined],
    ['another name', { name: 'north' }, undefined],
  ])('by %s', (_name, destination, expected) => {
    expect(clusters.find(destination, 'hub')).toBe(expected);
  });
});
