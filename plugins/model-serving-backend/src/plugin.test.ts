import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import { condition, DENY, start, stopAll } from './__testUtils__/backend';

const change = { tenant: 'chat', service: 'new-chat', clusters: ['eu'] };

describe('model-serving', () => {
  afterEach(stopAll);

  it('gives an adopter’s cluster access the place of its own', async () => {
    const { get } = await start();
    // The default would have asked for the Kubernetes plugin's hand-over.
    expect((await get('/clusters')).status).toBe(200);
  });

  it.each([
    ['get', '/clusters'],
    ['get', '/tenants'],
    ['get', '/workloads'],
    ['get', '/gpu-holders'],
    ['get', '/doctor'],
    ['get', '/doctor/eu'],
    ['get', '/entities/Model/default/llama/rollouts'],
    ['get', '/entities/Model/default/llama/gpus'],
    ['plan', ''],
  ] as const)('refuses strangers: %s %s', async (method, path) => {
    const api = await start();
    const call = method === 'get' ? api.get(path) : api.plan(change);
    const response = await call.set(
      'authorization',
      mockCredentials.none.header(),
    );
    expect(response.status).toBe(401);
  });

  describe('clusters', () => {
    it('are listed with their state', async () => {
      const { get } = await start();
      const response = await get('/clusters');
      expect(response.body.items).toMatchObject([
        { name: 'eu', state: { status: 'live' } },
        { name: 'us', state: { status: 'live' } },
      ]);
      expect(response.headers['cache-control']).toBe('private, no-cache');
    });

    it('are not sent twice', async () => {
      const { get, sink } = await start();
      const { etag = '' } = (await get('/clusters')).headers;
      const again = await get('/clusters').set('if-none-match', `"x", ${etag}`);
      expect([again.status, again.text]).toEqual([304, '']);
      sink.removeCluster('us');
      const changed = await get('/clusters').set('if-none-match', etag);
      expect(changed.status).toBe(200);
      expect(changed.headers.etag).not.toBe(etag);
    });

    it('need the permission to see the fleet', async () => {
      const { get, audit, event } = await start({
        policy: { 'model-serving.fleet.read': AuthorizeResult.DENY },
      });
      const response = await get('/clusters');
      expect(response.status).toBe(403);
      expect(response.body.error.message).toContain('model-serving.fleet.read');
      expect(audit).toHaveBeenCalledWith(
        expect.objectContaining({ eventId: 'fleet-read' }),
      );
      expect(event.fail).toHaveBeenCalledTimes(1);
    });

    it.each<[PolicyDecision, string[]]>([
      [DENY, []],
      [
        condition('model-serving-cluster', 'IS_CLUSTER', { names: ['us'] }),
        ['us'],
      ],
    ])('appear as conditions allow', async (decision, expected) => {
      const { get } = await start({
        policy: { 'model-serving.cluster.read': decision },
      });
      const namesOf = (list: readonly { name: string }[]) =>
        list.map(({ name }) => name);
      const { body } = await get('/clusters');
      expect(namesOf(body.items)).toEqual(expected);
      const rollouts = await get('/entities/Model/default/llama/rollouts');
      expect(rollouts.body.clusters).toEqual({
        total: expected.length,
        live: expected.length,
        titles: expected,
        unseen: [],
        unseenTotal: 0,
      });
    });
  });

  describe('entities', () => {
    it.each(['rollouts', 'gpus'])('have %s', async view => {
      const { get } = await start();
      for (const path of [
        'Model/default/llama',
        'component/default/inspector',
      ]) {
        const response = await get(`/entities/${path}/${view}`);
        expect(response.status).toBe(200);
        expect(response.body.entityRef).toBe(
          path.toLocaleLowerCase('en-US').replace('/', ':'),
        );
      }
    });

    it.each([
      ['Model/default/none', 404, 'model:default/none'],
      ['User/default/ana', 400, 'Model, Component'],
    ])('are refused when they have none: %s', async (path, status, words) => {
      const { get } = await start();
      const response = await get(`/entities/${path}/rollouts`);
      expect(response.status).toBe(status);
      expect(response.body.error.message).toContain(words);
    });
  });

  describe('tenants', () => {
    it('say whether the caller may change them, and keep secrets', async () => {
      const { get } = await start();
      const response = await get('/tenants');
      expect(response.body.items).toMatchObject([
        { name: 'chat', mayChange: true, repository: { id: 'fleet' } },
        {
          name: 'vision',
          mayChange: false,
          reason: expect.stringContaining('group:default/vision-team'),
        },
      ]);
      expect(response.text).not.toContain('s3cret');
    });
  });

  describe('changes', () => {
    it('are planned, audited and never cached', async () => {
      const { plan, event } = await start();
      const response = await plan({ ...change, clusters: ['eu', 'lost'] });
      expect(response.status).toBe(200);
      expect(response.body).toMatchObject({
        serviceRef: 'component:default/new-chat',
        path: 'fleet/chat/new-chat',
        namespace: 'chat',
        clusters: [
          { name: 'eu', state: { status: 'live' } },
          { name: 'lost', state: { status: 'unsupported' } },
        ],
      });
      expect(response.headers['cache-control']).toBe('no-store');
      expect(event.success).toHaveBeenCalled();
    });

    it('may be of a service that the tenant has', async () => {
      const { plan } = await start();
      const response = await plan({ ...change, service: 'support-chat' });
      expect(response.status).toBe(200);
    });

    it.each<[string, object, number, string]>([
      [
        'a body without tenant',
        { service: 'x', clusters: ['eu'] },
        400,
        'tenant',
      ],
      ['an unknown field', { ...change, namespce: 'x' }, 400, 'additional'],
      [
        'an unknown tenant',
        { ...change, tenant: 'sales' },
        400,
        'chat, vision',
      ],
      [
        'an unknown repository',
        { ...change, repository: 'other' },
        400,
        'allowed: fleet',
      ],
      ['an unknown cluster', { ...change, clusters: ['mars'] }, 400, 'eu, us'],
      [
        'a namespace of others',
        { ...change, namespace: 'kube-system' },
        400,
        'allowed: chat',
      ],
      ['a path for a name', { ...change, service: '../etc' }, 400, '../etc'],
      ['a name too long', { ...change, service: 'x'.repeat(60) }, 400, '60'],
      [
        "a name of another tenant's service",
        { ...change, service: 'inspector' },
        409,
        "'inspector' is taken",
      ],
      [
        'a tenant of others',
        { ...change, tenant: 'vision' },
        403,
        'You are not a member of group:default/vision-team, which owns tenant vision',
      ],
    ])('are refused for %s', async (_, body, status, words) => {
      const { plan } = await start();
      const response = await plan(body);
      expect(response.body.error?.message).toContain(words);
      expect(response.status).toBe(status);
    });

    it('are refused to plugins', async () => {
      const { plan, event } = await start();
      const response = await plan(change).set(
        'authorization',
        mockCredentials.service.header(),
      );
      expect(response.status).toBe(403);
      expect(response.body.error.message).toContain('signed-in person');
      expect(event.fail).toHaveBeenCalled();
    });

    it.each<[PolicyDecision, number]>([
      [DENY, 403],
      [
        condition('model-serving-service', 'IS_IN_CLUSTER', {
          clusters: ['us'],
        }),
        403,
      ],
      [
        condition('model-serving-service', 'IS_IN_CLUSTER', {
          clusters: ['eu'],
        }),
        200,
      ],
      [
        condition('model-serving-service', 'IS_TENANT_OWNED_BY', {
          owners: ['group:default/chat-team'],
        }),
        200,
      ],
      [
        condition('model-serving-service', 'IS_IN_NAMESPACE', {
          namespaces: ['lab'],
        }),
        403,
      ],
    ])('follow the policy %#', async (decision, status) => {
      const { plan } = await start({
        policy: { 'model-serving.service.change': decision },
      });
      const response = await plan(change);
      expect(response.status).toBe(status);
    });

    it('do not show clusters that the caller may not see', async () => {
      const { plan } = await start({
        policy: {
          'model-serving.cluster.read': condition(
            'model-serving-cluster',
            'IS_CLUSTER',
            { names: ['us'] },
          ),
        },
      });
      const response = await plan(change);
      expect(response.status).toBe(403);
      expect(response.body.error.message).toContain(
        'model-serving.cluster.read',
      );
    });
  });

  it('signals a version to everyone after a change', async () => {
    const { signals, get } = await start();
    while (signals.publish.mock.calls.length === 0) {
      await new Promise(resolve => setImmediate(resolve));
    }
    const { body } = await get('/clusters');
    expect(signals.publish).toHaveBeenCalledWith({
      recipients: { type: 'broadcast' },
      channel: 'model-serving:fleet',
      message: { version: body.version },
    });
  });
});
