import type { Api, Reply } from './__testUtils__/Api';
import { run } from './__testUtils__/deploy';
import { headOf } from './__testUtils__/git';
import { SERVICE } from './__testUtils__/observe';
import { JONAS, LEILA, MIRA } from './__testUtils__/people';
import { limitingPolicy } from './__testUtils__/policy';
import { eventually } from './__testUtils__/poll';
import { TestInstance } from './__testUtils__/TestInstance';

const VIEW = '/model-serving/entities/component/default/defect-inspector';

function form(cluster: string) {
  return {
    service: 'refused',
    model: { model: 'model:default/llama-3.1-8b-instruct' },
    tenant: { tenant: 'chat' },
    placements: [{ cluster, replicas: 1, gpusPerReplica: 1 }],
  };
}

function change(cluster: string) {
  return { tenant: 'chat', service: 'refused', clusters: [cluster] };
}

function messageOf({ body }: Reply): string {
  const { error } = body;
  return typeof error === 'object' && error !== null && 'message' in error
    ? String(error.message)
    : '';
}

/** Another person is refused each of these by the policy. */
describe('a policy that limits people', () => {
  let instance: TestInstance;
  let guest: Api;

  beforeAll(async () => {
    instance = await TestInstance.start(limitingPolicy);
    guest = await instance.signIn();
    await eventually(
      'the service is seen',
      () => guest.rollouts(SERVICE).catch(() => undefined),
      view => view?.overall?.verdict !== undefined,
    );
    await eventually(
      'the template is in the catalog',
      () => guest.entities('kind=template'),
      templates =>
        templates.some(({ metadata }) => metadata.name === 'deploy-model'),
    );
  }, 120_000);

  afterAll(async () => {
    await instance?.stop();
  });

  it('hides clusters, and what runs in them, everywhere', async () => {
    const seen = [
      (await guest.clusters()).items.map(({ name }) => name),
      (await guest.gpus('model:default/qwen2.5-vl-3b-instruct')).items.map(
        ({ cluster }) => cluster.name,
      ),
    ];
    for (const names of seen) {
      expect(names).toEqual(['cloud-eu', 'cloud-us']);
    }
    const { items: rows, clusters } = await guest.rollouts(SERVICE);
    expect(clusters.total).toBe(2);
    expect(clusters.unseenTotal).toBe(0);
    expect(rows.filter(({ workload }) => workload)).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('plant-7');
  });

  it('refuses the fleet to who may not see it, with the permission to ask for', async () => {
    const mira = await instance.signIn(MIRA);
    for (const path of ['/model-serving/clusters', `${VIEW}/rollouts`]) {
      const reply = await mira.get(path);
      expect(reply.status).toBe(403);
      expect(messageOf(reply)).toBe(
        'You may not see the fleet. Ask for the permission model-serving.fleet.read.',
      );
    }
  });

  it.each(['rollouts', 'gpus'])(
    'has no %s of an entity for who may not see it, as if there was none',
    async view => {
      const jonas = await instance.signIn(JONAS);
      const hidden = await jonas.get(`${VIEW}/${view}`);
      const absent = await guest.get(
        `/model-serving/entities/component/default/no-such/${view}`,
      );
      expect([hidden.status, absent.status]).toEqual([404, 404]);
      expect(messageOf(hidden).replace('defect-inspector', 'no-such')).toBe(
        messageOf(absent),
      );
    },
  );

  it('shows what runs in the namespaces that one may see, and counts no other', async () => {
    const leila = await instance.signIn(LEILA);
    const namespaces = async (api: Api) => {
      const { items, total } = await api.workloads();
      expect(total).toBe(items.length);
      return [
        ...new Set(items.map(({ workload }) => workload.ref.namespace)),
      ].sort();
    };
    expect(await namespaces(leila)).toEqual(['vision']);
    expect(await namespaces(guest)).toContain('chat');
    // What is free in a cluster is true for everyone.
    const gpusOf = async (api: Api) =>
      (await api.clusters()).items.find(({ name }) => name === 'cloud-eu')
        ?.gpus;
    expect(await gpusOf(leila)).toEqual(await gpusOf(guest));
  });

  it('allows a change where it is allowed', async () => {
    const reply = await guest.post(
      '/model-serving/changes',
      change('cloud-eu'),
    );
    expect(reply.status).toBe(200);
  });

  it.each([
    ['by a person who may change nothing', LEILA, 'cloud-eu'],
    ['in a cluster where the person may not', undefined, 'cloud-us'],
  ])(
    'refuses a change %s, and nothing is pushed',
    async (_, person, cluster) => {
      const api = await instance.signIn(person);
      const before = await headOf(instance.gitUrl);
      const reply = await api.post('/model-serving/changes', change(cluster));
      expect(reply.status).toBe(403);
      expect(messageOf(reply)).toMatch(
        new RegExp(`${cluster}.*Ask for the permission model-serving.service`),
      );
      const result = await run(api, form(cluster));
      expect(result.status).toBe('failed');
      expect(result.error).toContain(
        'Ask for the permission model-serving.service.change',
      );
      expect(await headOf(instance.gitUrl)).toBe(before);
    },
    60_000,
  );

  it('says in the list of tenants who may change what', async () => {
    const leila = await instance.signIn(LEILA);
    const mayChange = async (api: Api) =>
      Object.fromEntries(
        (await api.client.getTenants()).items.map(tenant => [
          tenant.name,
          tenant.mayChange,
        ]),
      );
    expect(await mayChange(guest)).toEqual({ chat: true, vision: false });
    expect(await mayChange(leila)).toEqual({ chat: false, vision: false });
  });
});
