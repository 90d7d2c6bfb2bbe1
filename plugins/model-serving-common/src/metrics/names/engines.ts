import type { MetricNames } from './types';

/** SGLang with `--enable-metrics`, `metrics_collector.py`. */
export const SGLANG: MetricNames = {
  kvCache: [{ metric: 'sglang:token_usage' }],
  running: [{ metric: 'sglang:num_running_reqs' }],
  queued: [{ metric: 'sglang:num_queue_reqs' }],
  requests: [{ metric: 'sglang:num_requests_total' }],
  aborts: [{ metric: 'sglang:num_aborted_requests_total' }],
  outputTokens: [{ metric: 'sglang:generation_tokens_total' }],
  ttft: [{ metric: 'sglang:time_to_first_token_seconds' }],
  interTokenLatency: [{ metric: 'sglang:inter_token_latency_seconds' }],
};

/** Text Generation Inference v3.3; it has no time to the first token. */
export const TGI: MetricNames = {
  running: [{ metric: 'tgi_batch_current_size' }],
  queued: [{ metric: 'tgi_queue_size' }],
  requests: [{ metric: 'tgi_request_count' }],
  outputTokens: [{ metric: 'tgi_request_generated_tokens_sum' }],
  interTokenLatency: [{ metric: 'tgi_request_mean_time_per_token_duration' }],
};

/**
 * Triton v2.71. Successes and failures are counted apart, and it knows of no
 * tokens: the first response stands for the first token.
 */
export const TRITON: MetricNames = {
  queued: [{ metric: 'nv_inference_pending_request_count' }],
  requests: [{ metric: 'nv_inference_request_success' }],
  otherErrors: [{ metric: 'nv_inference_request_failure' }],
  ttft: [{ metric: 'nv_inference_first_response_histogram_ms', scale: 1e-3 }],
};

/** NIM for LLMs, `/v1/metrics`: names of vLLM's kind without a prefix. */
export const NIM: MetricNames = {
  kvCache: [{ metric: 'gpu_cache_usage_perc' }],
  running: [{ metric: 'num_requests_running' }],
  queued: [{ metric: 'num_requests_waiting' }],
  requests: [{ metric: 'request_success_total' }],
  outputTokens: [{ metric: 'generation_tokens_total' }],
  ttft: [{ metric: 'time_to_first_token_seconds' }],
  interTokenLatency: [{ metric: 'time_per_output_token_seconds' }],
};

/**
 * Generative AI of OpenTelemetry's semantic conventions (development), as its
 * exporters for Prometheus spell them: dots become `_`, units are appended.
 */
export const OPEN_TELEMETRY: MetricNames = {
  requests: [{ metric: 'gen_ai_server_request_duration_seconds_count' }],
  errors: [
    {
      metric: 'gen_ai_server_request_duration_seconds_count',
      whereMatches: { error_type: '.+' },
    },
  ],
  outputTokens: [
    {
      metric: 'gen_ai_client_token_usage_sum',
      where: { gen_ai_token_type: 'output' },
    },
  ],
  ttft: [{ metric: 'gen_ai_server_time_to_first_token_seconds' }],
  interTokenLatency: [
    { metric: 'gen_ai_server_time_per_output_token_seconds' },
  ],
};
