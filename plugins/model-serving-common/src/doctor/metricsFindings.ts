import type { Finding, MetricsSourceState } from '../api/types';

const COSTS =
  'Users see no current figures of requests, latency and GPU use where they come from it.';

/**
 * How the sources of figures of one cluster did when they were asked last.
 * Nothing is said of those that nobody asked yet.
 */
export function metricsFindings(
  sources: readonly MetricsSourceState[],
): Finding[] {
  if (sources.length === 0) {
    return [
      {
        severity: 'info',
        code: 'NoMetrics',
        message: 'No source of metrics is configured for this cluster.',
        costs: 'Users see no figures of requests, latency and GPU use in it.',
        advice:
          'Nothing is wrong with that. To have figures, name a source under modelServing.metrics.',
      },
    ];
  }
  return sources.flatMap(({ id, title, status, message }): Finding[] => {
    if (status === 'error') {
      return [
        {
          severity: 'warning',
          code: 'MetricsFailing',
          message: message ?? `Metrics source '${title}' failed.`,
          costs: COSTS,
          advice: `So it was when it was asked last. Check that it runs and that Backstage reaches it, then its address and credentials: source ${id} under modelServing.metrics. It is asked again when somebody opens a page with figures.`,
        },
      ];
    }
    if (status === 'partial') {
      return [
        {
          severity: 'info',
          code: 'MetricsFailing',
          message:
            message ?? `Metrics source '${title}' did not answer everything.`,
          costs: 'Users do not see some of the figures.',
          advice:
            'If it stays so, look at what the source says of the query, and at its limits of time and size.',
        },
      ];
    }
    return [];
  });
}
