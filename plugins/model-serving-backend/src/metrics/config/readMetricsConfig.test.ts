import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readMetricsConfig } from './readMetricsConfig';

function read(metrics: JsonObject, prices?: JsonObject) {
  return readMetricsConfig(
    new ConfigReader({
      modelServing: { metrics, ...(prices && { prices }) },
    }),
  );
}

const STORE = {
  id: 'store',
  type: 'prometheus',
  url: 'https://prometheus.example.com/',
  clusters: ['eu'],
};
const PODS = {
  id: 'pods',
  type: 'scrape',
  clusters: ['edge'],
  targets: [{ selector: 'app=vllm', port: 'http-metrics' }],
};

describe('readMetricsConfig', () => {
  it('asks nobody where nothing is configured', () => {
    expect(readMetricsConfig(new ConfigReader({}))).toMatchObject({
      sources: [],
      refreshMs: 15_000,
      idle: { belowShare: 0.05, afterSeconds: 3_600 },
    });
  });

  it('reads a store of many clusters', () => {
    const { sources } = read({
      sources: [
        {
          ...STORE,
          title: 'Mimir',
          url: 'https://mimir.example.com/prometheus/api/v1',
          clusters: undefined,
          clusterLabel: 'k8s_cluster',
          clusterNames: { eu: 'prod-eu' },
          headers: { 'X-Scope-OrgID': 'ml|gpu' },
          params: { partial_response: 'true' },
          auth: { type: 'basic', username: 'me', password: 'pw' },
          tls: { ca: 'CA', certificate: 'CERT', key: 'KEY' },
          labels: { pod: ['k8s_pod_name'] },
          timeout: { seconds: 3 },
          maxSeries: 10_000,
        },
      ],
    });
    expect(sources).toEqual([
      {
        id: 'store',
        title: 'Mimir',
        type: 'prometheus',
        url: 'https://mimir.example.com/prometheus',
        clusterLabel: 'k8s_cluster',
        clusterNames: new Map([['eu', 'prod-eu']]),
        labels: {
          pod: ['k8s_pod_name'],
          namespace: ['exported_namespace', 'pod_namespace', 'namespace'],
          product: ['modelName', 'card_model'],
        },
        headers: { 'X-Scope-OrgID': 'ml|gpu' },
        params: { partial_response: 'true' },
        auth: { type: 'basic', username: 'me', password: 'pw' },
        tls: { ca: 'CA', certificate: 'CERT', key: 'KEY' },
        timeoutMs: 3_000,
        mostSeries: 10_000,
      },
    ]);
  });

  it('reads pods of edge clusters', () => {
    const { sources } = read({
      sources: [
        {
          ...PODS,
          interval: '10s',
          targets: [
            ...PODS.targets,
            { selector: 'a=b', port: '9400', namespaces: ['gpu'], path: '/m' },
          ],
        },
      ],
    });
    expect(sources[0]).toMatchObject({
      title: 'pods',
      clusters: ['edge'],
      intervalMs: 10_000,
      timeoutMs: 5_000,
      targets: [
        { selector: 'app=vllm', port: 'http-metrics', path: '/metrics' },
        { selector: 'a=b', port: 9400, namespaces: ['gpu'], path: '/m' },
      ],
    });
  });

  it('reads names and prices', () => {
    const { names, prices } = read(
      { names: { queued: [{ metric: 'my_queue', scale: 2 }] } },
      {
        currency: 'EUR',
        accelerators: [{ product: 'NVIDIA-L4', perHour: 0.75 }],
      },
    );
    expect(names.queued).toEqual([{ metric: 'my_queue', scale: 2 }]);
    expect(names.running.length).toBeGreaterThan(3);
    expect(prices?.perHour.get('NVIDIA-L4')).toBe(0.75);
  });

  it.each<[string, JsonObject, string]>([
    [
      'no type',
      { sources: [{ ...STORE, type: 'graphite' }] },
      'sources[0].type',
    ],
    [
      'an id twice',
      { sources: [STORE, { ...PODS, id: 'store' }] },
      "sources[1].id' is 'store'",
    ],
    [
      'no way to tell clusters apart',
      { sources: [{ ...STORE, clusters: ['a', 'b'] }] },
      'sources[0].clusterLabel',
    ],
    [
      'a label that breaks a query',
      { sources: [{ ...STORE, clusterLabel: 'a"} or up{b="' }] },
      'sources[0].clusterLabel',
    ],
    ['no URL', { sources: [{ ...STORE, url: 'prometheus:9090' }] }, '.url'],
    [
      'an auth that is none',
      { sources: [{ ...STORE, auth: { type: 'digest' } }] },
      'sources[0].auth.type',
    ],
    [
      'half a client certificate',
      { sources: [{ ...STORE, tls: { certificate: 'x' } }] },
      'sources[0].tls.certificate',
    ],
    [
      'a header that is two',
      { sources: [{ ...STORE, headers: { 'X-A': 'b\r\nX-C: d' } }] },
      'sources[0].headers.X-A',
    ],
    [
      'a time-out of an hour',
      { sources: [{ ...STORE, timeout: { hours: 1 } }] },
      'sources[0].timeout',
    ],
    [
      'a port that is none',
      { sources: [{ ...PODS, targets: [{ selector: 'a', port: 0 }] }] },
      'targets[0].port',
    ],
    [
      'every pod there is',
      { sources: [{ ...PODS, targets: [{ selector: ' ', port: 80 }] }] },
      'targets[0].selector',
    ],
    [
      'a path out of the pod',
      {
        sources: [
          {
            ...PODS,
            targets: [{ selector: 'a', port: 80, path: '/../../secrets' }],
          },
        ],
      },
      'targets[0].path',
    ],
    [
      'a namespace that is none',
      {
        sources: [
          {
            ...PODS,
            targets: [{ selector: 'a', port: 80, namespaces: ['a/b'] }],
          },
        ],
      },
      'targets[0].namespaces[0]',
    ],
    ['a measure that is none', { names: { speed: [] } }, 'names.speed'],
    [
      'a measure that is made of others',
      { names: { gpuPeak: [{ metric: 'x' }] } },
      'names.gpuPeak',
    ],
    [
      'a metric that breaks a query',
      { names: { queued: [{ metric: 'a} or b{' }] } },
      'names.queued[0].metric',
    ],
    [
      'an expression that is none',
      { names: { queued: [{ metric: 'a', whereMatches: { b: '(' } }] } },
      'names.queued[0].whereMatches.b',
    ],
    ['a limit over 1', { idle: { below: 5 } }, 'idle.below'],
    ['a period of a week', { idle: { after: { days: 7 } } }, 'idle.after'],
  ])('names the key of %s', (_name, metrics, words) => {
    expect(() => read(metrics)).toThrow(words);
  });

  it('does not repeat a password that is in the wrong place', () => {
    const url = 'https://me:s3cret@prometheus.example.com';
    const attempt = () => read({ sources: [{ ...STORE, url }] });
    expect(attempt).toThrow("put them under 'modelServing.metrics.sources[0]");
    expect(attempt).not.toThrow('s3cret');
  });

  it.each<[JsonObject, string]>([
    [{ currency: 'euro', accelerators: [] }, 'prices.currency'],
    [
      { currency: 'EUR', accelerators: [{ product: 'a', perHour: -1 }] },
      'accelerators[0].perHour',
    ],
    [
      {
        currency: 'EUR',
        accelerators: [
          { product: 'a', perHour: 1 },
          { product: 'b', perHour: 1 },
          { product: 'a', perHour: 2 },
        ],
      },
      "accelerators[2] has a price for 'a', and so has accelerators[0]",
    ],
  ])('refuses prices like %j', (prices, words) => {
    expect(() => read({}, prices)).toThrow(words);
  });
});
