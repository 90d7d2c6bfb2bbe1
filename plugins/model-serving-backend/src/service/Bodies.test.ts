import { gunzipSync } from 'node:zlib';
import type { FleetSnapshot } from '@modelfleet/backstage-plugin-model-serving-common';
import { Bodies } from './Bodies';

const entity = {
  apiVersion: 'v1',
  kind: 'Component',
  metadata: { name: 'chat', etag: 'same' },
};
const about = { entity, services: [entity], models: [] };

function fleet(change: { version?: string; now?: number; names?: string[] }) {
  const { version = '1', now = 0, names = ['east'] } = change;
  const clusters = names.map(name => ({
    cluster: {
      name,
      title: name,
      simulated: false,
      state: { status: 'connecting' as const },
    },
    aliases: [],
    records: () => new Map(),
    knowledge: () => ({ status: 'never' as const }),
    changedAt: () => undefined,
  }));
  return { version, now: new Date(now), clusters } satisfies FleetSnapshot;
}

function create() {
  const bodies = Bodies.create();
  let made = 0;
  const view = () => {
    made += 1;
    return { made };
  };
  return (seen: FleetSnapshot, name = 'rollouts', of = about) =>
    bodies.of(name, seen, of, view).text;
}

describe('Bodies', () => {
  it('are made once for viewers of the same', () => {
    const get = create();
    expect(get(fleet({}))).toBe('{"made":1}');
    expect(get(fleet({ now: 900 }))).toBe('{"made":1}');
  });

  const related = {
    ...entity,
    relations: [{ type: 'dependsOn', targetRef: 'model:default/llama' }],
  };
  it.each<[string, (get: ReturnType<typeof create>) => string]>([
    ['the fleet changed', get => get(fleet({ version: '2' }))],
    ['they may see other clusters', get => get(fleet({ names: ['west'] }))],
    ['it is another view', get => get(fleet({}), 'gpus')],
    ['its times are old', get => get(fleet({ now: 1_000 }))],
    [
      'the entity changed, even under the same tag',
      get => get(fleet({}), 'rollouts', { ...about, entity: related }),
    ],
  ])('are made again when %s', (_, ask) => {
    const get = create();
    expect(get(fleet({}))).toBe('{"made":1}');
    expect(ask(get)).toBe('{"made":2}');
  });

  it('are compressed once, when they are worth it', async () => {
    const bodies = Bodies.create();
    const long = { text: 'x'.repeat(5_000) };
    const body = bodies.of('rollouts', fleet({}), about, () => long);
    const first = body.gzip();
    expect(body.gzip()).toBe(first);
    expect(JSON.parse(gunzipSync((await first) ?? '').toString())).toEqual(
      long,
    );
    expect(
      bodies.of('gpus', fleet({}), about, () => ({})).gzip(),
    ).toBeUndefined();
  });
});
