import type { Api } from './__testUtils__/Api';
import { MODEL, SERVICE } from './__testUtils__/observe';
import { eventually } from './__testUtils__/poll';
import { TestInstance } from './__testUtils__/TestInstance';

const ENTITY = '/model-serving/entities/component/default/defect-inspector';
const READS = [
  '/model-serving/clusters',
  '/model-serving/tenants',
  `${ENTITY}/rollouts`,
  `${ENTITY}/gpus`,
];

describe('the fleet as the backend shows it', () => {
  let instance: TestInstance;
  let guest: Api;

  beforeAll(async () => {
    instance = await TestInstance.start(
      import('@backstage/plugin-permission-backend-module-allow-all-policy'),
    );
    guest = await instance.signIn();
  }, 120_000);

  afterAll(async () => {
    await instance?.stop();
  });

  it('has models and services in the catalog, related both ways', async () => {
    const models = await eventually(
      'all models',
      () => guest.entities('kind=model'),
      found => found.length === 16,
    );
    expect(models.map(({ apiVersion }) => apiVersion)).toEqual(
      models.map(() => 'modelfleet.dev/v1alpha1'),
    );
    const services = await eventually(
      'the services of the repository',
      () => guest.entities('kind=component'),
      found => found.length === 4,
    );
    expect(services.map(({ metadata }) => metadata.name).sort()).toEqual([
      'code-assistant',
      'defect-inspector',
      'release-notes',
      'support-chat',
    ]);
    await eventually(
      'the model knows its service',
      async () =>
        (
          await guest.entity('model/default/qwen2.5-vl-3b-instruct')
        )?.relations?.map(({ type, targetRef }) => `${type} ${targetRef}`),
      relations => relations?.includes(`dependencyOf ${SERVICE}`) ?? false,
    );
  }, 90_000);

  it.each([SERVICE, MODEL])(
    'follows both clusters of a service, from %s',
    async ref => {
      const view = await eventually(
        `${ref} is healthy`,
        () => guest.rollouts(ref),
        ({ overall }) => overall?.verdict === 'healthy',
      );
      expect(
        view.items.map(({ cluster, wanted, workload, delivery, service }) => ({
          cluster: cluster.name,
          simulated: cluster.simulated,
          wanted,
          replicas: workload?.replicas,
          delivery: delivery?.status,
          service: service?.entityRef,
        })),
      ).toEqual([
        {
          cluster: 'cloud-us',
          simulated: true,
          wanted: true,
          replicas: { desired: 1, updated: 1, ready: 1 },
          delivery: 'synced',
          service: SERVICE,
        },
        {
          cluster: 'edge-plant',
          simulated: true,
          wanted: true,
          replicas: { desired: 2, updated: 2, ready: 2 },
          delivery: 'synced',
          service: SERVICE,
        },
      ]);
    },
    90_000,
  );

  it('counts the GPUs of every cluster, and what a model takes of them', async () => {
    const { items } = await guest.gpus(MODEL);
    expect(
      Object.fromEntries(
        items.map(({ cluster, totals, entity }) => [
          cluster.name,
          {
            totals: totals?.map(({ product, allocatable, used, free }) => [
              product,
              allocatable,
              used + free,
            ]),
            takes: entity?.map(({ used }) => used),
          },
        ]),
      ),
    ).toEqual({
      'cloud-eu': { totals: [['NVIDIA-H100-80GB-HBM3', 16, 16]], takes: [] },
      'cloud-us': {
        totals: [
          ['NVIDIA-A100-SXM4-80GB', 16, 16],
          ['NVIDIA-A100-SXM4-80GB-MIG-1g.10gb', 4, 4],
          ['NVIDIA-A100-SXM4-80GB-MIG-2g.20gb', 2, 2],
          ['NVIDIA-A100-SXM4-80GB-MIG-3g.40gb', 2, 2],
        ],
        takes: [1],
      },
      'edge-plant': { totals: [['NVIDIA-L4', 3, 3]], takes: [2] },
      'cloud-amd': {
        totals: [['AMD_Instinct_MI300X_OAM', 16, 16]],
        takes: [],
      },
    });
  });

  it('offers the tenants of the configuration, without credentials', async () => {
    const { items } = await guest.client.getTenants();
    expect(
      items.map(({ name, mayChange, clusters, reason }) => ({
        name,
        mayChange,
        clusters,
        reason,
      })),
    ).toEqual([
      {
        name: 'chat',
        mayChange: true,
        clusters: ['cloud-eu', 'cloud-us', 'edge-plant', 'cloud-amd'],
      },
      {
        name: 'vision',
        mayChange: false,
        clusters: ['cloud-us', 'edge-plant'],
        reason: expect.stringContaining('group:default/vision-team'),
      },
    ]);
    expect(JSON.stringify(items)).not.toContain('password');
  });

  it.each(READS)('answers nobody at %s', async path => {
    expect((await instance.anonymous.get(path)).status).toBe(401);
    expect((await instance.forger.get(path)).status).toBe(401);
  });

  it('lets nobody plan a change', async () => {
    const body = { tenant: 'chat', service: 'x', clusters: ['cloud-eu'] };
    const reply = await instance.anonymous.post('/model-serving/changes', body);
    expect(reply.status).toBe(401);
  });

  it('has nothing new for who has the newest answer', async () => {
    const path = '/model-serving/tenants';
    const { etag = '' } = await guest.get(path);
    expect(await guest.get(path, { 'If-None-Match': etag })).toEqual({
      status: 304,
      etag,
      body: {},
    });
  });

  it.each([
    [{}, /tenant|required/],
    [{ tenant: 'chat', service: 'x', clusters: [] }, /clusters/],
    [
      { tenant: 'chat', service: 'x', clusters: ['cloud-eu'], sudo: 1 },
      /sudo|additional/,
    ],
    [{ tenant: 'chat', service: '../x', clusters: ['cloud-eu'] }, /'\.\.\/x'/],
    [
      { tenant: 'chat', service: 'x', clusters: ['mars'] },
      /'mars'; allowed: cloud-eu/,
    ],
  ])('says what is wrong with the change %j', async (body, sentence) => {
    const reply = await guest.post('/model-serving/changes', body);
    expect(reply.status).toBe(400);
    expect(JSON.stringify(reply.body)).toMatch(sentence);
  });

  it.each(['rollouts', 'gpus'])(
    'has no %s of what the catalog does not have',
    async view => {
      const path = `/model-serving/entities/component/default/no-such/${view}`;
      expect((await guest.get(path)).status).toBe(404);
    },
  );
});
