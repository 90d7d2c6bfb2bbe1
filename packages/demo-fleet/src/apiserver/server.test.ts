import type { ServedTestCluster } from '../testing/servedCluster';
import { serveTestCluster } from '../testing/servedCluster';
import { inferenceService } from '../testing/virtualCluster';

const ISVC =
  '/apis/serving.kserve.io/v1beta1/namespaces/chat/inferenceservices';
const JSON_TYPE = { 'Content-Type': 'application/json' };

describe('Kubernetes API', () => {
  let served: ServedTestCluster;

  beforeEach(async () => {
    served = await serveTestCluster('cloud-eu');
  });

  afterEach(async () => {
    await served.stop();
  });

  const post = (path: string, body: unknown) =>
    served.request(path, {
      method: 'POST',
      headers: JSON_TYPE,
      body: JSON.stringify(body),
    });

  it.each(['', 'Bearer wrong', 'Basic dGVzdA=='])(
    'answers 401 to the credentials "%s"',
    async authorization => {
      const response = await served.request('/version', {
        headers: { Authorization: authorization },
      });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({
        kind: 'Status',
        reason: 'Unauthorized',
        code: 401,
      });
    },
  );

  it('says in its version that it is simulated', async () => {
    expect(await served.json('/version')).toMatchObject({
      major: '1',
      gitVersion: expect.stringMatching(/^v1\.\d+\.\d+\+simulated$/),
    });
    for (const path of ['/readyz', '/livez']) {
      expect(await (await served.request(path)).text()).toBe('ok');
    }
  });

  it('tells what it serves', async () => {
    expect(await served.json('/api')).toMatchObject({ versions: ['v1'] });
    expect(await served.json('/apis')).toMatchObject({
      kind: 'APIGroupList',
      groups: expect.arrayContaining([
        expect.objectContaining({
          name: 'serving.kserve.io',
          preferredVersion: {
            groupVersion: 'serving.kserve.io/v1beta1',
            version: 'v1beta1',
          },
        }),
        expect.objectContaining({ name: 'argoproj.io' }),
      ]),
    });
    expect(await served.json('/apis/apps/v1')).toMatchObject({
      kind: 'APIResourceList',
      groupVersion: 'apps/v1',
      resources: expect.arrayContaining([
        expect.objectContaining({
          name: 'deployments',
          kind: 'Deployment',
          namespaced: true,
          verbs: expect.arrayContaining(['list', 'watch']),
        }),
      ]),
    });
  });

  it('describes its kinds by OpenAPI, true to what it accepts', async () => {
    const index = await served.json('/openapi/v3');
    expect(index).toHaveProperty([
      'paths',
      'apis/serving.kserve.io/v1beta1',
      'serverRelativeURL',
    ]);
    expect(
      await served.json('/openapi/v3/apis/serving.kserve.io/v1beta1'),
    ).toMatchObject({
      components: {
        schemas: {
          'io.kserve.serving.v1beta1.InferenceService': {
            required: ['spec'],
            properties: {
              spec: {
                required: ['predictor'],
                properties: {
                  predictor: {
                    properties: {
                      minReplicas: { type: 'integer', minimum: 0 },
                      model: { required: ['modelFormat'] },
                    },
                  },
                },
              },
            },
            'x-kubernetes-group-version-kind': [
              {
                group: 'serving.kserve.io',
                version: 'v1beta1',
                kind: 'InferenceService',
              },
            ],
          },
        },
      },
    });
  });

  it.each([
    ['/apis/none.example.com', 404],
    ['/openapi/v3/apis/none/v1', 404],
    ['/elsewhere', 404],
  ])('answers plain text to %s', async (path, code) => {
    const response = await served.request(path);
    expect(response.status).toBe(code);
    expect(await response.text()).toBe('404 page not found\n');
  });

  it.each([
    [
      '/api/v1/namespaces/chat/pods/none',
      404,
      'NotFound',
      'pods "none" not found',
    ],
    ['/api/v1/secrets', 403, 'Forbidden', 'cannot list resource "secrets"'],
    [
      '/api/v1/pods?fieldSelector=spec.colour%3Dred',
      400,
      'BadRequest',
      'field label not supported: spec.colour',
    ],
    [
      '/api/v1/pods?labelSelector=a%20b%20c',
      400,
      'BadRequest',
      'unable to parse requirement',
    ],
    [
      '/api/v1/pods?continue=nonsense',
      400,
      'BadRequest',
      'continue key is not valid',
    ],
  ])('refuses %s', async (path, code, reason, message) => {
    const response = await served.request(path);
    expect(response.status).toBe(code);
    expect(await response.json()).toMatchObject({
      kind: 'Status',
      apiVersion: 'v1',
      status: 'Failure',
      code,
      reason,
      message: expect.stringContaining(message),
    });
  });

  it('lists in pages of one moment, and says 410 when that is forgotten', async () => {
    const all = await names('/api/v1/pods');
    const first = await page('/api/v1/pods?limit=3');
    served.cluster.pods.remove(
      served.cluster.pods.list().at(-1)?.metadata ?? { name: '' },
    );
    const rest = await page(`/api/v1/pods?limit=100&continue=${first.next}`);
    expect([...first.names, ...rest.names]).toEqual(all);
    expect(first.remaining).toBe(all.length - 3);
    expect(rest.next).toBeUndefined();

    const again = await page('/api/v1/pods?limit=3');
    served.cluster.log.compact();
    const gone = await served.request(
      `/api/v1/pods?limit=3&continue=${again.next}`,
    );
    expect(gone.status).toBe(410);
    expect(await gone.json()).toMatchObject({ reason: 'Expired', code: 410 });
  });

  it('lists from the cache in one go', async () => {
    const { next, names: found } = await page(
      '/api/v1/pods?limit=3&resourceVersion=0',
    );
    expect(next).toBeUndefined();
    expect(found.length).toBeGreaterThan(3);
  });

  it.each([
    ['labelSelector=app%3Dcoredns', 2],
    ['labelSelector=app%20in%20(coredns,metrics-server)', 3],
    ['labelSelector=app%20notin%20(coredns),app', 21],
    ['labelSelector=!app', 0],
    [
      'fieldSelector=spec.nodeName%3Dgpu-h100-1,metadata.namespace%3Dresearch',
      1,
    ],
    ['fieldSelector=status.phase!%3DRunning', 0],
  ])('selects by %s', async (query, count) => {
    const { names: found } = await page(`/api/v1/pods?${query}`);
    expect(found).toHaveLength(count);
  });

  it('creates, changes and deletes objects, and keeps generations', async () => {
    const made = await post(ISVC, inferenceService('bot'));
    expect(made.status).toBe(201);
    expect((await post(ISVC, inferenceService('bot'))).status).toBe(409);
    const patched = await served.json(`${ISVC}/bot`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/merge-patch+json' },
      body: JSON.stringify({ spec: { predictor: { minReplicas: 2 } } }),
    });
    expect(patched).toMatchObject({
      metadata: { generation: 2 },
      spec: { predictor: { minReplicas: 2, model: expect.anything() } },
    });
    const listed = await served.json(`${ISVC}/bot`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json-patch+json' },
      body: JSON.stringify([
        { op: 'add', path: '/metadata/labels', value: { tier: 'gold' } },
      ]),
    });
    expect(listed).toMatchObject({
      metadata: { generation: 2, labels: { tier: 'gold' } },
    });
    const stale = await served.request(`${ISVC}/bot`, {
      method: 'PUT',
      headers: JSON_TYPE,
      body: JSON.stringify({
        ...inferenceService('bot'),
        metadata: { name: 'bot', resourceVersion: '1' },
      }),
    });
    expect(stale.status).toBe(409);
    await served.request(`${ISVC}/bot`, { method: 'DELETE' });
    expect((await served.request(`${ISVC}/bot`)).status).toBe(404);
  });

  it.each([
    [
      'a field of the wrong type',
      { spec: { predictor: { minReplicas: 'two' } } },
      422,
      'spec.predictor.minReplicas',
    ],
    [
      'a name that is none',
      { metadata: { name: 'Not_A_Name' } },
      422,
      'metadata.name',
    ],
    [
      'an unknown namespace',
      { metadata: { name: 'bot', namespace: 'nowhere' } },
      400,
      'namespace of the provided object does not match',
    ],
    [
      'another kind',
      { kind: 'Pod' },
      400,
      'does not match the expected API version',
    ],
  ])('refuses an object with %s', async (_, change, code, message) => {
    const response = await post(ISVC, {
      ...inferenceService('bot'),
      ...change,
    });
    expect(response.status).toBe(code);
    expect(await response.json()).toMatchObject({
      message: expect.stringContaining(message),
    });
  });

  it('refuses objects in a namespace that is not there', async () => {
    const response = await post(
      '/apis/serving.kserve.io/v1beta1/namespaces/nowhere/inferenceservices',
      inferenceService('bot', { namespace: 'nowhere' }),
    );
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      message: 'namespaces "nowhere" not found',
    });
  });

  it('shows logs by container, and metrics of model and GPUs by the pod proxy', async () => {
    await post(ISVC, inferenceService('bot'));
    served.time.advance(60_000);
    const [pod] = served.cluster.pods.list('chat');
    const path = `/api/v1/namespaces/chat/pods/${pod?.metadata.name}`;
    const log = await served.request(`${path}/log?tailLines=1`);
    expect(await log.text()).toBe(
      'INFO:uvicorn:Uvicorn running on http://0.0.0.0:8080\n',
    );
    const download = await served.request(
      `${path}/log?container=storage-initializer`,
    );
    expect(await download.text()).toContain('Successfully copied');
    const before = await served.request(`${path}/log?previous=true`);
    expect(before.status).toBe(400);
    const metrics = await served.request(`${path}:8080/proxy/metrics`);
    expect(await metrics.text()).toMatch(
      /^vllm:kv_cache_usage_perc\{engine="0",model_name="bot"\} 0\.\d+$/m,
    );
    expect((await served.request(`${path}:9999/proxy/metrics`)).status).toBe(
      503,
    );
    const exporter = served.cluster.pods
      .list('gpu-operator')
      .find(
        item =>
          item.metadata.name.startsWith('dcgm') &&
          item.spec.nodeName === pod?.spec.nodeName,
      );
    const gpus = await served.request(
      `/api/v1/namespaces/gpu-operator/pods/${exporter?.metadata.name}:9400/proxy/metrics`,
    );
    expect(await gpus.text()).toContain(`pod="${pod?.metadata.name}"`);
  });

  async function page(path: string) {
    const body = await served.json(path);
    const list: {
      metadata: { continue?: string; remainingItemCount?: number };
      items: { metadata: { name: string } }[];
    } = JSON.parse(JSON.stringify(body));
    return {
      names: list.items.map(item => item.metadata.name),
      next: list.metadata.continue,
      remaining: list.metadata.remainingItemCount,
    };
  }

  async function names(path: string): Promise<string[]> {
    return (await page(path)).names;
  }
});
