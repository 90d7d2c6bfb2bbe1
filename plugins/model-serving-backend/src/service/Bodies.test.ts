import { gunzipSync } from 'node:zlib';
import type { FleetSnapshot } from '@modelfleet/backstage-plugin-model-serving-common';
import { Bodies } from './Bodies';

const entity = {
  apiVersion: 'v1',
  kind: 'Component',
  metadata: { name: 'chat', etag: 'same' },
};
const about = { entity, services: [entity], models: [] };

function fleet(change: { version?: string; now?: number; scope?: string }) {
  const { version = '1', now = 0, scope = 'all' } = change;
  return {
    version,
    now: new Date(now),
    scope,
    clusters: [],
  } satisfies FleetSnapshot;
}

function create(toldAt = -Infinity) {
  const bodies = Bodies.create({ toldAt: () => toldAt });
  let made = 0;
  const view = function* view() {
    made += 1;
    yield;
    return { made };
  };
  return async (seen: FleetSnapshot, name = 'rollouts', of = about) =>
    (await bodies.of(name, seen, of, view)).text;
}

function* steps<T>(value: T): Generator<void, T> {
  yield;
  return value;
}

describe('Bodies', () => {
  it('are made once for viewers of the same', async () => {
    const get = create();
    const [first, beside] = await Promise.all([get(fleet({})), get(fleet({}))]);
    expect([first, beside]).toEqual(['{"made":1}', '{"made":1}']);
    expect(await get(fleet({ now: 900 }))).toBe('{"made":1}');
  });

  it('are shared a little longer than the fleet is the same, when it changes all the time', async () => {
    const get = create();
    const made: string[] = [];
    for (const now of [0, 300, 600, 900, 1_200, 1_399, 1_401, 1_900, 1_901]) {
      made.push(await get(fleet({ version: `${now}`, now })));
    }
    expect(made.map(text => JSON.parse(text).made)).toEqual([
      1, 2, 3, 3, 4, 4, 4, 5, 5,
    ]);
    // It was at rest in between.
    await get(fleet({ version: 'a', now: 5_000 }));
    const after = await get(fleet({ version: 'b', now: 5_001 }));
    expect(after).toBe('{"made":7}');
  });

  it('are shared from the second viewer on, when others met the changes', async () => {
    const get = create();
    for (const now of [0, 100, 200, 300]) {
      await get(fleet({ version: `${now}`, now }), `of ${now}`);
    }
    const first = await get(fleet({ version: 'a', now: 400 }));
    expect(await get(fleet({ version: 'b', now: 500 }))).toBe(first);
  });

  it('are never older than what browsers were told of', async () => {
    const get = create(400);
    for (const now of [0, 100, 200, 300]) {
      await get(fleet({ version: `${now}`, now }), `of ${now}`);
    }
    expect(await get(fleet({ version: 'a', now: 400 }))).toBe('{"made":5}');
    expect(await get(fleet({ version: 'b', now: 401 }))).toBe('{"made":6}');
    expect(await get(fleet({ version: 'c', now: 402 }))).toBe('{"made":6}');
  });

  it('that could not be made are tried again', async () => {
    const bodies = Bodies.create();
    const ask = (view: () => Generator<void, object>) =>
      bodies.of('rollouts', fleet({}), about, view);
    await expect(
      ask(() => {
        throw new Error('No view');
      }),
    ).rejects.toThrow('No view');
    expect((await ask(() => steps({}))).text).toBe('{}');
  });

  const related = {
    ...entity,
    relations: [{ type: 'dependsOn', targetRef: 'model:default/llama' }],
  };
  it.each<[string, (get: ReturnType<typeof create>) => Promise<string>]>([
    ['the fleet changed', get => get(fleet({ version: '2', now: 499 }))],
    ['they may see something else', get => get(fleet({ scope: 'some' }))],
    ['it is another view', get => get(fleet({}), 'gpus')],
    ['its times are old', get => get(fleet({ now: 1_000 }))],
    [
      'the entity changed, even under the same tag',
      get => get(fleet({}), 'rollouts', { ...about, entity: related }),
    ],
  ])('are made again when %s', async (_, ask) => {
    const get = create();
    expect(await get(fleet({}))).toBe('{"made":1}');
    expect(await ask(get)).toBe('{"made":2}');
  });

  it('are compressed once, when they are worth it', async () => {
    const bodies = Bodies.create();
    const long = { text: 'x'.repeat(5_000) };
    const body = await bodies.of('rollouts', fleet({}), about, () =>
      steps(long),
    );
    const first = body.gzip();
    expect(body.gzip()).toBe(first);
    expect(JSON.parse(gunzipSync((await first) ?? '').toString())).toEqual(
      long,
    );
    const short = await bodies.of('gpus', fleet({}), about, () => steps({}));
    expect(short.gzip()).toBeUndefined();
  });
});
