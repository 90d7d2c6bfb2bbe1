import type { Api } from './__testUtils__/Api';
import { remove } from './__testUtils__/deploy';
import { fileOf, headOf, newestCommit } from './__testUtils__/git';
import { JONAS } from './__testUtils__/people';
import { eventually } from './__testUtils__/poll';
import { startReady } from './__testUtils__/ready';
import type { TestInstance } from './__testUtils__/TestInstance';

const SERVICE = 'short-lived';
const FOLDER = `fleet/chat/${SERVICE}`;
const ENTITY = `component/default/${SERVICE}`;
const tenant = { tenant: 'chat' };

describe('taking a service away', () => {
  let instance: TestInstance;
  let guest: Api;
  let git: string;

  beforeAll(async () => {
    ({ instance, guest, git } = await startReady({
      service: SERVICE,
      tenant,
      model: { model: 'model:default/llama-3.1-8b-instruct' },
      placements: ['cloud-eu', 'cloud-us'].map(cluster => ({
        cluster,
        replicas: 1,
        gpusPerReplica: 1,
      })),
    }));
    await eventually(
      'both clusters serve',
      () => guest.rollouts(`component:default/${SERVICE}`),
      view => view.items.length === 2 && view.overall?.verdict === 'healthy',
    );
  }, 180_000);

  afterAll(async () => {
    await instance?.stop();
  });

  const overlay = (cluster: string) =>
    fileOf(git, `${FOLDER}/clusters/${cluster}/kustomization.yaml`);

  it('is refused to a person of another team', async () => {
    const before = await headOf(git);
    const jonas = await instance.signIn(JONAS);
    const result = await remove(jonas, {
      service: SERVICE,
      tenant,
      clusters: ['cloud-eu'],
    });
    expect(result.status).toBe('failed');
    expect(result.error).toMatch(/not a member of group:default\/chat-team/);
    expect(await headOf(git)).toBe(before);
  }, 60_000);

  it('takes it out of one cluster, then wholly', async () => {
    const first = await remove(guest, {
      service: SERVICE,
      tenant,
      clusters: ['cloud-eu'],
    });
    expect(first).toMatchObject({ status: 'completed', error: '' });
    expect(await newestCommit(git)).toContain(
      `Take ${SERVICE} of chat out of cloud-eu`,
    );
    expect(await overlay('cloud-eu')).toBeUndefined();
    expect(await overlay('cloud-us')).toContain('Kustomization');
    await eventually(
      'it runs in the other cluster only',
      () => guest.rollouts(`component:default/${SERVICE}`),
      view =>
        view.overall?.verdict === 'healthy' &&
        view.items.map(({ cluster }) => cluster.name).join() === 'cloud-us',
    );
    expect(await guest.entity(ENTITY)).toBeDefined();

    const second = await remove(guest, {
      service: SERVICE,
      tenant,
      clusters: ['cloud-us'],
    });
    expect(second).toMatchObject({ status: 'completed', error: '' });
    expect(await newestCommit(git)).toContain(`Remove ${SERVICE} of chat`);
    expect(await fileOf(git, `${FOLDER}/catalog-info.yaml`)).toBeUndefined();
    await eventually(
      'it is gone from the catalog',
      () => guest.entity(ENTITY),
      entity => entity === undefined,
    );
    await eventually(
      'it runs nowhere',
      () => guest.workloads(),
      ({ items, nextCursor }) =>
        items.length > 0 &&
        nextCursor === undefined &&
        items.every(({ workload }) => workload.ref.name !== SERVICE),
    );
  }, 180_000);
});
