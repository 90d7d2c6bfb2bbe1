import type { ModelServer } from '../load/modelServer';
import { Exposition } from './exposition';

/** What a metrics endpoint must know about its server. */
export interface ServedModel {
  /** What clients send as `model`. */
  readonly name: string;
  /** An engine from before vLLM renamed its metrics, with the old names alone. */
  readonly oldNames: boolean;
}

const HTTP_LABELS = { handler: '/v1/chat/completions', method: 'POST' };

/**
 * `/metrics` of a vLLM server. Names, labels and bucket bounds as vLLM's v1
 * engine has them (vllm/v1/metrics/loggers.py); newer ones show the cache
 * usage and the time between tokens under the old name as well, as vLLM did
 * while it deprecated them.
 */
export function vllmMetrics(
  server: ModelServer,
  model: ServedModel,
  now: number,
): string {
  const out = Exposition.create();
  addGauges(out, server, model);
  addCounters(out, server, model, now);
  addHistograms(out, server, model, now);
  out.gauge(
    'process_start_time_seconds',
    'Start time of the process since unix epoch in seconds.',
    {},
    server.startedAt / 1000,
  );
  return out.text();
}

function labelsOf({ name }: ServedModel) {
  return { engine: '0', model_name: name };
}

function addGauges(
  out: Exposition,
  { point, shape }: ModelServer,
  model: ServedModel,
): void {
  const labels = labelsOf(model);
  out.gauge(
    'vllm:num_requests_running',
    'Number of requests in model execution batches.',
    labels,
    Math.round(point.running),
  );
  out.gauge(
    'vllm:num_requests_waiting',
    'Number of requests waiting to be processed.',
    labels,
    Math.round(point.waiting),
  );
  const usage = Math.round(point.cacheUsage * 1e4) / 1e4;
  const help = 'KV-cache usage. 1 means 100 percent usage.';
  if (!model.oldNames) {
    out.gauge('vllm:kv_cache_usage_perc', help, labels, usage);
  }
  out.gauge('vllm:gpu_cache_usage_perc', help, labels, usage);
  out.gauge(
    'vllm:cache_config_info',
    'Information of the LLMEngine CacheConfig',
    {
      block_size: '16',
      cache_dtype: 'auto',
      engine: '0',
      num_gpu_blocks: String(Math.floor(shape.cacheTokens / 16)),
    },
    1,
  );
}

function addCounters(
  out: Exposition,
  server: ModelServer,
  model: ServedModel,
  now: number,
): void {
  const labels = labelsOf(model);
  const reading = server.read(now);
  const prefix = model.oldNames ? 'vllm:gpu_prefix_cache' : 'vllm:prefix_cache';
  for (const [name, help, value] of [
    [
      `${prefix}_queries_total`,
      'Prefix cache queries, in terms of number of queried tokens.',
      reading.promptTokens,
    ],
    [
      `${prefix}_hits_total`,
      'Prefix cache hits, in terms of number of cached tokens.',
      reading.prefixHits,
    ],
    [
      'vllm:num_preemptions_total',
      'Cumulative number of preemption from the engine.',
      0,
    ],
    [
      'vllm:prompt_tokens_total',
      'Number of prefill tokens processed.',
      reading.promptTokens,
    ],
    [
      'vllm:generation_tokens_total',
      'Number of generation tokens processed.',
      reading.outputTokens,
    ],
  ] as const) {
    out.counter(name, help, labels, value);
  }
  for (const [reason, count] of Object.entries(reading.finished)) {
    out.counter(
      'vllm:request_success_total',
      'Count of successfully processed requests.',
      { ...labels, finished_reason: reason },
      count,
    );
  }
  const { error } = reading.finished;
  for (const [status, count] of [
    ['2xx', reading.request.count - error],
    ['5xx', error + reading.refused],
  ] as const) {
    out.counter(
      'http_requests_total',
      'Total number of requests by method, status and handler.',
      { ...HTTP_LABELS, status },
      count,
    );
  }
}

function addHistograms(
  out: Exposition,
  server: ModelServer,
  model: ServedModel,
  now: number,
): void {
  const labels = labelsOf(model);
  const reading = server.read(now);
  out.histogram(
    'vllm:time_to_first_token_seconds',
    'Histogram of time to first token in seconds.',
    labels,
    reading.firstToken,
  );
  const help = 'Histogram of inter-token latency in seconds.';
  if (!model.oldNames) {
    out.histogram(
      'vllm:inter_token_latency_seconds',
      help,
      labels,
      reading.interToken,
    );
    out.histogram(
      'vllm:request_time_per_output_token_seconds',
      'Histogram of time_per_output_token_seconds per request.',
      labels,
      reading.perOutputToken,
    );
  }
  out.histogram(
    'vllm:time_per_output_token_seconds',
    help,
    labels,
    reading.interToken,
  );
  out.histogram(
    'vllm:e2e_request_latency_seconds',
    'Histogram of e2e request latency in seconds.',
    labels,
    reading.request,
  );
  out.histogram(
    'vllm:request_queue_time_seconds',
    'Histogram of time spent in WAITING phase for request.',
    labels,
    reading.queue,
  );
}
