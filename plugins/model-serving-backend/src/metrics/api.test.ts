import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  deploymentProjection,
  podProjection,
  replicaSetProjection,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  ObservedRecord,
  Projection,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { modelServingMetricsExtensionPoint } from '@modelfleet/backstage-plugin-model-serving-node';
import type { MetricsSource } from '@modelfleet/backstage-plugin-model-serving-node';
import { condition, DENY, start, stopAll } from '../__testUtils__/backend';

const AT = '2026-01-01T00:00:00.000Z';
const CHAT = '/entities/component/default/support-chat/figures';

// Each test starts a backend.
jest.setTimeout(30_000);

const meta = (name: string, controller?: { kind: string; name: string }) => ({
  name,
  namespace: 'chat',
  uid: name,
  creationTimestamp: AT,
  labels: { app: 'support-chat' },
  ...(controller && {
    ownerReferences: [
      { ...controller, uid: controller.name, controller: true },
    ],
  }),
});

const containers = [
  {
    name: 'server',
    image: 'vllm/vllm-openai:v0.11',
    resources: { limits: { 'nvidia.com/gpu': '1' } },
  },
];

const OBJECTS: readonly (readonly [Projection<ObservedRecord>, object])[] = [
  [
    deploymentProjection,
    {
      metadata: {
        ...meta('support-chat'),
        annotations: {
          'modelfleet.dev/service-ref': 'component:default/support-chat',
        },
      },
      spec: {
        replicas: 1,
        selector: { matchLabels: { app: 'support-chat' } },
        template: { spec: { containers } },
      },
    },
  ],
  [
    replicaSetProjection,
    {
      metadata: meta('support-chat-5d8', {
        kind: 'Deployment',
        name: 'support-chat',
      }),
      spec: { replicas: 1, template: { spec: { containers } } },
      status: {},
    },
  ],
  [
    podProjection,
    {
      metadata: meta('support-chat-5d8-a', {
        kind: 'ReplicaSet',
        name: 'support-chat-5d8',
      }),
      spec: { nodeName: 'n', containers },
      status: { phase: 'Running' },
    },
  ],
];

/** A backend with a source of metrics, of which every pod has four requests waiting. */
async function withMetrics(options: Parameters<typeof start>[0] = {}) {
  const asked: string[] = [];
  const faults: { message?: string } = {};
  const source: MetricsSource = {
    id: 'test',
    title: 'Test',
    type: 'other',
    keepsHistory: true,
    covers: cluster => cluster === 'eu',
    async now({ measure, clusters }) {
      asked.push(measure);
      if (faults.message) throw new Error(faults.message);
      return {
        items: clusters.map(cluster => ({
          cluster,
          namespace: 'chat',
          pod: 'support-chat-5d8-a',
          product: 'L4',
          value: measure === 'queued' ? 4 : 1,
        })),
        warnings: [],
      };
    },
    async past({ grid, sets = [] }) {
      return {
        items: sets.map(set => ({
          cluster: 'eu',
          namespace: 'chat',
          set,
          values: Array.from({ length: grid.count }, () => 5),
        })),
        warnings: [],
      };
    },
  };
  const module = createBackendModule({
    pluginId: 'model-serving',
    moduleId: 'test-metrics',
    register(env) {
      env.registerInit({
        deps: { metrics: modelServingMetricsExtensionPoint },
        async init({ metrics }) {
          metrics.addMetricsSource(source);
          expect(() => metrics.addMetricsSource(source)).toThrow(
            "There is a metrics source 'test' already",
          );
        },
      });
    },
  });
  const world = await start({ ...options, features: [module] });
  const cluster = world.sink.upsertCluster({ name: 'eu', title: 'eu' });
  for (const [projection, raw] of OBJECTS) {
    const record = projection.project(raw);
    cluster.replace(projection.resource, record ? [record] : [], AT);
  }
  return { ...world, asked, faults };
}

