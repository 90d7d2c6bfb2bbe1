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

/** @param ms - that it takes to make one. */
function create(ms = 0, toldAt = -Infinity) {
  const bodies = Bodies.create({ toldAt: () => toldAt });
  let made = 0;
  const view = function* view() {
    made += 1;
    const end = performance.now() + ms;
    while (performance.now() < end) yield;
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

  it('are shared a little longer than the fleet is the same, when they take long to make', async () => {
    const get = create(20);
    await get(fleet({}));
    expect(await get(fleet({ version: '2', now: 399 }))).toBe('{"made":1}');
    expect(await get(fleet({ version: '2', now: 501 }))).toBe('{"made":2}');
  });

  it('are never older than what browsers were told of', async () => {
    const get = create(20, 100);
    await get(fleet({ now: 100 }));
    expect(await get(fleet({ version: '2', now: 101 }))).toBe('{"made":2}');
    expect(await get(fleet({ version: '3', now: 102 }))).toBe('{"made":2}');
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
