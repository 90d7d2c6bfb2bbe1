import { inferenceServiceProjection } from '@modelfleet/backstage-plugin-model-serving-common';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { start, stopAll } from '../__testUtils__/backend';

const AT = '2026-01-01T00:00:00.000Z';
const { resource } = inferenceServiceProjection;

function serving(name: string) {
  const record = inferenceServiceProjection.project({
    metadata: {
      name,
      namespace: 'chat',
      uid: name,
      resourceVersion: '1',
      creationTimestamp: AT,
    },
    spec: { predictor: { model: { modelFormat: { name: 'vLLM' } } } },
  });
  if (!record) throw new Error('The fixture is no inference service');
  return record;
}

interface Page {
  items: { workload: { ref: { name: string } } }[];
  nextCursor?: string;
}

// Each test starts a backend.
jest.setTimeout(30_000);

describe('the API', () => {
  const mode = process.env.NODE_ENV;

  afterEach(async () => {
    await stopAll();
    Object.assign(process.env, { NODE_ENV: mode });
  });

  it.each<[number, string[]]>([
    [
      400,
      [
        '/workloads?limit=0',
        '/workloads?limit=1&limit=2',
        '/workloads?cursor=',
        `/workloads?cursor=${'a'.repeat(3_000)}`,
        '/workloads?cursor=eyJhIjoxfQ==',
        '/workloads?cluster[a][b]=x',
        '/workloads?entityRef=%F0%9F%92%A9',
        '/overviews',
        '/overviews?entityRef=x',
        `/overviews?${'entityRef=component:default/a&'.repeat(60)}`,
        '/entities/__proto__/constructor/toString/gpus',
        '/entities/model/default/%E0%A4%A/gpus',
        '/entities/component/default/support-chat/figures?range=-1',
        '/entities/component/default/support-chat/rollouts?limit=0',
        '/entities/component/default/support-chat/rollouts?limit=2001',
        '/entities/component/default/support-chat/rollouts?verdict=fine',
        '/entities/component/default/support-chat/rollouts?cursor=x',
        `/entities/component/default/support-chat/rollouts?text=${'a'.repeat(
          201,
        )}`,
        '/clusters?unknown=1',
      ],
    ],
    [
      404,
      [
        '/entities/component/default/%2e%2e%2f%2e%2e/rollouts',
        '/entities/model/default/%00/gpus',
        '/doctor/..%2f..%2fetc%2fpasswd',
        '/nothing',
      ],
    ],
  ])(
    'answers %d in a sentence, without a stack even in development',
    async (code, paths) => {
      Object.assign(process.env, { NODE_ENV: 'development' });
      const { get } = await start();
      for (const path of paths) {
        const { status, text } = await get(path);
        expect({ path, status }).toEqual({ path, status: code });
        expect(text).not.toMatch(/"stack"|node_modules|\.ts:\d/);
      }
    },
  );

  it('takes bodies that are none, too large or too deep for what they are', async () => {
    const { post } = await start();
    const deep = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`);
    for (const body of [[], { tenant: 'x'.repeat(600_000) }, deep]) {
      const { status, body: answer } = await post('/changes', body);
      expect(status).toBe(400);
      expect(answer.error.message).toBeTruthy();
    }
  });

  it('writes down every read that is refused', async () => {
    const { get, audit, event } = await start({
      policy: { 'model-serving.fleet.read': AuthorizeResult.DENY },
    });
    const paths = [
      '/clusters',
      '/workloads',
      '/gpu-holders',
      '/gpu-activity',
      '/doctor',
      '/doctor/eu',
      '/overviews?entityRef=component:default/support-chat',
      '/entities/component/default/support-chat/rollouts',
      '/entities/component/default/support-chat/gpus',
      '/entities/component/default/support-chat/figures',
    ];
    for (const [index, path] of paths.entries()) {
      const { status, body } = await get(path);
      expect({ path, status }).toEqual({ path, status: 403 });
      expect(body.error.message).toContain('model-serving.fleet.read');
      expect(event.fail).toHaveBeenCalledTimes(index + 1);
    }
    expect(audit).toHaveBeenCalledTimes(paths.length);
  });

  it('gives each object once while others come and go between pages', async () => {
    const { get, sink } = await start();
    const cluster = sink.upsertCluster({ name: 'eu', title: 'eu' });
    const names = Array.from({ length: 20 }, (_, i) => `s${10 + i}`);
    cluster.replace(resource, names.map(serving), AT);
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 20; page++) {
      const next = cursor ? `&cursor=${cursor}` : '';
      const response = await get(`/workloads?cluster=eu&limit=4${next}`);
      const { items, nextCursor }: Page = response.body;
      seen.push(...items.map(({ workload }) => workload.ref.name));
      if (!nextCursor) break;
      cursor = nextCursor;
      // Before and after where the reader is, and what it stands on.
      cluster.put(resource, serving(`a${page}`), AT);
      cluster.put(resource, serving(`z${page}`), AT);
      cluster.delete(resource, `chat/${seen.at(-1)}`, AT);
    }
    expect(seen.filter(name => name.startsWith('s'))).toEqual(names);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.some(name => name.startsWith('a'))).toBe(false);
  });
});
