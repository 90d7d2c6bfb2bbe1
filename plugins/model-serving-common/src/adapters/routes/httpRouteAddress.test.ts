import type { Json } from '../../fleet/__fixtures__/objects';
import { NAME } from '../reported.fixture';
import {
  PARENT,
  parent,
  FINE,
  route,
  UP,
  urlOf,
  LISTENERS,
} from './httpRoutes.fixture';

describe('the address of a model behind an HTTPRoute', () => {
  const open = { ...UP, ...LISTENERS };

  it.each<[string, readonly Json[], string | undefined]>([
    ['is the host of the route', [route(), open], 'https://chat.example.com'],
    [
      'is spoken to as its listener is',
      [
        route([FINE], {
          spec: { parentRefs: [{ ...PARENT, sectionName: 'http' }] },
        }),
        open,
      ],
      'http://chat.example.com',
    ],
    [
      'is no pattern',
      [route([FINE], { spec: { hostnames: ['*.example.com'] } }), open],
      undefined,
    ],
    [
      'is none while the gateway refuses the route',
      [route([parent({ Accepted: 'False' })]), open],
      undefined,
    ],
    ['is none through a gateway that is not seen', [route()], undefined],
  ])('%s', (_why, objects, url) => {
    expect(urlOf(objects)).toBe(url);
  });

  it('is there while nothing runs', () => {
    const named = route([FINE], { backend: { name: NAME, port: 80 } });
    expect(urlOf([named, open], 0)).toBe('https://chat.example.com');
    expect(urlOf([route(), open], 0)).toBeUndefined();
  });
});
