import type { WavesView } from '@modelfleet/backstage-plugin-model-serving-common';
import type { Api } from './__testUtils__/Api';
import { letGo, run, stopWaves } from './__testUtils__/deploy';
import { filesOf, headOf, newestCommit } from './__testUtils__/git';
import { JONAS } from './__testUtils__/people';
import { eventually } from './__testUtils__/poll';
import { startReady } from './__testUtils__/ready';
import type { TestInstance } from './__testUtils__/TestInstance';

const SERVICE = 'in-waves';
const REF = `component:default/${SERVICE}`;
const WAVES = [['cloud-us'], ['cloud-eu'], ['edge-plant']];
const tenant = { tenant: 'chat' };
const RECOVERY_MS = 120_000;

function form(service: string) {
  return {
    service,
    model: { model: 'model:default/qwen2.5-0.5b-instruct' },
    tenant,
    placements: WAVES.flat().map(cluster => ({
      cluster,
      replicas: 1,
      gpusPerReplica: 1,
    })),
  };
}

describe('a change in waves', () => {
  let instance: TestInstance;
  let guest: Api;
  let git: string;

  beforeAll(async () => {
    ({ instance, guest, git } = await startReady());
  }, 180_000);

  afterAll(async () => {
    await instance?.stop();
  });

  /** A journey of minutes outlives a token. */
  async function comesTo(
    what: string,
    matches: (view: WavesView) => boolean,
  ): Promise<WavesView> {
    guest = await instance.signIn();
    return eventually(what, () => guest.waves(REF), matches, RECOVERY_MS);
  }
  const files = (service: string) => filesOf(git, `fleet/chat/${service}`);
  const overlays = (tree: Record<string, string>) =>
    Object.keys(tree).flatMap(
      path => /^clusters\/([^/]+)\//.exec(path)?.[1] ?? [],
    );

  it('goes on when the wave before is healthy, and ends as a change at once', async () => {
    await instance.setFault('cloud-us', {
      type: 'image-pull',
      workload: `chat/${SERVICE}`,
    });
    const begun = await run(guest, { ...form(SERVICE), waves: WAVES });
    expect(begun).toMatchObject({ status: 'completed', error: '' });
    expect(overlays(await files(SERVICE))).toEqual(['cloud-us']);

    await eventually(
      'the service is in the catalog',
      () => guest.entity(`component/default/${SERVICE}`),
      entity => entity !== undefined,
    );
    const blocked = await comesTo(
      'the canary cannot get its image',
      ({ plan }) => plan?.waves[0]?.clusters[0]?.reason === 'ImagePull',
    );
    expect(blocked.plan).toMatchObject({
      state: 'blocked',
      gone: 1,
      mayChange: true,
      waves: [{ state: 'blocked' }, { state: 'ahead' }, { state: 'ahead' }],
      next: { number: 2, clusters: [{ cluster: 'cloud-eu', isNew: true }] },
    });
    const head = await headOf(git);
    const refused = await letGo(guest, { service: SERVICE, tenant, wave: 2 });
    expect(refused.status).toBe('failed');
    expect(refused.error).toMatch(
      /Wave 2 of in-waves may not go\. Wave 1 of 3 is held up\. Cloud US: .*image/,
    );
    expect(await headOf(git)).toBe(head);

    await instance.heal('cloud-us');
    await comesTo('wave 2 may go', ({ plan }) => plan?.state === 'healthy');
    const second = await letGo(guest, { service: SERVICE, tenant, wave: 2 });
    expect(second).toMatchObject({ status: 'completed', error: '' });
    expect(overlays(await files(SERVICE))).toEqual(['cloud-eu', 'cloud-us']);
    const commit = await newestCommit(git);
    expect(commit).toMatch(
      /^Guest <guest@example.com>\nChange in-waves of chat, wave 2 of 3\n\nClusters: cloud-eu\n/,
    );
    const again = await letGo(guest, { service: SERVICE, tenant, wave: 2 });
    expect(again.log).toContain('Already up to date');

    await comesTo(
      'wave 3 may go',
      ({ plan }) => plan?.state === 'healthy' && plan.gone === 2,
    );
    await letGo(guest, { service: SERVICE, tenant, wave: 3 });
    await comesTo('all is done', ({ plan }) => plan?.state === 'done');

    expect(await run(guest, form('at-once'))).toMatchObject({
      status: 'completed',
    });
    const { 'waves.yaml': record, ...inWaves } = await files(SERVICE);
    expect(record).toContain('gone: 3');
    const atOnce = Object.fromEntries(
      Object.entries(await files('at-once')).map(([path, text]) => [
        path,
        text.replaceAll('at-once', SERVICE),
      ]),
    );
    expect(inWaves).toEqual(atOnce);
  }, 600_000);

  it('reaches one cluster of a service that all have, and can be stopped', async () => {
    guest = await instance.signIn();
    const before = await files(SERVICE);
    const changed = await run(guest, {
      ...form(SERVICE),
      contextLength: 4096,
      waves: WAVES,
    });
    expect(changed).toMatchObject({ status: 'completed', error: '' });
    expect(changed.log).toContain(
      'Changes what these clusters get, and no others: cloud-us',
    );
    const during = await files(SERVICE);
    expect(during['base/inferenceservice.yaml']).toBe(
      before['base/inferenceservice.yaml'],
    );
    expect(during['clusters/cloud-eu/kustomization.yaml']).toBe(
      before['clusters/cloud-eu/kustomization.yaml'],
    );
    const jonas = await instance.signIn(JONAS);
    const { plan } = await jonas.waves(REF);
    expect(plan).toMatchObject({ mayChange: false, gone: 1 });
    expect(plan?.refusal).toContain('not a member of group:default/chat-team');
    expect(
      await letGo(jonas, { service: SERVICE, tenant, wave: 2 }),
    ).toMatchObject({ status: 'failed' });

    expect(await stopWaves(guest, { service: SERVICE, tenant })).toMatchObject({
      status: 'completed',
      error: '',
    });
    const { 'waves.yaml': _, ...stayed } = before;
    expect(await files(SERVICE)).toEqual(stayed);
    await comesTo('no plan is left', view => view.plan === undefined);
  }, 600_000);
});
