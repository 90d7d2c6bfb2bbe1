import type {
  EntityOverview,
  OverviewsView,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { manualTime } from './__testUtils__';
import { OverviewBatch, type AskOverviews } from './OverviewBatch';

const overview = (entityRef: string): EntityOverview => ({
  version: '1',
  entityRef,
  places: [],
  placeCount: 0,
  blind: 0,
});

const view = (refs: readonly string[]): OverviewsView => ({
  version: '1',
  items: refs.filter(ref => !ref.includes('hidden')).map(overview),
  missing: refs.filter(ref => ref.includes('hidden')),
});

function batchOf(ask?: AskOverviews) {
  const time = manualTime();
  const asked = jest.fn<ReturnType<AskOverviews>, Parameters<AskOverviews>>(
    ask ??
      (async refs => ({ status: 'changed', value: view(refs), etag: 'e1' })),
  );
  const batch = OverviewBatch.create({ ask: asked, clock: time.clock });
  const { signal } = new AbortController();
  const read = (...refs: string[]) => {
    const answers = refs.map(ref => batch.read(ref, signal));
    time.advance(1_000);
    return Promise.all(answers);
  };
  return { asked, batch, time, read };
}

const refs = (count: number) =>
  Array.from({ length: count }, (_, index) => `model:default/m${index}`);

describe('OverviewBatch', () => {
  it('asks once for all rows, and gives each its own', async () => {
    const { asked, read } = batchOf();
    const rows = [...refs(20), 'model:default/m3'];
    const answers = await read(...rows);
    expect(answers.map(({ entityRef }) => entityRef)).toEqual(rows);
    expect(asked).toHaveBeenCalledTimes(1);
    expect(asked.mock.calls[0]?.[0]).toHaveLength(20);
  });

  it('asks for fifty at a time, and for fewer with long names', async () => {
    const { asked, read } = batchOf();
    await read(...refs(120));
    expect(asked.mock.calls.map(([asking]) => asking.length)).toEqual([
      50, 50, 20,
    ]);
    asked.mockClear();
    await read(...refs(40).map(ref => `${ref}${'x'.repeat(180)}`));
    expect(asked.mock.calls.length).toBeGreaterThan(1);
  });

  it('says of one that is not there what the others need not know', async () => {
    const { batch, time } = batchOf();
    const { signal } = new AbortController();
    const good = batch.read('model:default/a', signal);
    const hidden = batch.read('model:default/hidden', signal);
    time.advance(1_000);
    await expect(good).resolves.toMatchObject({ version: '1' });
    await expect(hidden).rejects.toThrow(
      'There is no model:default/hidden, or you may not see it.',
    );
  });

  it('does not fetch twice what did not change', async () => {
    const { asked, read } = batchOf(async (asking, { ifNoneMatch }) =>
      ifNoneMatch === 'e1'
        ? { status: 'unchanged' }
        : { status: 'changed', value: view(asking), etag: 'e1' },
    );
    const first = await read(...refs(2));
    expect(await read(...refs(2))).toEqual(first);
    expect(asked.mock.calls[1]?.[1].ifNoneMatch).toBe('e1');
  });

  it('fails all rows of a request that failed', async () => {
    const { read } = batchOf(async () => {
      throw new Error('away');
    });
    await expect(read(...refs(2))).rejects.toThrow('away');
  });

  it('goes on while one row waits, and ends with the last', async () => {
    let seen: AbortSignal | undefined;
    const { batch, time } = batchOf(
      (_refs, { signal }) =>
        new Promise((_resolve, reject) => {
          seen = signal;
          signal?.addEventListener('abort', () => reject(signal.reason));
        }),
    );
    const [one, two] = [new AbortController(), new AbortController()];
    const answers = [
      batch.read('model:default/a', one.signal),
      batch.read('model:default/b', two.signal),
    ];
    time.advance(1_000);
    one.abort(new Error('gone'));
    expect(seen?.aborted).toBe(false);
    two.abort(new Error('gone too'));
    for (const answer of answers) {
      await expect(answer).rejects.toThrow('gone too');
    }
  });
});
