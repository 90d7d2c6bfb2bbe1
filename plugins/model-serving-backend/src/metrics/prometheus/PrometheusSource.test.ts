import {
  DEFAULT_LABELS,
  DEFAULT_NAMES,
} from '@modelfleet/backstage-plugin-model-serving-common';
import {
  startStore,
  vector,
  type FakeStore,
  type StoreReply,
  type StoreRequest,
} from '../__fixtures__/fakeStore';
import type { PrometheusConfig } from '../config';
import { PrometheusSource } from './PrometheusSource';

const stores: FakeStore[] = [];

afterEach(async () => {
  for (const store of stores.splice(0)) await store.stop();
});

async function source(
  reply: (request: StoreRequest) => StoreReply,
  options: Partial<PrometheusConfig> = {},
  label: Pick<PrometheusConfig, 'clusterLabel'> = { clusterLabel: 'cluster' },
) {
  const store = await startStore(reply);
  stores.push(store);
  const created = PrometheusSource.create(
    {
      id: 'store',
      title: 'The store',
      type: 'prometheus',
      url: store.url,
      ...label,
      clusterNames: new Map([['cloud-eu', 'prod "eu"']]),
      labels: DEFAULT_LABELS,
      headers: {},
      params: {},
      timeoutMs: 5_000,
      mostSeries: 50_000,
      ...options,
    },
    DEFAULT_NAMES,
  );
  const now = (
    signal: AbortSignal = new AbortController().signal,
    clusters: readonly string[] = ['cloud-eu', 'cloud-us'],
  ) =>
    created.now({
      measure: 'queued',
      clusters,
      namespaces: ['chat'],
      idle: { belowShare: 0.05, afterSeconds: 3_600 },
      at: new Date('2026-01-01T00:00:00Z'),
      windowSeconds: 300,
      signal,
    });
  return { now, requests: store.requests };
}

const SAMPLE = { mf_namespace: 'chat', mf_pod: 'a-1' };

describe('PrometheusSource', () => {
  it('asks once for all clusters, with what configuration adds', async () => {
    const { now, requests } = await source(
      () =>
        vector([
          [{ ...SAMPLE, cluster: 'prod "eu"' }, '3'],
          [{ ...SAMPLE, cluster: 'cloud-us' }, '4'],
          [{ ...SAMPLE, cluster: 'someone else' }, '5'],
        ]),
      {
        headers: { 'X-Scope-OrgID': 'ml|gpu' },
        params: { partial_response: 'true' },
        auth: { type: 'basic', username: 'me', password: 'pä55' },
      },
    );
    expect((await now()).items).toEqual([
      { cluster: 'cloud-eu', namespace: 'chat', pod: 'a-1', value: 3 },
      { cluster: 'cloud-us', namespace: 'chat', pod: 'a-1', value: 4 },
    ]);
    const [request] = requests;
    expect(requests).toHaveLength(1);
    expect(request?.path).toBe('/api/v1/query');
    expect(request?.headers).toMatchObject({
      'x-scope-orgid': 'ml|gpu',
      authorization: `Basic ${Buffer.from('me:pä55').toString('base64')}`,
    });
    expect(Object.fromEntries(request?.form ?? [])).toMatchObject({
      time: '1767225600',
      timeout: '5000ms',
      partial_response: 'true',
      query: expect.stringContaining(
        'cluster=~"cloud-us|prod \\"eu\\"",namespace=~"chat"',
      ),
    });
  });

  it('takes all that a store of one cluster has for that one', async () => {
    const { now, requests } = await source(
      () => vector([[SAMPLE, '1']]),
      { auth: { type: 'bearer', token: 't0ken' } },
      {},
    );
    const { items } = await now(undefined, ['cloud-eu']);
    expect(items[0]?.cluster).toBe('cloud-eu');
    expect(requests[0]?.form.get('query')).not.toContain('cluster');
    expect(requests[0]?.headers.authorization).toBe('Bearer t0ken');
  });

  it('passes warnings on', async () => {
    const { now } = await source(() => vector([], ['store eu-3 is away']));
    await expect(now()).resolves.toEqual({
      items: [],
      warnings: ['store eu-3 is away'],
    });
  });

  it('reads 10,000 series', async () => {
    const many = Array.from(
      { length: 10_000 },
      (_, index) =>
        [{ cluster: 'cloud-us', mf_pod: `p-${index}` }, `${index}`] as const,
    );
    const { now } = await source(() => vector(many));
    expect((await now()).items).toHaveLength(10_000);
  });

  it.each<[string, StoreReply, string]>([
    ['hangs', 'hang', 'did not answer within 0.2 s'],
    ['hangs up', 'cut', 'cannot be reached (UND_ERR_SOCKET)'],
    [
      'refuses credentials',
      { status: 401, body: 'no' },
      'does not accept the credentials (HTTP 401)',
    ],
    [
      'is a login page',
      { body: '<html>' },
      "no JSON; check that its 'url' is that of a Prometheus-compatible API",
    ],
    [
      'times out itself',
      { status: 503, body: { status: 'error', error: 'query timed out' } },
      '(HTTP 503): The store refused the query: query timed out',
    ],
    [
      'does not understand',
      { status: 400, body: { status: 'error', error: 'parse error' } },
      'parse error',
    ],
    ['has no data', { body: { status: 'success' } }, "no 'data.result'"],
    [
      'answers nonsense',
      {
        body: {
          status: 'success',
          data: { resultType: 'vector', result: [7] },
        },
      },
      'cannot be used',
    ],
    [
      'answers with too much',
      vector(Array.from({ length: 101 }, () => [SAMPLE, '1'] as const)),
      "101 series, more than 'maxSeries' (100) allows",
    ],
  ])('names itself when it %s', async (_name, reply, words) => {
    const { now } = await source(() => reply, {
      timeoutMs: 200,
      mostSeries: 100,
      auth: { type: 'bearer', token: 's3cret' },
    });
    const failure: Error = await now().then(
      () => new Error('it did not fail'),
      error => error,
    );
    expect(failure.name).toBe('MetricsSourceError');
    expect(failure.message).toContain("Metrics source 'The store'");
    expect(failure.message).toContain(words);
    expect(failure.message).not.toContain('s3cret');
  });

  it('names itself when nobody is there', async () => {
    const { now } = await source(() => 'hang', {
      url: 'http://127.0.0.1:1',
    });
    await expect(now()).rejects.toThrow('cannot be reached (ECONNREFUSED)');
  });

  it("ends with the caller's signal", async () => {
    const controller = new AbortController();
    const { now } = await source(() => {
      controller.abort(new Error('enough'));
      return 'hang';
    });
    await expect(now(controller.signal)).rejects.toThrow('enough');
  });
});
