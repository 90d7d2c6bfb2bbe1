import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { RolloutsView } from '@modelfleet/backstage-plugin-model-serving-common';
import type { FleetAccess } from '../fleet/FleetAccess';
import { startScaffolder, type Scaffolder } from '../__testUtils__/scaffolder';
import { createRolloutWaitAction } from './createRolloutWaitAction';
import { readProgress } from './readProgress';

const entityRef = 'component:default/support-chat';

type Verdict = RolloutsView['items'][number]['judgement']['verdict'];
type Words = Record<string, [Verdict, string]>;

function view(words: Words, untold = 0): RolloutsView {
  const items: RolloutsView['items'] = Object.entries(words).map(
    ([name, [verdict, message]]) => ({
      cluster: {
        name,
        title: name,
        simulated: true,
        state: { status: 'connecting' },
      },
      wanted: true,
      judgement: { verdict, reason: 'Serving', message, evidence: [] },
    }),
  );
  const total = items.length + untold;
  return {
    version: '1',
    entityRef,
    total,
    found: total,
    verdicts: [],
    clusters: { total, live: 0, unseen: [], unseenTotal: 0 },
    items,
  };
}

/** A fleet that says one thing after the other, and a clock that runs along. */
function story(...chapters: (Words | Error)[]) {
  let time = 0;
  let told = 0;
  const fleet: Pick<FleetAccess, 'getEntityRollouts'> = {
    async getEntityRollouts() {
      const chapter = chapters[Math.min(told, chapters.length - 1)] ?? {};
      told += 1;
      if (chapter instanceof Error) {
        throw chapter;
      }
      return view(chapter);
    },
  };
  return {
    action: createRolloutWaitAction({
      fleet,
      clock: {
        now: () => time,
        async sleep(milliseconds, signal) {
          signal?.throwIfAborted();
          time += milliseconds;
        },
      },
    }),
    elapsed: () => time,
  };
}

describe('model-serving:rollout:wait', () => {
  let scaffolder: Scaffolder;

  beforeAll(async () => {
    scaffolder = await startScaffolder();
  });
  afterAll(() => scaffolder.stop());

  it('tells each change once, until it serves everywhere', async () => {
    const { action } = story(
      new NotFoundError('not in the catalog yet'),
      { eu: ['progressing', 'Loading'], us: ['missing', 'Not merged'] },
      { eu: ['progressing', 'Loading'], us: ['progressing', 'Loading'] },
      { eu: ['healthy', 'Serves'], us: ['healthy', 'Serves'] },
    );
    const { output, log } = await scaffolder.run(action, { entityRef });
    expect(log).toEqual([
      'eu: progressing, Loading',
      'us: missing, Not merged',
      'us: progressing, Loading',
      'eu: healthy, Serves',
      'us: healthy, Serves',
    ]);
    expect(output).toMatchObject({ healthy: true });
  });

  it('ends with the explanation when the time is up', async () => {
    const { action, elapsed } = story({
      eu: ['healthy', 'Serves'],
      us: ['progressing', '1 GPU is missing'],
    });
    const { output, log } = await scaffolder.run(action, {
      entityRef,
      timeoutMinutes: 2,
    });
    expect(elapsed()).toBeLessThanOrEqual(120_000);
    expect(output).toEqual({
      healthy: false,
      clusters: [
        { cluster: 'eu', verdict: 'healthy', message: 'Serves' },
        { cluster: 'us', verdict: 'progressing', message: '1 GPU is missing' },
      ],
    });
    expect(log.at(-1)).toBe(
      'Not serving everywhere after 2 minutes. us: 1 GPU is missing. The rollout goes on; follow it on the page of component:default/support-chat.',
    );
  });

  it('does not take a cluster without a word for done', async () => {
    const { action } = story({ eu: ['healthy', 'Serves'] });
    const { output } = await scaffolder.run(action, {
      entityRef,
      clusters: ['eu', 'us'],
      timeoutMinutes: 1,
    });
    expect(output).toMatchObject({
      healthy: false,
      clusters: [{ cluster: 'eu' }, { cluster: 'us', verdict: 'missing' }],
    });
  });

  it('says when the catalog never read the service', async () => {
    const { action } = story(new NotFoundError('no such entity'));
    const { log } = await scaffolder.run(action, {
      entityRef,
      timeoutMinutes: 1,
    });
    expect(log).toEqual([
      expect.stringContaining('is not in the catalog after 1 minutes'),
    ]);
  });

  it('fails at once where the person may not look', async () => {
    const { action } = story(new NotAllowedError('not yours'));
    await expect(scaffolder.run(action, { entityRef })).rejects.toThrow(
      'not yours',
    );
  });

  it('stops when the task is cancelled', async () => {
    const { action } = story({ eu: ['progressing', 'Loading'] });
    await expect(
      scaffolder.run(
        action,
        { entityRef },
        { signal: AbortSignal.abort(new Error('cancelled')) },
      ),
    ).rejects.toThrow('cancelled');
  });
});

describe('more rows than the API gives', () => {
  it('are done when all that are told serve, for they come worst first', () => {
    expect(
      readProgress(view({ eu: ['healthy', 'Serves'] }, 3), undefined),
    ).toEqual([{ cluster: 'eu', verdict: 'healthy', message: 'Serves' }]);
    expect(
      readProgress(view({ eu: ['degraded', 'Fails'] }, 3), undefined),
    ).toMatchObject([
      { cluster: 'eu' },
      { cluster: '3 more', verdict: 'unknown' },
    ]);
  });

  it('do not make a named cluster missing', () => {
    expect(
      readProgress(view({ eu: ['degraded', 'Fails'] }, 3), ['us']),
    ).toMatchObject([{ cluster: 'us', verdict: 'unknown' }]);
  });
});
