import { mockServices } from '@backstage/backend-test-utils';
import { TestClock } from '../__testUtils__/TestClock';
import {
  crashedPod,
  TalkingCluster,
  TroubledFleet,
} from '../__testUtils__/troubled';
import { Diagnosis } from './Diagnosis';
import { DEFAULT_DIAGNOSE_SETTINGS } from './settings';

const SECRET = `hf_${'a1B2c3D4'.repeat(4)}`;

function setUp(names: readonly string[] = ['eu']) {
  const clock = TestClock.create();
  const fleet = new TroubledFleet();
  const clusters = new Map(names.map(name => [name, new TalkingCluster()]));
  const controller = new AbortController();
  const diagnosis = Diagnosis.create({
    reader: fleet,
    access: {
      list: async () =>
        names.map(name => ({
          name,
          title: name,
          serverUrl: 'http://127.0.0.1',
          skipTlsVerify: false,
        })),
      credential: async () => ({ type: 'none' }),
    },
    clock,
    settings: DEFAULT_DIAGNOSE_SETTINGS,
    logger: mockServices.logger.mock(),
    createTransport: ({ name }) => {
      const cluster = clusters.get(name);
      if (!cluster) throw new Error(`No cluster ${name}`);
      cluster.opened += 1;
      return cluster;
    },
  });
  const done = diagnosis.run(controller.signal);
  const eu = clusters.get('eu') ?? new TalkingCluster();
  return {
    clock,
    fleet,
    eu,
    clusters,
    diagnosis,
    findings: (pod: string, cluster = 'eu') =>
      diagnosis
        .snapshot()
        .clusters.find(candidate => candidate.cluster.name === cluster)
        ?.findings?.(`uid-${pod}`),
    async stop() {
      controller.abort();
      await done;
    },
  };
}