describe('the API of metrics', () => {
  afterEach(stopAll);

  it('tells the doctor how the source did, without asking it', async () => {
    const { get, asked, faults } = await withMetrics();
    const codes = async () => {
      const { body } = await get('/doctor/eu');
      return body.findings.map(({ code }: { code: string }) => code);
    };
    expect(await codes()).not.toContain('MetricsFailing');
    expect(await codes()).not.toContain('NoMetrics');
    expect(asked).toEqual([]);
    faults.message = 'no route to the store';
    await get(CHAT);
    const { length } = asked;
    const { body } = await get('/doctor/eu');
    expect(body.findings).toContainEqual(
      expect.objectContaining({
        code: 'MetricsFailing',
        message: expect.stringContaining('no route to the store'),
      }),
    );
    expect(asked).toHaveLength(length);
  });

  it.each([CHAT, '/gpu-activity'])('refuses strangers: %s', async path => {
    const { get, asked } = await withMetrics();
    const response = await get(path).set(
      'authorization',
      mockCredentials.none.header(),
    );
    expect(response.status).toBe(401);
    expect(asked).toEqual([]);
  });

  it.each([CHAT, '/gpu-activity'])(
    'needs the permission to see the fleet: %s',
    async path => {
      const { get, asked } = await withMetrics({
        policy: { 'model-serving.fleet.read': AuthorizeResult.DENY },
      });
      expect((await get(path)).status).toBe(403);
      expect(asked).toEqual([]);
    },
  );

  it('gives the figures of a service, with the series that are asked for', async () => {
    const { get } = await withMetrics();
    const { status, body } = await get(
      `${CHAT}?series=queued&series=ttftP95&range=24h`,
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      entityRef: 'component:default/support-chat',
      range: '24h',
      refreshSeconds: 15,
      sources: [{ id: 'test', status: 'ok' }],
    });
    expect(body.items).toMatchObject([
      {
        cluster: { name: 'eu' },
        pods: 1,
        engine: 'vLLM',
        figures: {
          queued: { status: 'value', value: 4, unit: 'requests' },
          ttftP95: { status: 'noData' },
        },
        series: { queued: { stepSeconds: 900, unit: 'requests' } },
      },
    ]);
    expect(body.items[0].series.queued.values).toHaveLength(97);
    const one = await get(`${CHAT}?series=queued&cluster=us`);
    expect(one.body.items).toEqual([]);
  });

  it('says how busy GPUs are, and which clusters no source covers', async () => {
    const { get } = await withMetrics();
    const { body } = await get('/gpu-activity');
    expect(body.items).toMatchObject([
      {
        cluster: { name: 'eu' },
        status: 'ok',
        products: [{ product: 'L4', devices: 1, held: 1 }],
      },
      { cluster: { name: 'us' }, status: 'noSource' },
    ]);
  });

  it('is not sent twice, nor computed from new questions', async () => {
    const { get, asked } = await withMetrics();
    const { etag = '' } = (await get(CHAT)).headers;
    const questions = asked.length;
    const again = await get(CHAT).set('if-none-match', etag);
    expect([again.status, again.text]).toEqual([304, '']);
    expect(asked).toHaveLength(questions);
  });

  it('shows nothing of clusters that the caller may not see', async () => {
    const { get } = await withMetrics({
      policy: {
        'model-serving.cluster.read': condition(
          'model-serving-cluster',
          'IS_CLUSTER',
          { names: ['us'] },
        ),
      },
    });
    expect((await get(CHAT)).body).toMatchObject({ items: [], sources: [] });
    const { body } = await get('/gpu-activity');
    expect(body.items).toMatchObject([{ cluster: { name: 'us' } }]);
    expect(body.sources).toEqual([]);
  });

  it('shows nothing of workloads that the caller may not see', async () => {
    const { get } = await withMetrics({
      policy: { 'model-serving.workload.read': DENY },
    });
    expect((await get(CHAT)).body.items).toEqual([]);
  });

  it.each([
    [`${CHAT}?range=1y`, 400],
    [`${CHAT}?series=secrets`, 400],
    [`${CHAT}?cluster=`, 400],
    ['/gpu-activity?range=x', 400],
    ['/entities/component/default/none/figures', 404],
    ['/entities/User/default/ana/figures', 400],
  ])('refuses %s', async (path, status) => {
    const { get, asked } = await withMetrics();
    expect((await get(path)).status).toBe(status);
    expect(asked).toEqual([]);
  });

  it('has figures without any source, each with the reason', async () => {
    const { get } = await start();
    const { status, body } = await get('/gpu-activity');
    expect(status).toBe(200);
    expect(body.items[0]).toMatchObject({
      status: 'noSource',
      message: expect.stringContaining('modelServing.metrics.sources'),
    });
  });
});
