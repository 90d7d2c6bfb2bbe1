import { podProjection } from '@modelfleet/backstage-plugin-model-serving-common';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { DENY, start, stopAll } from '../__testUtils__/backend';

// Each test starts a backend.
jest.setTimeout(30_000);

describe('doctor', () => {
  afterEach(stopAll);

  it('lists clusters with what is wrong, and says more of one', async () => {
    const { get, sink } = await start();
    sink
      .upsertCluster({ name: 'us', title: 'us' })
      .forbidden(
        podProjection.resource,
        'pods is forbidden: User "ci" cannot list',
        { retryAt: '2026-01-01T00:00:00.000Z' },
      );
    const { body } = await get('/doctor');
    expect(body.mayReadDetails).toBe(true);
    expect(
      body.items.map(
        ({
          cluster,
          health,
        }: {
          cluster: { name: string };
          health: string;
        }) => [cluster.name, health],
      ),
    ).toEqual([
      ['us', 'red'],
      ['eu', 'yellow'],
    ]);
    const one = await get('/doctor/us');
    expect(one.body.findings).toContainEqual(
      expect.objectContaining({ code: 'NoMetrics', severity: 'info' }),
    );
    expect(one.body.kinds[0]).toMatchObject({
      plural: 'pods',
      status: 'forbidden',
    });
    expect(one.body.rbac).toContain('name: "ci"');
  });

  it('keeps rights from those without the permission for them', async () => {
    const { get, sink } = await start({
      policy: { 'model-serving.doctor.read': AuthorizeResult.DENY },
    });
    sink
      .upsertCluster({ name: 'us', title: 'us' })
      .forbidden(podProjection.resource, 'User "ci" cannot list');
    for (const path of ['/doctor', '/doctor/us']) {
      const { status, body } = await get(path);
      expect(status).toBe(200);
      expect(body.mayReadDetails).toBe(false);
      expect(JSON.stringify(body)).not.toMatch(/apiGroups|"ci"|cannot list/);
    }
  });

  it('has only clusters that the caller may see', async () => {
    const { get } = await start({
      policy: { 'model-serving.cluster.read': DENY },
    });
    expect((await get('/doctor')).body.items).toEqual([]);
    const hidden = await get('/doctor/eu');
    const absent = await get('/doctor/mars');
    expect([hidden.status, absent.status]).toEqual([404, 404]);
    expect(hidden.body.error.message.replace('eu', 'mars')).toBe(
      absent.body.error.message,
    );
  });

  it('is refused to those who may not see the fleet', async () => {
    const { get } = await start({
      policy: { 'model-serving.fleet.read': AuthorizeResult.DENY },
    });
    expect((await get('/doctor')).status).toBe(403);
    expect((await get('/doctor/eu')).status).toBe(403);
  });
});
