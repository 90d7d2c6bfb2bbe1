import { deleteObject } from '../cluster/deletion';
import type { Pod } from '../resources/pod';
import type { TestSample } from '../testing/readMetrics';
import { readMetrics } from '../testing/readMetrics';
import type { VirtualCluster } from '../testing/virtualCluster';
import { inferenceService, virtualCluster } from '../testing/virtualCluster';
import { metricsText } from './metrics';

const HOUR = 3_600_000;

function serving(
  cluster: string,
  options: Parameters<typeof inferenceService>[1] = {},
  name = 'support-chat',
): VirtualCluster {
  const virtual = virtualCluster(cluster);
  virtual.cluster.inferenceServices.create(inferenceService(name, options));
  virtual.time.advance(10 * 60_000);
  return virtual;
}

function modelPods({ cluster }: VirtualCluster): Pod[] {
  return cluster.pods.list('chat');
}

function podOf({ cluster }: VirtualCluster, app: string, node?: string): Pod {
  const pod = cluster.pods
    .list()
    .find(
      ({ metadata, spec }) =>
        metadata.labels?.app === app &&
        spec.nodeName === (node ?? spec.nodeName),
    );
  if (!pod) {
    throw new Error(`no pod of ${app} on ${node}`);
  }
  return pod;
}

function read(virtual: VirtualCluster, pod: Pod | undefined): TestSample[] {
  return pod ? readMetrics(metricsText(virtual, pod, undefined) ?? '') : [];
}

function find(
  samples: readonly TestSample[],
  name: string,
  labels: Record<string, string> = {},
): TestSample[] {
  return samples.filter(
    sample =>
      sample.name === name &&
      Object.entries(labels).every(
        ([label, text]) => sample.labels[label] === text,
      ),
  );
}

function valueOf(
  samples: readonly TestSample[],
  name: string,
  labels: Record<string, string> = {},
): number | undefined {
  return find(samples, name, labels)[0]?.value;
}

