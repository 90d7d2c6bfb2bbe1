import { changeFormData } from './__testUtils__/changeForm';
import type { Api } from './__testUtils__/Api';
import { run } from './__testUtils__/deploy';
import { headOf } from './__testUtils__/git';
import { JONAS } from './__testUtils__/people';
import { startReady } from './__testUtils__/ready';
import type { TestInstance } from './__testUtils__/TestInstance';

const SERVICE = 'on-the-move';
const place = { tenant: 'chat', service: SERVICE };

describe('changing a service from what it is', () => {
  let instance: TestInstance;
  let guest: Api;
  let git: string;

  beforeAll(async () => {
    ({ instance, guest, git } = await startReady({
      service: SERVICE,
      tenant: { tenant: 'chat' },
      model: { model: 'model:default/llama-3.1-8b-instruct' },
      placements: ['cloud-us', 'cloud-eu'].map(cluster => ({
        cluster,
        replicas: 1,
        gpusPerReplica: 1,
      })),
      operations: { topologySpread: 'zones' },
    }));
  }, 300_000);

  afterAll(async () => {
    await instance?.stop();
  });

  it('reads back what was asked for, and asking again changes nothing', async () => {
    const present = await guest.client.getService(place);
    expect(present).toMatchObject({
      notes: [],
      rewritten: [],
      request: {
        model: 'model:default/llama-3.1-8b-instruct',
        variant: 'bf16',
        operations: { topologySpread: 'zones' },
        placements: [
          { cluster: 'cloud-us', replicas: 1, gpusPerReplica: 1 },
          { cluster: 'cloud-eu', replicas: 1, gpusPerReplica: 1 },
        ],
      },
    });
    const before = await headOf(git);
    const again = await run(guest, changeFormData(present));
    expect(again).toMatchObject({ status: 'completed', error: '' });
    expect(again.log).toContain('Already up to date');
    expect(await headOf(git)).toBe(before);
  }, 120_000);

  it('takes the first of two changes, and not the one that would undo it', async () => {
    const form = changeFormData(await guest.client.getService(place));
    const with2 = (cluster: string) => ({
      ...form,
      placements: form.placements.map(row =>
        row.cluster === cluster ? { ...row, replicas: 2 } : row,
      ),
    });
    expect(await run(guest, with2('cloud-eu'))).toMatchObject({
      status: 'completed',
    });
    const second = await run(guest, with2('cloud-us'));
    expect(second.status).toBe('failed');
    expect(second.error).toContain('was changed in Git since this form');
    // The first can be run again.
    expect(await run(guest, with2('cloud-eu'))).toMatchObject({
      status: 'completed',
    });
  }, 180_000);

  it('shows it to nobody else', async () => {
    const jonas = await instance.signIn(JONAS);
    await expect(jonas.client.getService(place)).rejects.toMatchObject({
      statusCode: 403,
      cause: { message: expect.stringMatching(/not a member|may not/) },
    });
  }, 60_000);
});
