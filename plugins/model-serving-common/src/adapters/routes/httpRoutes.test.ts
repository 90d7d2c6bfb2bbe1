import type { Json } from '../../fleet/__fixtures__/objects';
import { NAME } from '../reported.fixture';
import {
  formerPoolOf,
  LABELS,
  YOUNG,
  parent,
  FINE,
  route,
  gateway,
  UP,
  judge,
  HEALTHY,
} from './httpRoutes.fixture';

describe('a model behind an HTTPRoute', () => {
  it.each<[string, readonly Json[], Json]>([
    ['that is accepted', [route(), UP], HEALTHY],
    [
      'that the gateway refuses',
      [
        route([
          parent({
            Accepted: ['False', 'NotAllowedByListeners', 'not from here'],
          }),
        ]),
        UP,
      ],
      {
        verdict: 'degraded',
        reason: 'RouteNotReady',
        message:
          '1 of 1 replica serves, but requests do not reach it through the route to-chat (chat.example.com): the gateway gateways/public does not accept it (not from here).',
        since: '2026-11-23T10:00:00Z',
        advice:
          'Ask the platform team to let routes of this namespace use the gateway.',
      },
    ],
    [
      'that the gateway has not decided on',
      [route([parent({ Accepted: ['False', 'Pending'] })]), UP],
      { verdict: 'progressing', reason: 'RouteNotReady' },
    ],
    [
      'whose newest change nobody looked at',
      [route([FINE], { metadata: { generation: 2 } }), UP],
      {
        verdict: 'progressing',
        message: expect.stringContaining('has not looked at its newest change'),
      },
    ],
    [
      'that was refused before its newest change',
      [
        route([parent({ Accepted: ['False', 'NoMatchingParent'] })], {
          metadata: { generation: 2 },
        }),
        UP,
      ],
      { verdict: 'progressing' },
    ],
    [
      'that leads to something else that does not exist',
      [
        route([
          parent({
            Accepted: 'True',
            ResolvedRefs: ['False', 'BackendNotFound', 'no Service old'],
          }),
        ]),
        UP,
      ],
      {
        verdict: 'degraded',
        message: expect.stringContaining('cannot use what it leads to'),
        advice: expect.stringContaining('does not exist'),
      },
    ],
    [
      'that is still programmed, in the words of older gateways',
      [
        route([
          parent({ Accepted: 'True', Programmed: ['False', 'InProgress'] }),
        ]),
        UP,
      ],
      { verdict: 'progressing' },
    ],
    [
      'that nobody handles',
      [route([]), UP],
      {
        verdict: 'degraded',
        message: expect.stringContaining('no gateway handles it'),
      },
    ],
    [
      'that nobody handles yet',
      [route([], { metadata: YOUNG }), UP],
      { verdict: 'progressing' },
    ],
    [
      'of which only a former gateway speaks',
      [
        route([
          { ...FINE, parentRef: { name: 'former', namespace: 'gateways' } },
        ]),
        UP,
      ],
      {
        verdict: 'degraded',
        message: expect.stringContaining('no gateway handles it'),
      },
    ],
    [
      'that names no gateway',
      [route([], { spec: { parentRefs: [] } })],
      {
        verdict: 'degraded',
        message: expect.stringContaining('it names no gateway'),
      },
    ],
    [
      'whose gateway is not there',
      [route()],
      {
        verdict: 'degraded',
        message: expect.stringContaining(
          'the gateway gateways/public does not exist',
        ),
      },
    ],
    [
      'whose gateway has no address for long',
      [
        route(),
        gateway({
          Accepted: 'True',
          Programmed: ['False', 'AddressNotAssigned', 'no address'],
        }),
      ],
      {
        verdict: 'degraded',
        message: expect.stringContaining(
          'the gateway gateways/public takes no requests (no address)',
        ),
      },
    ],
    [
      'whose gateway is invalid',
      [
        route(),
        gateway({ Accepted: 'True', Programmed: ['False', 'Invalid'] }),
      ],
      { verdict: 'degraded', reason: 'RouteNotReady' },
    ],
    [
      'whose gateway nobody runs',
      [route(), gateway({})],
      {
        verdict: 'degraded',
        message: expect.stringContaining('nobody runs the gateway'),
      },
    ],
    [
      'whose gateway says only what it said in the past',
      [
        route(),
        gateway({ Accepted: 'True', Programmed: 'True', Ready: 'False' }),
      ],
      HEALTHY,
    ],
    [
      'whose rules are used in part',
      [
        route([
          parent({
            Accepted: 'True',
            ResolvedRefs: 'True',
            PartiallyInvalid: ['True', 'UnsupportedValue', 'dropped rule 2'],
          }),
        ]),
        UP,
      ],
      {
        verdict: 'healthy',
        message: expect.stringContaining('is left out: dropped rule 2.'),
      },
    ],
    [
      'of which another one leads to it',
      [
        route(),
        route([parent({ Accepted: ['False', 'NoMatchingParent'] })], {
          metadata: { name: 'other' },
        }),
        UP,
      ],
      {
        verdict: 'healthy',
        message: expect.stringContaining(
          'Requests do not reach it through the route other',
        ),
      },
    ],
    [
      'that leads elsewhere',
      [route([], { backend: { name: 'another' } }), UP],
      HEALTHY,
    ],
    [
      'that sends it nothing',
      [route([], { backend: { name: 'chat', weight: 0 } }), UP],
      HEALTHY,
    ],
    [
      'of another namespace’s Service of the same name',
      [route([], { backend: { name: 'chat', namespace: 'vision' } }), UP],
      HEALTHY,
    ],
    [
      'that its own controller made',
      [
        route([], {
          metadata: {
            ownerReferences: [
              {
                kind: 'Deployment',
                name: NAME,
                uid: `deployment-${NAME}`,
                controller: true,
              },
            ],
          },
        }),
      ],
      HEALTHY,
    ],
    [
      'by way of a pool of the former group',
      [
        formerPoolOf({
          metadata: { name: 'pool' },
          spec: { selector: LABELS, extensionRef: { name: 'picker' } },
          status: { parent: [parent({ Accepted: 'True' })] },
        }),
        route([], {
          backend: {
            group: 'inference.networking.x-k8s.io',
            kind: 'InferencePool',
            name: 'pool',
          },
        }),
        UP,
      ],
      { verdict: 'degraded', reason: 'RouteNotReady' },
    ],
  ])('%s', (_why, objects, expected) => {
    expect(judge(objects)).toMatchObject(expected);
  });

  it('does not take a gateway that may not be seen for one that is not there', () => {
    const knowledge = {
      'gateways.gateway.networking.k8s.io': {
        status: 'forbidden',
        message: 'no',
      },
    } as const;
    expect(judge([route()], { knowledge })).toMatchObject(HEALTHY);
  });

  it('says first why a model is not up', () => {
    expect(judge([route([])], {}, 0).reason).not.toBe('RouteNotReady');
  });
});

it('judges a pool of the former group', () => {
  expect(
    judge([
      formerPoolOf({
        metadata: { name: 'pool' },
        spec: {
          selector: LABELS,
          extensionRef: { name: 'picker', failureMode: 'FailClose' },
        },
        status: {
          parent: [
            parent({
              Accepted: 'True',
              ResolvedRefs: ['False', 'InvalidExtensionRef', 'no picker'],
            }),
          ],
        },
      }),
    ]),
  ).toMatchObject({
    verdict: 'degraded',
    message: expect.stringContaining(
      'does not find its endpoint picker picker',
    ),
  });
});