describe('metrics of a model server', () => {
  it('are in the text format, with names and labels of vLLM', () => {
    const virtual = serving('cloud-eu');
    const [pod] = modelPods(virtual);
    const samples = read(virtual, pod);
    const own = samples.filter(({ name }) => name.startsWith('vllm:num_'));
    expect(own.map(({ labels }) => labels)).toEqual(
      own.map(() => ({ engine: '0', model_name: 'support-chat' })),
    );
    expect([...new Set(samples.map(({ name }) => name))]).toEqual(
      expect.arrayContaining([
        'vllm:num_requests_running',
        'vllm:num_requests_waiting',
        'vllm:kv_cache_usage_perc',
        'vllm:gpu_cache_usage_perc',
        'vllm:prompt_tokens_total',
        'vllm:generation_tokens_total',
        'vllm:request_success_total',
        'vllm:time_to_first_token_seconds_bucket',
        'vllm:inter_token_latency_seconds_sum',
        'vllm:time_per_output_token_seconds_count',
        'vllm:e2e_request_latency_seconds_bucket',
        'http_requests_total',
      ]),
    );
    expect(
      find(samples, 'vllm:time_to_first_token_seconds_bucket').map(
        ({ labels }) => labels.le,
      ),
    ).toEqual(expect.arrayContaining(['0.001', '0.25', '2560.0', '+Inf']));
  });

  it('only rise, agree with one another, and begin anew after a restart', () => {
    const virtual = serving('cloud-eu');
    const { faults, kubelets, time } = virtual;
    const [pod] = modelPods(virtual);
    let before = read(virtual, pod);
    for (let turn = 0; turn < 40; turn += 1) {
      time.advance(7_300);
      const now = read(virtual, pod);
      expect(now.filter(rises).map(key)).toEqual(before.filter(rises).map(key));
      for (const [index, sample] of now.filter(rises).entries()) {
        expect(sample.value).toBeGreaterThanOrEqual(
          before.filter(rises)[index]?.value ?? Infinity,
        );
      }
      expectAgreement(now);
      before = now;
    }
    const total = valueOf(before, 'vllm:generation_tokens_total') ?? 0;
    expect(total).toBeGreaterThan(1000);

    faults.set({ type: 'gpu-oom', workload: 'chat/support-chat' });
    kubelets.applyTroubles();
    faults.clear();
    time.advance(60_000);
    const again = read(virtual, modelPods(virtual)[0]);
    expect(modelPods(virtual)[0]?.metadata.uid).toBe(pod?.metadata.uid);
    expect(valueOf(again, 'vllm:generation_tokens_total')).toBeLessThan(total);
  });

  it('show the load shared when there are more replicas, and it grows lighter', () => {
    const alone = serving('cloud-us', { replicas: 1 });
    const shared = serving('cloud-us', { replicas: 3 });
    const rate = (virtual: VirtualCluster) =>
      modelPods(virtual).map(pod => virtual.load.serverOf(pod)?.point);
    const [one] = rate(alone);
    const three = rate(shared);
    expect(three).toHaveLength(3);
    for (const point of three) {
      expect(point?.requestRate).toBeLessThan(one?.requestRate ?? 0);
      expect(point?.firstTokenSeconds).toBeLessThan(
        one?.firstTokenSeconds ?? 0,
      );
      expect(point?.cacheUsage).toBeLessThan(one?.cacheUsage ?? 0);
    }
  });

  it('tell of no traffic with zeros, where nobody calls', () => {
    const virtual = serving('cloud-us', {}, 'release-notes');
    virtual.time.advance(6 * HOUR);
    const samples = read(virtual, modelPods(virtual)[0]);
    expect(valueOf(samples, 'vllm:generation_tokens_total')).toBe(0);
    expect(valueOf(samples, 'vllm:e2e_request_latency_seconds_count')).toBe(0);
    expect(
      valueOf(samples, 'vllm:request_success_total', {
        finished_reason: 'stop',
      }),
    ).toBe(0);
  });

  it('have the old names alone where the engine is old', () => {
    const virtual = virtualCluster('cloud-amd');
    const service = inferenceService('support-chat');
    const { limits } = service.spec.predictor.model.resources;
    virtual.cluster.inferenceServices.create({
      ...service,
      spec: {
        predictor: {
          ...service.spec.predictor,
          model: {
            ...service.spec.predictor.model,
            resources: {
              limits: { cpu: limits.cpu, 'amd.com/gpu': '1' },
            },
          },
        },
      },
    });
    virtual.time.advance(10 * 60_000);
    const names = read(virtual, modelPods(virtual)[0]).map(({ name }) => name);
    expect(names).toContain('vllm:gpu_cache_usage_perc');
    expect(names).toContain('vllm:time_per_output_token_seconds_sum');
    expect(names).not.toContain('vllm:kv_cache_usage_perc');
    expect(names).not.toContain('vllm:inter_token_latency_seconds_sum');
  });

  it('are the same for the same seed and moment', () => {
    const texts = [serving('cloud-eu'), serving('cloud-eu')].map(virtual =>
      modelPods(virtual).map(pod => metricsText(virtual, pod, 8080)),
    );
    expect(texts[0]).toEqual(texts[1]);
    expect(texts[0]?.[0]).toContain('vllm:');
  });

  it('are not there at another port, nor before the server is ready', () => {
    const virtual = virtualCluster('cloud-eu');
    virtual.cluster.inferenceServices.create(inferenceService('bot'));
    virtual.time.advance(2_000);
    const [early] = modelPods(virtual);
    expect(early && metricsText(virtual, early, 8080)).toBeUndefined();
    virtual.time.advance(120_000);
    const [pod] = modelPods(virtual);
    expect(pod && metricsText(virtual, pod, 9400)).toBeUndefined();
    expect(pod && metricsText(virtual, pod, 8080)).toBeDefined();
  });
});

