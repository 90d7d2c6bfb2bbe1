import {
  DEFAULT_LABELS,
  DEFAULT_NAMES,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { MeasureName } from '@modelfleet/backstage-plugin-model-serving-common';
import { TestClock } from '../../__testUtils__/TestClock';
import { ClusterRequestError } from '../../transport';
import type { ClusterTransport } from '../../transport';
import type { ScrapeConfig } from '../config';
import { ScrapeSource } from './ScrapeSource';

const CONFIG: ScrapeConfig = {
  id: 'pods',
  title: 'Pods',
  type: 'scrape',
  clusters: ['edge'],
  labels: DEFAULT_LABELS,
  intervalMs: 15_000,
  timeoutMs: 5_000,
  targets: [{ selector: 'app in (vllm)', port: 'metrics', path: '/metrics' }],
  mostPods: 3,
};

function pod(name: string, options: { phase?: string; port?: string } = {}) {
  return {
    metadata: { name, namespace: 'chat' },
    spec: {
      containers: [
        {},
        {
          ports: [
            { name: 'http', containerPort: 8000 },
            { name: options.port ?? 'metrics', containerPort: 9090 },
          ],
        },
      ],
    },
    status: { phase: options.phase ?? 'Running' },
  };
}

/** An edge cluster, what was asked of it, and time. */
function edge(config: Partial<ScrapeConfig> = {}) {
  const clock = TestClock.create();
  const asked: string[] = [];
  const world = {
    pods: [pod('a')] as readonly object[],
    text: (path: string): string => `vllm:num_requests_waiting ${path.length}`,
    open: 0,
  };
  const transport: ClusterTransport = {
    async get(path) {
      asked.push(path);
      return { items: world.pods };
    },
    async getText(path) {
      asked.push(path);
      return world.text(path);
    },
    watch() {
      throw new Error('nothing is watched');
    },
    async close() {
      world.open -= 1;
    },
  };
  const source = ScrapeSource.create({
    config: { ...CONFIG, ...config },
    names: DEFAULT_NAMES,
    idle: { belowShare: 0.05, afterSeconds: 600 },
    clock,
    access: {
      list: async () =>
        ['edge', 'other'].map(name => ({
          name,
          title: name,
          serverUrl: 'https://edge.example.com',
          skipTlsVerify: false,
        })),
      credential: async () => ({ type: 'none' }),
    },
    createTransport() {
      world.open += 1;
      return transport;
    },
  });
  const controller = new AbortController();
  const done = source.run({ signal: controller.signal });
  const request = (measure: MeasureName) => ({
    measure,
    clusters: source.covers('edge') ? ['edge'] : [],
    namespaces: [],
    idle: { belowShare: 0.05, afterSeconds: 600 },
    signal: controller.signal,
  });
  return {
    clock,
    asked,
    world,
    source,
    now: (measure: MeasureName) =>
      source.now({ ...request(measure), at: clock.now(), windowSeconds: 300 }),
    past: (measure: MeasureName, sets: string[]) =>
      source.past({
        ...request(measure),
        sets,
        grid: { from: clock.now().getTime() / 1000 - 60, step: 60, count: 2 },
      }),
    async stop() {
      controller.abort(new Error('over'));
      await done;
    },
  };
}

describe('ScrapeSource', () => {
  it('reads the one port of the pods that configuration names, and nothing else', async () => {
    const { clock, asked, world, stop } = edge();
    world.pods = [
      pod('a'),
      pod('gone', { phase: 'Succeeded' }),
      pod('other', { port: 'debug' }),
    ];
    await clock.advance(0);
    expect(asked).toEqual([
      '/api/v1/pods?labelSelector=app+in+%28vllm%29&limit=500',
      '/api/v1/namespaces/chat/pods/a:9090/proxy/metrics',
    ]);
    await stop();
    expect(world.open).toBe(0);
    expect(clock.sleepers).toBe(0);
  });

  it('looks in the namespaces that configuration names', async () => {
    const { clock, asked, stop } = edge({
      targets: [
        {
          selector: 'app=dcgm',
          namespaces: ['gpu', 'chat'],
          port: 9400,
          path: '/m',
        },
      ],
    });
    await clock.advance(0);
    expect(asked).toEqual([
      '/api/v1/namespaces/gpu/pods?labelSelector=app%3Ddcgm&limit=500',
      '/api/v1/namespaces/chat/pods?labelSelector=app%3Ddcgm&limit=500',
      '/api/v1/namespaces/chat/pods/a:9400/proxy/m',
    ]);
    await stop();
  });

  it('computes rates from one round to the next, and says since when', async () => {
    const { clock, world, now, past, stop } = edge();
    const started = clock.now().toISOString();
    let tokens = 0;
    world.text = () => {
      tokens += 150;
      return `vllm:generation_tokens_total ${tokens}`;
    };
    await clock.advance(0);
    expect((await now('outputTokens')).items).toEqual([]);
    await clock.advance(15_000);
    expect(await now('outputTokens')).toEqual({
      items: [{ cluster: 'edge', namespace: 'chat', pod: 'a', value: 10 }],
      warnings: [],
      since: started,
    });
    await clock.advance(60_000);
    expect((await past('outputTokens', ['a'])).items[0]?.values[1]).toBe(10);
    await stop();
  });

  it('says which pods did not answer, and looks for pods anew', async () => {
    const { clock, asked, world, now, stop } = edge();
    world.pods = [pod('a'), pod('b')];
    world.text = path => {
      if (path.includes('/b:')) throw new Error('connection refused');
      return 'vllm:num_requests_waiting 1';
    };
    await clock.advance(0);
    const { items, warnings } = await now('queued');
    expect(items).toHaveLength(1);
    expect(warnings).toEqual([
      'edge: 1 of 2 pods did not answer: connection refused.',
    ]);
    world.pods = [pod('a')];
    await clock.advance(15_000);
    expect(asked.filter(path => path.includes('?'))).toHaveLength(2);
    expect((await now('queued')).warnings).toEqual([]);
    await stop();
  });

  it.each([
    [
      { kind: 'server', status: 503 } as const,
      'Pod chat/a does not answer at port 9090; it may be starting or ending',
    ],
    [
      { kind: 'timeout' } as const,
      'Pod chat/a did not show its metrics at port 9090 in time',
    ],
  ])(
    'speaks of the pod, not of a path or the cluster: %j',
    async (failure, words) => {
      const { clock, world, now, stop } = edge();
      world.text = path => {
        throw new ClusterRequestError(
          `Cluster 'edge' answered HTTP 503 for ${path}: connect: connection refused`,
          failure,
        );
      };
      await clock.advance(0);
      expect((await now('queued')).failed?.get('edge')).toBe(words);
      await stop();
    },
  );

  it('names the role that is missing, and goes on when it is there', async () => {
    const { clock, world, now, stop } = edge();
    const text = world.text;
    world.text = () => {
      throw new ClusterRequestError('no', { kind: 'forbidden', status: 403 });
    };
    await clock.advance(0);
    expect((await now('queued')).failed?.get('edge')).toContain(
      'modelfleet-metrics of docs/rbac-metrics.yaml',
    );
    world.text = text;
    await clock.advance(15_000);
    expect((await now('queued')).failed).toBeUndefined();
    await stop();
  });

  it.each([
    ['<html>', 'does not show metrics at port 9090'],
    ['vllm:num_requests_waiting{a="b} 1', 'Line 1'],
  ])('says that %j is no metrics', async (text, words) => {
    const { clock, world, now, stop } = edge();
    world.text = () => text;
    await clock.advance(0);
    expect((await now('queued')).failed?.get('edge')).toContain(words);
    await stop();
  });

  it('leaves out pods that are too many, and says so', async () => {
    const { clock, asked, world, now, stop } = edge();
    world.pods = ['a', 'b', 'c', 'd', 'e'].map(name => pod(name));
    await clock.advance(0);
    expect(asked.filter(path => path.includes('/proxy/'))).toHaveLength(3);
    expect((await now('queued')).warnings[0]).toContain("'maxPods' (3)");
    await stop();
  });

  it('says that there is no such cluster', async () => {
    const { clock, source, stop } = edge({ clusters: ['elsewhere'] });
    await clock.advance(0);
    const { failed } = await source.now({
      measure: 'queued',
      clusters: ['elsewhere'],
      namespaces: [],
      idle: { belowShare: 0.05, afterSeconds: 600 },
      at: clock.now(),
      windowSeconds: 300,
      signal: new AbortController().signal,
    });
    expect(failed?.get('elsewhere')).toContain("no cluster 'elsewhere'");
    await stop();
  });
});
