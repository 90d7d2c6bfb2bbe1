import { addBuckets, histogramQuantile } from '../histogram';
import { DEFAULT_LABELS } from '../labels';
import { DEFAULT_NAMES } from '../names';
import { readScrape } from './readScrape';
import { ScrapeMemory } from './ScrapeMemory';

const RULES = { names: DEFAULT_NAMES, labels: DEFAULT_LABELS };

function memory(mostSubjects = 100) {
  const scrapes = ScrapeMemory.create({
    cluster: 'edge',
    idle: { belowShare: 0.05, afterSeconds: 600 },
    interval: 15,
    mostSubjects,
  });
  return {
    scrapes,
    see(pod: string, at: number, text: string) {
      const target = { namespace: 'chat', pod };
      scrapes.record(`chat/${pod}`, readScrape(text, target, RULES), at);
    },
    value(measure: Parameters<typeof scrapes.now>[0], at: number) {
      return scrapes.now(measure, 300, at).map(({ value }) => value);
    },
  };
}

const tokens = (count: number) => `vllm:generation_tokens_total ${count}\n`;

describe('ScrapeMemory', () => {
  it('knows no rate before the second scrape', () => {
    const { see, value } = memory();
    see('a', 1_000, tokens(500));
    expect(value('outputTokens', 1_000)).toEqual([]);
    see('a', 1_015, tokens(650));
    expect(value('outputTokens', 1_015)).toEqual([10]);
  });

  it('goes on after a counter began again', () => {
    const { see, value } = memory();
    see('a', 1_000, tokens(500));
    see('a', 1_015, tokens(650));
    see('a', 1_030, tokens(60));
    expect(value('outputTokens', 1_030)).toEqual([7]);
  });

  it('adds up the engines of a pod, each counter by itself', () => {
    const { see, value } = memory();
    const both = (one: number, other: number) =>
      `vllm:generation_tokens_total{engine="0"} ${one}
vllm:generation_tokens_total{engine="1"} ${other}
vllm:num_requests_running{engine="0"} 2
vllm:num_requests_running{engine="1"} 3
vllm:kv_cache_usage_perc{engine="0"} 0.2
vllm:kv_cache_usage_perc{engine="1"} 0.7
`;
    see('a', 1_000, both(100, 1_000));
    see('a', 1_010, both(200, 10));
    expect(value('outputTokens', 1_010)).toEqual([11]);
    expect(value('running', 1_010)).toEqual([5]);
    expect(value('kvCache', 1_010)).toEqual([0.7]);
  });

  it('takes the new name where an engine has the old one too', () => {
    const { see, value } = memory();
    see(
      'a',
      1_000,
      'vllm:kv_cache_usage_perc 0.2\nvllm:gpu_cache_usage_perc 0.9\n',
    );
    expect(value('kvCache', 1_000)).toEqual([0.2]);
  });

  it('has no value of a pod that is not scraped any more', () => {
    const { see, value } = memory();
    see('a', 1_000, 'vllm:num_requests_waiting 4\n');
    expect(value('queued', 1_050)).toEqual([4]);
    expect(value('queued', 1_061)).toEqual([]);
  });

  it('gives devices to the pods that hold them, in every spelling', () => {
    const { scrapes, see } = memory();
    see(
      'exporter',
      1_000,
      `DCGM_FI_DEV_GPU_UTIL{gpu="0",modelName="L4",pod="a",namespace="chat"} 40
DCGM_FI_DEV_GPU_UTIL{gpu="1",modelName="L4",pod="a",namespace="chat"} 60
DCGM_FI_DEV_GPU_UTIL{gpu="2",modelName="L4",pod="",namespace=""} 0
DCGM_FI_DEV_GPU_UTIL{gpu="3",modelName="L4",exported_pod="b",exported_namespace="x",pod="exporter",namespace="gpu"} 7
gpu_gfx_activity{gpu_id="0",card_model="MI300X",pod="c",namespace="chat"} 50
`,
    );
    expect(scrapes.now('gpuBusy', 300, 1_000)).toEqual([
      expect.objectContaining({ namespace: 'chat', pod: 'a', value: 1 }),
      expect.objectContaining({ pod: '', product: 'L4', value: 0 }),
      expect.objectContaining({ namespace: 'x', pod: 'b', value: 0.07 }),
      expect.objectContaining({ pod: 'c', product: 'MI300X', value: 0.5 }),
    ]);
    expect(
      scrapes.now('gpuBusyDevices', 300, 1_000).map(({ value }) => value),
    ).toEqual([2, 1, 1, 1]);
  });

  it('uses GPU_UTIL only for devices without the better metric', () => {
    const { see, value } = memory();
    see(
      'exporter',
      1_000,
      `DCGM_FI_PROF_GR_ENGINE_ACTIVE{gpu="0",pod="a"} 0.25
DCGM_FI_DEV_GPU_UTIL{gpu="0",pod="a"} 100
DCGM_FI_DEV_GPU_UTIL{gpu="1",pod="a"} 50
`,
    );
    expect(value('gpuBusy', 1_000)).toEqual([0.75]);
  });

  it('computes quantiles of the time between scrapes', () => {
    const { scrapes, see } = memory();
    const buckets = (low: number, all: number) =>
      `vllm:time_to_first_token_seconds_bucket{le="0.1"} ${low}
vllm:time_to_first_token_seconds_bucket{le="1.0"} ${all}
vllm:time_to_first_token_seconds_bucket{le="+Inf"} ${all}
`;
    see('a', 1_000, buckets(1_000, 1_000));
    see('a', 1_060, buckets(1_000, 1_100));
    const rates = addBuckets(scrapes.now('ttft', 300, 1_060));
    expect(histogramQuantile(0.5, rates)).toBeCloseTo(0.55, 10);
  });

  it('says how high use was only when it watched for the whole period', () => {
    const { see, value } = memory();
    const use = (percent: number) =>
      `DCGM_FI_DEV_GPU_UTIL{gpu="0",pod="a"} ${percent}\n`;
    see('x', 1_000, use(3));
    see('x', 1_300, use(20));
    see('x', 1_590, use(1));
    expect(value('gpuPeak', 1_590)).toEqual([]);
    see('x', 1_600, use(1));
    expect(value('gpuPeak', 1_600)).toEqual([0.2]);
    expect(value('gpuLastBusy', 1_600)).toEqual([1_300]);
    see('x', 1_905, use(2));
    expect(value('gpuPeak', 1_905)).toEqual([0.02]);
  });

  it('keeps peaks, rates and its size through a long time', () => {
    const { scrapes, see, value } = memory();
    for (let at = 0; at <= 8 * 3_600; at += 15) {
      const util = at === 8 * 3_600 - 500 - 10 ? 90 : 1;
      see(
        'a',
        at,
        `${tokens(
          at * 20,
        )}DCGM_FI_DEV_GPU_UTIL{pod="a",namespace="chat"} ${util}\n`,
      );
      scrapes.tidy(new Set(['chat/a']), at);
    }
    const end = 8 * 3_600;
    expect(value('outputTokens', end)).toEqual([20]);
    const grid = { from: end - 5 * 3_600, step: 600, count: 31 };
    const [series] = scrapes.past('outputTokens', grid, new Set(['a']));
    expect(series?.values).toHaveLength(31);
    for (const rate of series?.values ?? []) expect(rate).toBeCloseTo(20, 6);
    // Nothing is older than is kept.
    const [before] = scrapes.past(
      'outputTokens',
      { from: 0, step: 600, count: 6 },
      new Set(['a']),
    );
    expect(before?.values.every(Number.isNaN)).toBe(true);
  });

  it('takes no more pods than it has room for, and says so', () => {
    const { scrapes, see, value } = memory(2);
    for (const pod of ['a', 'b', 'c']) see(pod, 1_000, 'tgi_queue_size 1\n');
    expect(value('queued', 1_000)).toHaveLength(2);
    expect(scrapes.refused).toBe(1);
    scrapes.tidy(new Set(), 1_000 + 7 * 3_600);
    see('c', 40_000, 'tgi_queue_size 1\n');
    expect(scrapes.refused).toBe(0);
  });

  it('adds up devices of several exporters that no pod holds', () => {
    const { scrapes } = memory();
    for (const node of ['n1', 'n2']) {
      const text = 'DCGM_FI_DEV_FB_USED{gpu="0",modelName="L4"} 4\n';
      const target = { namespace: 'gpu', pod: node };
      scrapes.record(node, readScrape(text, target, RULES), 1_000);
    }
    expect(scrapes.now('gpuDevices', 300, 1_000)).toMatchObject([
      { pod: '', product: 'L4', value: 2 },
    ]);
  });
});