describe('metrics of GPUs', () => {
  it('tell who holds each, that a forgotten one is idle, and the energy', () => {
    const virtual = serving('cloud-us');
    const notebook = podOf(virtual, 'notebook-weather');
    const node = notebook.spec.nodeName ?? '';
    const exporter = podOf(virtual, 'dcgm-exporter', node);
    const samples = read(virtual, exporter);
    const used = find(samples, 'DCGM_FI_DEV_GPU_UTIL');
    expect(used).toHaveLength(8);
    expect(used.map(({ labels }) => labels.gpu)).toEqual([...'01234567']);
    const idle = find(samples, 'DCGM_FI_DEV_GPU_UTIL', {
      pod: notebook.metadata.name,
    });
    expect(idle.map(({ value }) => value)).toEqual([0]);
    expect(idle[0]?.labels).toMatchObject({
      namespace: 'research',
      container: 'notebook-weather',
      modelName: 'NVIDIA A100-SXM4-80GB',
      Hostname: node,
      device: expect.stringMatching(/^nvidia\d$/),
      UUID: expect.stringMatching(/^GPU-[0-9a-f-]{36}$/),
    });
    const before = valueOf(samples, 'DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION');
    virtual.time.advance(60_000);
    const after = valueOf(
      read(virtual, exporter),
      'DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION',
    );
    // A minute at some 50 to 400 W, in millijoules.
    expect((after ?? 0) - (before ?? 0)).toBeGreaterThan(50 * 60 * 1000);
    expect((after ?? 0) - (before ?? 0)).toBeLessThan(400 * 60 * 1000);
  });

  it('tell of MIG instances one by one, without a utilization', () => {
    const virtual = virtualCluster('cloud-us');
    const exporter = podOf(virtual, 'dcgm-exporter', 'gpu-a100-mig-1');
    const samples = read(virtual, exporter);
    const parts = find(samples, 'DCGM_FI_PROF_GR_ENGINE_ACTIVE');
    expect(
      parts.map(({ labels }) => [
        labels.gpu,
        labels.GPU_I_ID,
        labels.GPU_I_PROFILE,
      ]),
    ).toEqual([
      ['0', '1', '1g.10gb'],
      ['0', '2', '1g.10gb'],
      ['0', '3', '2g.20gb'],
      ['0', '4', '3g.40gb'],
      ['1', '1', '1g.10gb'],
      ['1', '2', '1g.10gb'],
      ['1', '3', '2g.20gb'],
      ['1', '4', '3g.40gb'],
    ]);
    expect(find(samples, 'DCGM_FI_DEV_GPU_UTIL')).toEqual([]);
    expect(find(samples, 'DCGM_FI_DEV_POWER_USAGE')).toHaveLength(2);
    expect(parts.filter(({ labels }) => labels.pod !== '')).toMatchObject([
      { labels: { namespace: 'research', container: 'notebook-tokens' } },
    ]);
  });

  it('are those of AMD where the GPUs are, and follow their user', () => {
    const virtual = virtualCluster('cloud-amd');
    const samples = ['gpu-mi300x-1', 'gpu-mi300x-2'].flatMap(node =>
      read(virtual, podOf(virtual, 'device-metrics-exporter', node)),
    );
    const busy = find(samples, 'gpu_gfx_activity');
    expect(busy).toHaveLength(16);
    const held = busy.filter(({ labels }) => labels.pod !== '');
    expect(held).toHaveLength(5);
    for (const { labels, value } of held) {
      expect(labels.namespace).toBe('research');
      expect(labels.card_model).toBe('AMD Instinct MI300X OAM');
      expect(value).toBeGreaterThan(80);
    }
    expect(
      busy.filter(({ labels }) => labels.pod === '').map(({ value }) => value),
    ).toEqual(Array.from({ length: 11 }, () => 0));
    expect(valueOf(samples, 'gpu_total_vram')).toBe(196592);
  });

  it('give a GPU back when its pod goes', () => {
    const virtual = serving('edge-plant');
    const [pod] = modelPods(virtual);
    const node = pod?.spec.nodeName ?? '';
    const exporter = podOf(virtual, 'dcgm-exporter', node);
    const holder = () =>
      find(read(virtual, exporter), 'DCGM_FI_DEV_FB_USED')[0]?.labels.pod;
    expect(holder()).toBe(pod?.metadata.name);
    deleteObject(virtual.cluster, virtual.cluster.inferenceServices, {
      namespace: 'chat',
      name: 'support-chat',
    });
    virtual.time.advance(30_000);
    expect(holder()).toBe('');
  });
});

function rises({ name }: TestSample): boolean {
  return /_total$|_bucket$|_count$|_sum$/.test(name);
}

function key({ name, labels }: TestSample): string {
  return `${name} ${JSON.stringify(labels)}`;
}

/** Buckets are cumulative, and every request ended once and was answered once. */
function expectAgreement(samples: readonly TestSample[]): void {
  for (const { name, value } of samples.filter(item =>
    item.name.endsWith('_count'),
  )) {
    const buckets = find(samples, name.replace(/_count$/, '_bucket')).map(
      bucket => bucket.value,
    );
    expect(buckets).toEqual([...buckets].sort((a, b) => a - b));
    expect(buckets.at(-1)).toBe(value);
  }
  const sum = (name: string) =>
    find(samples, name).reduce((total, { value }) => total + value, 0);
  const ended = valueOf(samples, 'vllm:e2e_request_latency_seconds_count');
  expect(sum('vllm:request_success_total')).toBe(ended);
  expect(sum('http_requests_total')).toBe(ended);
  expect(valueOf(samples, 'vllm:generation_tokens_total')).toBe(
    (ended ?? 0) * 220,
  );
}
