/** What a pod shows at a moment, in the Prometheus text format. */
export interface ExposedPod {
  readonly namespace: string;
  readonly pod: string;
  /** @param seconds - since the pods began. */
  text(seconds: number): string;
}

/** The values of labels that a store takes, and that break careless queries. */
export const HOSTILE = 'a"b}\\{c\n\'or vector(1)';

type Labels = Readonly<Record<string, string>>;

function line(name: string, labels: Labels, value: number): string {
  const inside = Object.entries(labels)
    .map(([label, text]) => {
      const escaped = text
        .replace(/\\/g, '\\\\')
        .replace(/"/g, '\\"')
        .replace(/\n/g, '\\n');
      return `${label}="${escaped}"`;
    })
    .join(',');
  return `${name}{${inside}} ${value}\n`;
}

/** A histogram whose observations a second are known by bound. */
function histogram(
  name: string,
  labels: Labels,
  bounds: Readonly<Record<string, number>>,
  seconds: number,
): string {
  return Object.entries(bounds)
    .map(([le, rate]) =>
      line(`${name}_bucket`, { ...labels, le }, Math.round(rate * seconds)),
    )
    .join('');
}

/** A wave around a level, the same for the same moment. */
function wave(level: number, seconds: number): number {
  return Math.round((level + Math.sin(seconds / 90) * level * 0.3) * 100) / 100;
}

const FAST = { '0.1': 4, '0.5': 16, '1.0': 19, '+Inf': 20 };
const SLOW = { '0.01': 5, '0.05': 60, '0.1': 95, '+Inf': 100 };
const MILLIS = { '100': 2, '500': 7, '1000': 8, '+Inf': 8 };

/** It starts again after eight minutes, and counts from 0. */
function sinceStart(seconds: number): number {
  return seconds < 480 ? seconds : seconds - 480;
}

function vllm(seconds: number, prefix: 'new' | 'old' | 'both'): string {
  const own = { engine: '0', model_name: HOSTILE };
  const age = sinceStart(seconds);
  const cache = [
    ...(prefix === 'old' ? [] : ['vllm:kv_cache_usage_perc']),
    ...(prefix === 'new' ? [] : ['vllm:gpu_cache_usage_perc']),
  ];
  const tokens = [
    ...(prefix === 'old' ? [] : ['vllm:inter_token_latency_seconds']),
    ...(prefix === 'new' ? [] : ['vllm:time_per_output_token_seconds']),
  ];
  return [
    ...cache.map(name => line(name, own, wave(0.5, seconds))),
    line('vllm:num_requests_running', own, Math.round(wave(12, seconds))),
    line('vllm:num_requests_waiting', own, Math.round(wave(3, seconds))),
    line('vllm:generation_tokens_total', own, age * 900),
    ...['stop', 'length', 'abort', 'error'].map((reason, index) =>
      line(
        'vllm:request_success_total',
        { ...own, finished_reason: reason },
        age * (4 - index),
      ),
    ),
    histogram('vllm:time_to_first_token_seconds', own, FAST, age),
    ...tokens.map(name => histogram(name, own, SLOW, age)),
    line(
      'http_requests_total',
      { handler: '/v1/completions', method: 'POST', status: '2xx' },
      age * 9,
    ),
    line(
      'http_requests_total',
      { handler: '/v1/completions', method: 'POST', status: '5xx' },
      age,
    ),
    line(
      'http_requests_total',
      { handler: '/metrics', method: 'GET', status: '2xx' },
      age * 100,
    ),
  ].join('');
}

function dcgm(seconds: number): string {
  const device = (
    gpu: string,
    pod: string,
    level: number,
    more: Labels = {},
  ) => {
    const labels: Labels = {
      gpu,
      UUID: `GPU-${gpu}`,
      modelName: 'NVIDIA H100 80GB HBM3',
      Hostname: 'n1',
      ...(pod && { namespace: 'chat', pod, container: 'kserve-container' }),
      ...more,
    };
    return [
      line('DCGM_FI_PROF_GR_ENGINE_ACTIVE', labels, wave(level, seconds)),
      ...(more.GPU_I_ID
        ? []
        : [
            line('DCGM_FI_DEV_GPU_UTIL', labels, 99),
            line('DCGM_FI_DEV_POWER_USAGE', labels, wave(500, seconds)),
            line(
              'DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION',
              labels,
              1e9 + seconds * 500_000,
            ),
          ]),
      line('DCGM_FI_DEV_FB_USED', labels, 40_000),
      line('DCGM_FI_DEV_FB_FREE', labels, 30_000),
      line('DCGM_FI_DEV_FB_RESERVED', labels, 600),
    ].join('');
  };
  return [
    device('0', 'new-7c9d8b5f4-aaaaa', 0.6),
    device('1', 'new-7c9d8b5f4-aaaaa', 0.2),
    device('2', 'old-0', 0.02, { GPU_I_ID: '1', GPU_I_PROFILE: '1g.10gb' }),
    device('3', '', 0),
    // An older driver has no profiling metrics.
    line('DCGM_FI_DEV_GPU_UTIL', { gpu: '4', pod: 'sg-1', namespace: 'x' }, 55),
  ].join('');
}

function amd(seconds: number): string {
  const labels = {
    gpu_id: '0',
    card_model: 'AMD Instinct MI300X',
    hostname: 'n2',
    namespace: 'chat',
    pod: 'nim-0',
  };
  return [
    line('gpu_gfx_activity', labels, 73),
    line('gpu_used_vram', labels, 150_000),
    line('gpu_free_vram', labels, 40_000),
    line('gpu_package_power', labels, wave(600, seconds)),
    line('gpu_energy_consumed', labels, seconds * 600e6),
  ].join('');
}

/** Every engine and exporter that is known. */
export const EXPOSED_PODS: readonly ExposedPod[] = [
  {
    namespace: 'chat',
    pod: 'new-7c9d8b5f4-aaaaa',
    text: seconds => vllm(seconds, 'both'),
  },
  { namespace: 'chat', pod: 'old-0', text: seconds => vllm(seconds, 'old') },
  { namespace: HOSTILE, pod: 'new-0', text: seconds => vllm(seconds, 'new') },
  {
    namespace: 'x',
    pod: 'sg-1',
    text: seconds =>
      [
        line('sglang:token_usage', {}, 0.4),
        line('sglang:num_running_reqs', {}, 7),
        line('sglang:num_queue_reqs', {}, 2),
        line('sglang:num_requests_total', {}, seconds * 3),
        line('sglang:num_aborted_requests_total', {}, seconds),
        line('sglang:generation_tokens_total', {}, seconds * 400),
        histogram('sglang:time_to_first_token_seconds', {}, FAST, seconds),
        histogram('sglang:inter_token_latency_seconds', {}, SLOW, seconds),
      ].join(''),
  },
  {
    namespace: 'x',
    pod: 'tgi-1',
    text: seconds =>
      [
        line('tgi_batch_current_size', {}, 4),
        line('tgi_queue_size', {}, 0),
        line('tgi_request_count', {}, seconds * 2),
        line('tgi_request_generated_tokens_sum', {}, seconds * 250),
        histogram(
          'tgi_request_mean_time_per_token_duration',
          {},
          SLOW,
          seconds,
        ),
      ].join(''),
  },
  {
    namespace: 'x',
    pod: 'triton-1',
    text: seconds =>
      [
        line('nv_inference_pending_request_count', { model: 'm' }, 1),
        line('nv_inference_request_success', { model: 'm' }, seconds * 8),
        line(
          'nv_inference_request_failure',
          { model: 'm', reason: 'REJECTED' },
          seconds * 2,
        ),
        histogram(
          'nv_inference_first_response_histogram_ms',
          { model: 'm' },
          MILLIS,
          seconds,
        ),
      ].join(''),
  },
  {
    namespace: 'chat',
    pod: 'nim-0',
    text: seconds =>
      [
        line('gpu_cache_usage_perc', {}, 0.3),
        line('num_requests_running', {}, 5),
        line('num_requests_waiting', {}, 1),
        line('request_success_total', {}, seconds * 6),
        line('generation_tokens_total', {}, seconds * 700),
        histogram('time_to_first_token_seconds', {}, FAST, seconds),
        histogram('time_per_output_token_seconds', {}, SLOW, seconds),
      ].join(''),
  },
  {
    namespace: 'x',
    pod: 'otel-1',
    text: seconds =>
      [
        line('gen_ai_server_request_duration_seconds_count', {}, seconds * 5),
        line(
          'gen_ai_server_request_duration_seconds_count',
          { error_type: 'timeout' },
          seconds,
        ),
        line(
          'gen_ai_client_token_usage_sum',
          { gen_ai_token_type: 'output' },
          seconds * 80,
        ),
        line(
          'gen_ai_client_token_usage_sum',
          { gen_ai_token_type: 'input' },
          seconds * 800,
        ),
        histogram(
          'gen_ai_server_time_to_first_token_seconds',
          {},
          FAST,
          seconds,
        ),
        histogram(
          'gen_ai_server_time_per_output_token_seconds',
          {},
          SLOW,
          seconds,
        ),
      ].join(''),
  },
  { namespace: 'gpu-operator', pod: 'dcgm-exporter-n1', text: dcgm },
  { namespace: 'kube-amd-gpu', pod: 'amd-exporter-n2', text: amd },
];
