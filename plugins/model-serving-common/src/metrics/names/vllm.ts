import type { MetricNames } from './types';

/**
 * vLLM, `vllm/v1/metrics/loggers.py`: the names of v0.11 and later first, then
 * those that they replaced. `request_success_total` counts requests of every
 * end, in spite of its name.
 */
export const VLLM: MetricNames = {
  kvCache: [
    { metric: 'vllm:kv_cache_usage_perc' },
    { metric: 'vllm:gpu_cache_usage_perc' },
  ],
  running: [{ metric: 'vllm:num_requests_running' }],
  queued: [{ metric: 'vllm:num_requests_waiting' }],
  requests: [{ metric: 'vllm:request_success_total' }],
  errors: [
    {
      metric: 'vllm:request_success_total',
      where: { finished_reason: 'error' },
    },
  ],
  aborts: [
    {
      metric: 'vllm:request_success_total',
      where: { finished_reason: 'abort' },
    },
  ],
  // Of the server in front of the engine. Probes and scrapes are no requests.
  httpRequests: [
    {
      metric: 'http_requests_total',
      whereMatches: { handler: '/(v1|generate|pooling|score).*' },
    },
  ],
  httpErrors: [
    {
      metric: 'http_requests_total',
      where: { status: '5xx' },
      whereMatches: { handler: '/(v1|generate|pooling|score).*' },
    },
  ],
  outputTokens: [{ metric: 'vllm:generation_tokens_total' }],
  ttft: [{ metric: 'vllm:time_to_first_token_seconds' }],
  interTokenLatency: [
    { metric: 'vllm:inter_token_latency_seconds' },
    { metric: 'vllm:time_per_output_token_seconds' },
  ],
};
