import type { Api } from './__testUtils__/Api';
import { look, UNSEEN } from './__testUtils__/observe';
import type { Seen } from './__testUtils__/observe';
import { eventually } from './__testUtils__/poll';
import { steady } from './__testUtils__/steady';
import { TestInstance } from './__testUtils__/TestInstance';

const CLUSTER = 'cloud-us';
const TOLD_MS = 25_000;
/** A kind that was forbidden is asked for again each minute, with jitter. */
const RECHECK_MS = 100_000;

describe('a cluster that forbids to see some kinds', () => {
  let instance: TestInstance;
  let guest: Api;
  let before: Seen;

  const see = async () => (await look(guest))[CLUSTER] ?? UNSEEN;

  beforeAll(async () => {
    instance = await TestInstance.start(
      import('@backstage/plugin-permission-backend-module-allow-all-policy'),
    );
    guest = await instance.signIn();
    before = await eventually(
      'the service is seen',
      () => see().catch(() => UNSEEN),
      seen =>
        seen.rollout?.judgement.verdict === 'healthy' &&
        seen.gpus?.totals !== undefined,
    );
  }, 120_000);

  afterAll(async () => {
    await instance?.stop();
  });

  const forbid = async (resource: string, kind: string) => {
    await instance.setFault(CLUSTER, { type: 'forbidden', resource });
    return eventually(
      `${kind} is forbidden`,
      see,
      ({ summary }) =>
        summary?.state.status === 'live' &&
        summary.state.forbidden.some(refused => refused.kind === kind),
      TOLD_MS,
    );
  };

  it(
    'keeps the rest, says what it cannot know, and takes it up again',
    async () => {
      // Without nodes: what runs is seen; what was free is shown as old.
      const noNodes = await forbid('nodes', 'Node');
      expect(noNodes.rollout?.judgement.verdict).toBe('healthy');
      expect(noNodes.gpus?.totals).toEqual(before.gpus?.totals);
      expect(noNodes.gpus?.outdated).toMatch(
        /no longer lets Backstage read nodes.*old counts.*tried again at/,
      );
      expect(noNodes.gpus?.confirmedAt).toBeDefined();

      const doctor = await guest.doctor(CLUSTER);
      expect(doctor.health).toBe('yellow');
      expect(doctor.findings).toMatchObject([
        { code: 'Forbidden', kind: { kind: 'Node' } },
      ]);
      expect(doctor.rbac).toContain('resources: [nodes]');
      expect(doctor.kinds[0]).toMatchObject({
        plural: 'nodes',
        status: 'forbidden',
        confirmedAt: expect.any(String),
      });

      const noPods = await forbid('pods', 'Pod');
      expect(noPods.rollout?.judgement).toMatchObject({
        verdict: 'healthy',
        reason: 'Serving',
      });

      const blind = await forbid(
        'inferenceservices.serving.kserve.io',
        'InferenceService',
      );
      expect(blind.rollout?.judgement).toMatchObject({
        verdict: 'unknown',
        reason: 'Forbidden',
        message: expect.stringContaining('Last known: healthy'),
        advice: expect.stringContaining('inferenceservices'),
      });
      expect(blind.ofModel?.judgement.reason).toBe('Forbidden');

      await instance.heal(CLUSTER);
      await eventually(
        'all is seen again',
        see,
        now => JSON.stringify(steady(now)) === JSON.stringify(steady(before)),
        RECHECK_MS,
      );
      expect((await guest.doctor(CLUSTER)).health).toBe('green');
    },
    RECHECK_MS + 4 * TOLD_MS,
  );
});