describe('Diagnosis', () => {
  it('answers at once, and tells when it knows more', async () => {
    const { clock, fleet, eu, diagnosis, findings, stop } = setUp();
    eu.log = 'INFO up\nRuntimeError: CUDA error: out of memory\n';
    eu.events = {
      items: [
        {
          type: 'Warning',
          reason: 'BackOff',
          message: 'Back-off restarting',
          count: 3,
          lastTimestamp: '2026-01-01T00:00:00Z',
          source: { component: 'kubelet' },
        },
        { no: 'event' },
      ],
    };
    const versions: string[] = [];
    diagnosis.subscribe(() => versions.push(diagnosis.snapshot().version));
    fleet.set('eu', [crashedPod('a')]);
    expect(findings('a')).toBeUndefined();
    const before = diagnosis.snapshot().version;

    await clock.advance(1_000);

    expect(findings('a')).toEqual({
      fetchedAt: '2026-01-01T00:00:00.300Z',
      logs: [
        {
          container: 'server',
          previous: true,
          lines: ['INFO up', 'RuntimeError: CUDA error: out of memory'],
        },
      ],
      events: [
        {
          type: 'Warning',
          reason: 'BackOff',
          message: 'Back-off restarting',
          count: 3,
          at: '2026-01-01T00:00:00Z',
          from: 'kubelet',
        },
      ],
      refusals: [],
    });
    expect(versions.at(-1)).toBe(diagnosis.snapshot().version);
    expect(diagnosis.snapshot().version).not.toBe(before);
    expect(eu.requests).toEqual([
      '/api/v1/namespaces/chat/events?fieldSelector=involvedObject.uid%3Duid-a&limit=50',
      '/api/v1/namespaces/chat/pods/a/log?container=server&previous=true&tailLines=200&limitBytes=65536',
    ]);
    await stop();
    expect(eu.closed).toBe(eu.opened);
  });

  it('keeps no secret', async () => {
    const { clock, fleet, eu, findings, stop } = setUp();
    eu.log = `using token ${SECRET}\nGET https://u:${SECRET}@hub/x\n`;
    eu.events = { items: [{ reason: 'Failed', message: `with ${SECRET}` }] };
    fleet.set('eu', [crashedPod('a')]);
    await clock.advance(1_000);
    const kept = JSON.stringify(findings('a'));
    expect(kept).toContain('[redacted]');
    expect(kept).not.toContain(SECRET);
    await stop();
  });

  it('asks again after another crash, and while someone looks, not otherwise', async () => {
    const { clock, fleet, eu, findings, stop } = setUp();
    fleet.set('eu', [crashedPod('a', 1)]);
    await clock.advance(60_000);
    expect(eu.takeRequests()).toHaveLength(2);

    fleet.set('eu', [crashedPod('a', 2)]);
    await clock.advance(5_000);
    expect(eu.takeRequests()).toHaveLength(2);

    await clock.advance(10 * 60_000);
    expect(eu.takeRequests()).toEqual([]);

    findings('a');
    await clock.advance(20_000);
    expect(eu.takeRequests()).toHaveLength(2);
    await clock.advance(10 * 60_000);
    // Twice more within the time that a look counts.
    expect(eu.takeRequests().length).toBeLessThanOrEqual(6);
    await stop();
  });

  it('forgets a pod that is gone, and keeps it while the cluster is away', async () => {
    const { clock, fleet, eu, findings, stop } = setUp();
    eu.log = 'ERROR no\n';
    fleet.set('eu', [crashedPod('a')]);
    await clock.advance(5_000);
    fleet.set('eu', [crashedPod('a')], {
      status: 'unreachable',
      error: { kind: 'refused', message: 'refused' },
      retryAt: '2026-01-01T00:01:00Z',
    });
    await clock.advance(30_000);
    expect(findings('a')?.logs).toHaveLength(1);
    fleet.set('eu', []);
    await clock.advance(30_000);
    expect(findings('a')).toBeUndefined();
    await stop();
  });

  it('says what is forbidden, and does not insist', async () => {
    const { clock, fleet, eu, diagnosis, findings, stop } = setUp();
    const refusedReads = () =>
      diagnosis.snapshot().clusters.map(cluster => cluster.refusedReads);
    eu.failing = { logs: 'forbidden' };
    fleet.set('eu', [crashedPod('a'), crashedPod('b')]);
    await clock.advance(2_000);
    for (const pod of ['a', 'b']) {
      expect(findings(pod)?.refusals).toEqual([
        expect.objectContaining({
          what: 'logs',
          message:
            "The logs may not be read here: eu does not let Backstage's account do so.",
          advice: expect.stringContaining('pods/log'),
        }),
      ]);
    }
    expect(eu.takeRequests().filter(path => /log/.test(path))).toHaveLength(1);
    expect(refusedReads()).toContainEqual(['logs']);

    eu.failing = {};
    eu.log = 'ERROR at last\n';
    await clock.advance(90_000);
    findings('a');
    await clock.advance(90_000);
    expect(findings('a')).toMatchObject({
      refusals: [],
      logs: [{ lines: ['ERROR at last'] }],
    });
    await stop();
  });

  it('tells of other pods when the machine of one does not answer', async () => {
    const { clock, fleet, eu, findings, stop } = setUp();
    eu.failing = { logs: 'server' };
    fleet.set('eu', [crashedPod('a'), crashedPod('b')]);
    await clock.advance(2_000);
    expect(findings('b')?.refusals).toEqual([
      expect.objectContaining({
        forbidden: false,
        message: "The logs cannot be read now: Cluster 'eu' says server.",
      }),
    ]);
    await stop();
  });

  it('leaves a cluster alone that does not answer', async () => {
    const { clock, fleet, eu, stop } = setUp();
    eu.failing = { events: 'refused', logs: 'refused' };
    fleet.set('eu', [crashedPod('a'), crashedPod('b')]);
    await clock.advance(50_000);
    expect(eu.requests).toHaveLength(1);
    await clock.advance(60_000);
    expect(eu.requests).toHaveLength(2);
    await stop();
    expect(eu.closed).toBe(eu.opened);
  });

  it('asks for fewer lines when the end of the log was cut off', async () => {
    const { clock, fleet, eu, findings, stop } = setUp();
    eu.log = query =>
      query.get('tailLines') === '20'
        ? 'ValueError: the cause\n'
        : 'x'.repeat(Number(query.get('limitBytes')));
    fleet.set('eu', [crashedPod('a')]);
    await clock.advance(1_000);
    expect(findings('a')?.logs[0]?.lines).toEqual(['ValueError: the cause']);
    await stop();
  });

  it('spreads the questions to a cluster where everything fails', async () => {
    const { clock, fleet, eu, stop } = setUp();
    const pods = Array.from({ length: 300 }, (_, index) =>
      crashedPod(`p${index}`),
    );
    fleet.set('eu', pods);
    await clock.advance(1_000);
    const { podsOfABatch, kept } = DEFAULT_DIAGNOSE_SETTINGS;
    expect(eu.requests).toHaveLength(2 * podsOfABatch);
    await clock.advance(10 * 60_000);
    expect(eu.requests).toHaveLength(2 * kept);
    await stop();
  });

  it('does not let one cluster wait for another', async () => {
    const { clock, fleet, clusters, findings, stop } = setUp(['eu', 'us']);
    const [eu, us] = [clusters.get('eu'), clusters.get('us')];
    if (!eu || !us) throw new Error('No clusters');
    eu.get = () => new Promise(() => {});
    us.log = 'ERROR here\n';
    fleet.set('eu', [crashedPod('a')]);
    fleet.set('us', [crashedPod('b')]);
    await clock.advance(2_000);
    expect(findings('b', 'us')?.logs).toHaveLength(1);
    // The first one hangs for ever and has no one to end it but the signal.
    void stop();
  });
});
