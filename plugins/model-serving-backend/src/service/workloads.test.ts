import { inferenceServiceProjection } from '@modelfleet/backstage-plugin-model-serving-common';
import type { FleetSink } from '@modelfleet/backstage-plugin-model-serving-node';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import { condition, DENY, start, stopAll } from '../__testUtils__/backend';

const AT = '2026-01-01T00:00:00.000Z';

function serving(name: string, namespace: string, claim?: string) {
  const record = inferenceServiceProjection.project({
    metadata: {
      name,
      namespace,
      uid: `${namespace}-${name}`,
      resourceVersion: '1',
      creationTimestamp: AT,
      ...(claim && { annotations: { 'modelfleet.dev/service-ref': claim } }),
    },
    spec: { predictor: { model: { modelFormat: { name: 'vLLM' } } } },
  });
  if (!record) throw new Error('The fixture is no inference service');
  return record;
}

function fill(sink: FleetSink) {
  for (const name of ['eu', 'us']) {
    sink
      .upsertCluster({ name, title: name })
      .replace(
        inferenceServiceProjection.resource,
        [
          serving('a', 'chat', 'component:default/support-chat'),
          serving('b', 'lab'),
        ],
        AT,
      );
  }
}

interface Item {
  cluster: string;
  workload: { ref: { namespace: string; name: string } };
  catalogued: boolean;
}

const placesOf = (body: { items: Item[] }) =>
  body.items.map(
    ({ cluster, workload: { ref } }) =>
      `${cluster}/${ref.namespace}/${ref.name}`,
  );

const ALL = ['eu/chat/a', 'eu/lab/b', 'us/chat/a', 'us/lab/b'];

// Each test starts a backend.
jest.setTimeout(30_000);

describe('workloads', () => {
  afterEach(stopAll);

  it('are all there, those too that nobody has in the catalog', async () => {
    const { get, sink } = await start();
    fill(sink);
    const { status, body } = await get('/workloads');
    expect(status).toBe(200);
    expect(placesOf(body)).toEqual(ALL);
    expect(body.items.map((item: Item) => item.catalogued)).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(body.clusters).toMatchObject([
      { name: 'eu', state: { status: 'live' } },
      { name: 'us', state: { status: 'live' } },
    ]);
    expect(body.nextCursor).toBeUndefined();
  });

  it('come in pages, and a page of other filters is refused', async () => {
    const { get, sink } = await start();
    fill(sink);
    const seen: string[] = [];
    let path = '/workloads?limit=3';
    for (let pages = 0; pages < 2; pages++) {
      const { body } = await get(path);
      expect(body.total).toBe(4);
      seen.push(...placesOf(body));
      path = `/workloads?limit=3&cursor=${body.nextCursor}`;
    }
    expect(seen).toEqual(ALL);
    const { body } = await get('/workloads?limit=1');
    const other = await get(`/workloads?cluster=eu&cursor=${body.nextCursor}`);
    expect(other.status).toBe(400);
    expect(other.body.error.message).toMatch(/'cursor'.*other filters/);
  });

  it.each([
    ['cluster=us', ['us/chat/a', 'us/lab/b']],
    ['cluster=us&cluster=eu&namespace=lab', ['eu/lab/b', 'us/lab/b']],
    ['tenant=vision&tenant=chat', ALL],
    ['owner=Group:Default/Chat-Team', ['eu/chat/a', 'us/chat/a']],
    ['catalogued=false', ['eu/lab/b', 'us/lab/b']],
    ['entityRef=component:default/support-chat', ['eu/chat/a', 'us/chat/a']],
    ['text=US%20b', ['us/lab/b']],
    ['kind=Deployment', []],
  ])('are filtered by %s', async (query, expected) => {
    const { get, sink } = await start();
    fill(sink);
    const { body } = await get(`/workloads?${query}`);
    expect(placesOf(body)).toEqual(expected);
  });

  it('are compressed, and not sent twice', async () => {
    const { get, sink } = await start();
    fill(sink);
    const { headers } = await get('/workloads');
    expect(headers['content-encoding']).toBe('gzip');
    const again = await get('/workloads').set(
      'if-none-match',
      headers.etag ?? '',
    );
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it('are those of the clusters that the caller may see', async () => {
    const { get, sink } = await start({
      policy: {
        'model-serving.cluster.read': condition(
          'model-serving-cluster',
          'IS_CLUSTER',
          { names: ['us'] },
        ),
      },
    });
    fill(sink);
    const { body } = await get('/workloads?cluster=eu&cluster=us');
    expect(placesOf(body)).toEqual(['us/chat/a', 'us/lab/b']);
    expect(body.total).toBe(2);
    expect(body.clusters).toHaveLength(1);
  });

  it.each<[string, PolicyDecision, string[]]>([
    ['nobody', DENY, []],
    [
      'a namespace',
      condition('model-serving-workload', 'IS_IN_NAMESPACE', {
        namespaces: ['lab'],
      }),
      ['eu/lab/b', 'us/lab/b'],
    ],
    [
      'a cluster',
      condition('model-serving-workload', 'IS_IN_CLUSTER', {
        clusters: ['us'],
      }),
      ['us/chat/a', 'us/lab/b'],
    ],
    [
      'tenants',
      condition('model-serving-workload', 'IS_TENANT_OWNED_BY', {
        owners: ['group:default/chat-team'],
      }),
      ['eu/chat/a', 'us/chat/a'],
    ],
  ])(
    'are for those who may see %s, and are counted for nobody else',
    async (_, decision, expected) => {
      const { get, sink } = await start({
        policy: { 'model-serving.workload.read': decision },
      });
      fill(sink);
      const { body } = await get('/workloads');
      expect(placesOf(body)).toEqual(expected);
      expect(body.total).toBe(expected.length);

      const rollout = await get(
        '/entities/component/default/support-chat/rollouts',
      );
      const seen = expected.filter(place => place.includes('/chat/'));
      expect(rollout.body.items).toHaveLength(seen.length);
    },
  );

  it.each([
    ['limit=0', /limit/],
    ['limit=501', /limit/],
    ['limit=ten', /limit/],
    ['limit=1&limit=2', /limit/],
    ['verdict=fine', /verdict/],
    ['catalogued=maybe', /catalogued/],
    ['cursor=abc', /'cursor'/],
    ['cursor=W10', /'cursor'/],
    ['owner=nobody', /'owner' has 'nobody'/],
    ['entityRef=a%00b', /'entityRef'/],
    [`text=${'x'.repeat(201)}`, /text/],
    ['cluster[$ne]=x', /cluster/],
    ['sort=name', /sort/],
  ])('are refused: %s', async (query, words) => {
    const { get } = await start();
    const { status, body } = await get(`/workloads?${query}`);
    expect(status).toBe(400);
    expect(body.error.message).toMatch(words);
  });
});
