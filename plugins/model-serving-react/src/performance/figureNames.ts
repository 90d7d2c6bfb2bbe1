import type { FigureName } from '@modelfleet/backstage-plugin-model-serving-common';

/**
 * What each figure is called on screen.
 *
 * @public
 */
export const FIGURE_LABELS: Readonly<Record<FigureName, string>> = {
  gpuUtilization: 'GPU use',
  gpuMemoryUsed: 'GPU memory in use',
  gpuMemoryShare: 'Share of GPU memory in use',
  kvCacheUsage: 'Cache in use',
  power: 'Power',
  requestRate: 'Requests',
  outputTokenRate: 'Tokens written',
  ttftP50: 'First token, half of the requests',
  ttftP95: 'First token, 95 of 100 requests',
  interTokenLatencyP50: 'Between tokens, half of them',
  interTokenLatencyP95: 'Between tokens, 95 of 100',
  queued: 'Requests that wait',
  running: 'Requests being answered',
  errorRate: 'Requests that failed',
  abortRate: 'Requests given up by the caller',
  energyPer1000Tokens: 'Energy for 1,000 tokens',
  costPerHour: 'Cost an hour',
  costUsedPerHour: 'Cost an hour of what is used',
  costPerMillionTokens: 'Cost of a million tokens',
};
