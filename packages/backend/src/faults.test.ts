import type { Fault } from '@modelfleet/demo-fleet';
import type { Api } from './__testUtils__/Api';
import { look, UNSEEN } from './__testUtils__/observe';
import type { Seen } from './__testUtils__/observe';
import { eventually } from './__testUtils__/poll';
import { steady } from './__testUtils__/steady';
import { TestInstance } from './__testUtils__/TestInstance';

/** A heartbeat, its time-out, and a slow machine. */
const TIME_OUT_MS = 25_000;
const RECOVERY_MS = 45_000;

const FAULTY = 'cloud-us';
const OTHERS = ['cloud-eu', 'edge-plant', 'cloud-amd'];

/** What a fault makes the API say of the cluster that has it. */
interface Truth {
  readonly status: string;
  readonly errorKind?: string;
  readonly verdict: string;
  readonly reason: string;
  readonly message: RegExp;
  /** Why the state before does not come back to the letter. */
  readonly restarts?: boolean;
}

const AWAY = { verdict: 'unknown', reason: 'ClusterAway' };
const UNHARMED = {
  status: 'live',
  verdict: 'healthy',
  reason: 'Serving',
  message: /^1 of 1 replica serves\.$/,
};
const workload = 'vision/defect-inspector';

const FAULTS: [Fault, Truth][] = [
  [
    { type: 'unreachable' },
    {
      ...AWAY,
      status: 'unreachable',
      errorKind: 'timeout',
      message: /Cloud US has not answered since .*Last known: healthy/,
    },
  ],
  [
    { type: 'refused' },
    {
      ...AWAY,
      status: 'unreachable',
      errorKind: 'refused',
      message: /refuses connections.*Last known: healthy/,
    },
  ],
  [{ type: 'slow', delayMs: 2_500 }, UNHARMED],
  [
    { type: 'slow', delayMs: 60_000 },
    {
      ...AWAY,
      status: 'unreachable',
      errorKind: 'timeout',
      message: /did not answer in time.*Last known: healthy/,
    },
  ],
  [
    { type: 'unauthorized' },
    {
      ...AWAY,
      status: 'unauthorized',
      errorKind: 'unauthorized',
      message: /refused Backstage's credentials.*Last known: healthy/,
    },
  ],
  [
    { type: 'throttled', retryAfterSeconds: 2 },
    {
      ...AWAY,
      status: 'stale',
      errorKind: 'throttled',
      message: /not been read in full.*fewer requests.*Last known: healthy/,
    },
  ],
  [{ type: 'watch-dropped' }, UNHARMED],
  [{ type: 'compacted', answer: 'event' }, UNHARMED],
  [{ type: 'compacted', answer: 'http' }, UNHARMED],
  [
    { type: 'malformed' },
    {
      ...AWAY,
      status: 'unreachable',
      errorKind: 'protocol',
      message: /not given a usable answer.*not JSON.*Last known: healthy/,
    },
  ],
  [
    { type: 'image-pull', workload },
    {
      status: 'live',
      verdict: 'degraded',
      reason: 'ImagePull',
      message: /the image \S+ cannot be fetched/,
      restarts: true,
    },
  ],
  [
    { type: 'gpu-oom', workload },
    {
      status: 'live',
      verdict: 'degraded',
      reason: 'GpuOutOfMemory',
      message: /does not fit in the memory of the GPU/,
      restarts: true,
    },
  ],
];

function tells(truth: Truth, { rollout, ofModel }: Seen): boolean {
  return [rollout, ofModel].every(row => {
    const state = row?.cluster.state;
    const kind = state && 'error' in state ? state.error.kind : undefined;
    return (
      state?.status === truth.status &&
      kind === truth.errorKind &&
      row?.judgement.verdict === truth.verdict &&
      row.judgement.reason === truth.reason &&
      truth.message.test(row.judgement.message)
    );
  });
}

function figures({ gpus, rollout }: Seen) {
  return { gpus: gpus?.totals, replicas: rollout?.workload?.replicas };
}

function noneReady({ gpus, replicas }: ReturnType<typeof figures>) {
  return { gpus, replicas: { ...replicas, ready: 0 } };
}

/** Whether the cluster was heard of since. */
function confirmedSince(moment: string, { summary }: Seen): boolean {
  const state = summary?.state;
  const at = state && 'confirmedAt' in state ? state.confirmedAt : undefined;
  return at !== undefined && at > moment;
}

describe('a fault in one cluster', () => {
  let instance: TestInstance;
  let guest: Api;
  let before: Readonly<Record<string, Seen>>;
  const healthy = (cluster: string) => before[cluster] ?? UNSEEN;

  beforeAll(async () => {
    instance = await TestInstance.start(
      import('@backstage/plugin-permission-backend-module-allow-all-policy'),
    );
    guest = await instance.signIn();
    before = await eventually(
      'all clusters are seen',
      // The catalog has the service a moment after its start.
      () => look(guest).catch((): Record<string, Seen> => ({})),
      seen =>
        [FAULTY, ...OTHERS].every(
          name => seen[name]?.summary?.state.status === 'live',
        ) && tells(UNHARMED, seen[FAULTY] ?? UNSEEN),
    );
  }, 120_000);

  afterAll(async () => {
    await instance?.stop();
  });

  /** Looks until it is so; whatever happens, the others stay as they are. */
  async function untilOf(
    what: string,
    matches: (seen: Seen) => boolean,
    boundMs: number,
  ): Promise<Seen> {
    return eventually(
      what,
      async () => {
        const seen = await look(guest);
        for (const other of OTHERS) {
          expect(steady(seen[other])).toEqual(steady(healthy(other)));
        }
        return seen[FAULTY] ?? UNSEEN;
      },
      matches,
      boundMs,
    );
  }

  it.each(FAULTS)(
    '%j is told as it is, and forgotten when it is over',
    async (fault, truth) => {
      const moment = new Date().toISOString();
      await instance.setFault(FAULTY, fault);
      const seen = await untilOf(
        `${fault.type} is told`,
        now =>
          tells(truth, now) &&
          (truth.status !== 'live' || confirmedSince(moment, now)),
        TIME_OUT_MS,
      );
      // Never forget: only what is seen to change does.
      expect(figures(seen)).toEqual(
        truth.restarts
          ? noneReady(figures(healthy(FAULTY)))
          : figures(healthy(FAULTY)),
      );
      await instance.heal(FAULTY);
      const { restarts } = truth;
      const wanted = JSON.stringify(steady(healthy(FAULTY), restarts));
      await untilOf(
        `${fault.type} is over`,
        now => JSON.stringify(steady(now, restarts)) === wanted,
        RECOVERY_MS,
      );
    },
    TIME_OUT_MS + RECOVERY_MS + 10_000,
  );
});
