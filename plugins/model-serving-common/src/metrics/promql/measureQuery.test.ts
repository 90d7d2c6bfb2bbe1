import { DEFAULT_LABELS } from '../labels';
import { MEASURE_NAMES } from '../measures';
import { DEFAULT_NAMES, overrideNames } from '../names';
import { literal, oneOf, quote, selector } from './matchers';
import { measureQuery, type QueryScope } from './measureQuery';

const NOW = { of: 'now', windowSeconds: 300 } as const;

function scope(options: Partial<QueryScope> = {}): QueryScope {
  return {
    names: DEFAULT_NAMES,
    labels: DEFAULT_LABELS,
    clusters: [],
    namespaces: [],
    idle: { belowShare: 0.05, afterSeconds: 3_600 },
    ...options,
  };
}

describe('selector', () => {
  it.each([
    ['a"b', String.raw`m{x="a\"b"}`],
    ['a\\b', String.raw`m{x="a\\b"}`],
    ['a\nb\r', String.raw`m{x="a\nb\r"}`],
    ['a\u0000b', String.raw`m{x="a\u0000b"}`],
    ['"} or vector(1) #', String.raw`m{x="\"} or vector(1) #"}`],
    ['{}`$()', 'm{x="{}`$()"}'],
    ['größe', 'm{x="größe"}'],
  ])('keeps %j a value', (value, written) => {
    expect(selector('m', [{ label: 'x', is: value }])).toBe(written);
  });

  it('refuses a name that is none', () => {
    expect(() => selector('m} or vector(1)')).toThrow('not the name of a');
    expect(() => selector('m', [{ label: 'x="', is: '' }])).toThrow(
      'not the name of a label',
    );
  });

  it('takes the characters of expressions for themselves', () => {
    expect(literal('a.b*c|(d)[e]\\{f}^$+?')).toBe(
      String.raw`a\.b\*c\|\(d\)\[e\]\\\{f\}\^\$\+\?`,
    );
    expect(selector('m', oneOf('x', ['b', 'a.c', 'b']))).toBe(
      `m{x=~${quote('a\\.c|b')}}`,
    );
  });

  it('asks for all rather than for very many', () => {
    const many = Array.from({ length: 201 }, (_, index) => `ns-${index}`);
    expect(oneOf('namespace', many)).toEqual([]);
    expect(oneOf('namespace', many.slice(1))).toHaveLength(1);
  });
});

describe('measureQuery', () => {
  it('asks once for all pods, whatever their engine', () => {
    const query = measureQuery(
      'running',
      scope({ clusterLabel: 'cluster', clusters: ['eu', 'us'] }),
      NOW,
    );
    expect(query).toContain(
      'vllm:num_requests_running{cluster=~"eu|us"} or sglang:num_running_reqs{cluster=~"eu|us"}',
    );
    expect(query).toMatch(/^sum by \(cluster, mf_namespace, mf_pod\) \(/);
  });

  it('multiplies values, and tells the factor of bounds', () => {
    expect(measureQuery('gpuMemoryUsed', scope(), NOW)).toContain(
      'DCGM_FI_DEV_FB_USED * 1048576 or gpu_used_vram * 1048576',
    );
    expect(measureQuery('ttft', scope(), NOW)).toContain(
      'label_replace(rate(nv_inference_first_response_histogram_ms_bucket[300s]), "mf_scale", "0.001", "", "")',
    );
  });

  it('asks for engines where they are, and for devices wherever they are', () => {
    const places = scope({ namespaces: ['chat', 'a"b'] });
    expect(measureQuery('queued', places, NOW)).toContain(
      'vllm:num_requests_waiting{namespace=~"a\\"b|chat"}',
    );
    expect(measureQuery('gpuBusy', places, NOW)).not.toContain('chat');
  });

  it('asks for some pods only, where that is wanted', () => {
    expect(
      measureQuery('ttft', scope(), { ...NOW, sets: ['a-5c7', 'b.c'] }),
    ).toContain(
      'vllm:time_to_first_token_seconds_bucket{pod=~"(a-5c7|b\\\\.c)-.+"}[300s]',
    );
  });

  it('asks for the past by set of pods, or by product', () => {
    const of = { of: 'past', stepSeconds: 60 } as const;
    expect(
      measureQuery('outputTokens', scope(), { ...of, sets: ['a-5c7'] }),
    ).toMatch(
      /^sum by \(mf_namespace, mf_set\) .*vllm:generation_tokens_total\{pod=~"\(a-5c7\)-\.\+"\}\[300s\]/,
    );
    expect(measureQuery('gpuBusy', scope(), of)).toMatch(
      /^sum by \(mf_product\) .*avg_over_time\(DCGM_FI_PROF_GR_ENGINE_ACTIVE\[60s\]\)/,
    );
  });

  it('reads only what configuration names, where it names something', () => {
    const names = overrideNames(DEFAULT_NAMES, {
      queued: [{ metric: 'my_queue', scale: 2, where: { kind: 'a"' } }],
    });
    expect(measureQuery('queued', scope({ names }), NOW)).toContain(
      '(my_queue{kind="a\\""} * 2, "mf_namespace"',
    );
  });

  it('has balanced brackets for every measure', () => {
    for (const measure of MEASURE_NAMES) {
      const query = measureQuery(measure, scope({ clusterLabel: 'c' }), NOW);
      const [open, closed] = ['(', ')'].map(
        bracket => query.split(bracket).length - 1,
      );
      const depth = (open ?? 0) - (closed ?? 0);
      expect([measure, depth]).toEqual([measure, 0]);
    }
  });
});
