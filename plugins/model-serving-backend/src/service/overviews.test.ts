import { mockCredentials } from '@backstage/backend-test-utils';
import { condition, DENY, start, stopAll } from '../__testUtils__/backend';

const LLAMA = 'model:default/llama';
const CHAT = 'component:default/support-chat';

const path = (...refs: string[]) =>
  `/overviews?${refs.map(ref => `entityRef=${ref}`).join('&')}`;

// Each test starts a backend.
jest.setTimeout(30_000);

describe('overviews', () => {
  afterEach(stopAll);

  it('are of several entities, in the order of the request, each once', async () => {
    const { get } = await start();
    const { status, body } = await get(
      path(CHAT, LLAMA, 'Component:Default/Support-Chat', 'model:default/gone'),
    );
    expect(status).toBe(200);
    expect(
      body.items.map(({ entityRef }: { entityRef: string }) => entityRef),
    ).toEqual([CHAT, LLAMA]);
    expect(body.items[0]).toMatchObject({
      placeCount: 0,
      places: [],
      blind: 0,
    });
    expect(body.missing).toEqual(['model:default/gone']);
    expect(body.version).toBe(body.items[1].version);
  });

  it('say the same as the rollouts', async () => {
    const { get, sink } = await start();
    sink.upsertCluster({ name: 'eu', title: 'eu' }).state({
      status: 'unreachable',
      error: { kind: 'timeout', message: 'No answer' },
      retryAt: '2026-01-01T00:00:00.000Z',
    });
    const { body } = await get(path(CHAT));
    expect(body.items[0].blind).toBe(1);
    const rollouts = await get(
      '/entities/component/default/support-chat/rollouts',
    );
    expect(body.items[0].overall).toEqual(rollouts.body.overall);
  });

  it('are not sent twice', async () => {
    const { get } = await start();
    const { etag = '' } = (await get(path(CHAT))).headers;
    const again = await get(path(CHAT)).set('if-none-match', etag);
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it.each([
    ['/overviews', /entityRef/],
    [path(''), /entityRef/],
    [path('no-ref'), /'entityRef' has 'no-ref'/],
    [path('api:default/llama'), /allowed: Model, Component/],
    [path('model:default/%00'), /entityRef/],
    [`${path(LLAMA)}&entityref=x`, /entityref/],
    [path(...Array.from({ length: 51 }, () => LLAMA)), /entityRef/],
    [path(`model:default/${'x'.repeat(250)}`), /entityRef/],
  ])('are refused: %s', async (url, words) => {
    const { get } = await start();
    const { status, body } = await get(url);
    expect(status).toBe(400);
    expect(body.error.message).toMatch(words);
  });

  it('are for those who may see the fleet, and what they may see of it', async () => {
    const open = await start();
    const stranger = await open
      .get(path(LLAMA))
      .set('authorization', mockCredentials.none.header());
    expect(stranger.status).toBe(401);

    const blind = await start({
      policy: { 'model-serving.cluster.read': DENY },
    });
    expect((await blind.get(path(CHAT))).body.items[0].blind).toBe(0);

    const one = await start({
      policy: {
        'model-serving.cluster.read': condition(
          'model-serving-cluster',
          'IS_CLUSTER',
          { names: ['us'] },
        ),
      },
    });
    one.sink.upsertCluster({ name: 'eu', title: 'eu' }).state({
      status: 'unsupported',
      reason: 'No credentials',
    });
    expect((await one.get(path(CHAT))).body.items[0].blind).toBe(0);
  });
});
