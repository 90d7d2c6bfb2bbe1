import type { MetricsSourceState } from '../api/types';
import { staticFleet } from '../fleet/__fixtures__/staticFleet';
import { nodeProjection } from '../observed/node';
import { clusterDoctorView } from './doctorView';

function examine(sources: readonly MetricsSourceState[]) {
  return clusterDoctorView(staticFleet({ name: 'east' }), 'east', {
    projections: [nodeProjection],
    mayReadDetails: true,
    metricsSources: cluster => (cluster === 'east' ? sources : []),
  });
}

const source = (
  status: MetricsSourceState['status'],
  message?: string,
): MetricsSourceState => ({
  id: 'main',
  type: 'prometheus',
  title: 'Main store',
  status,
  warnings: [],
  ...(message && { message }),
});

describe('metrics of a cluster', () => {
  it.each(['ok', 'pending'] as const)('is silent when %s', status => {
    expect(examine([source(status)])).toMatchObject({
      health: 'green',
      findings: [],
    });
  });

  it('names the source that fails, why, and the way out', () => {
    expect(
      examine([
        source('ok'),
        source('error', "Metrics source 'Main store' refuses"),
      ]),
    ).toMatchObject({
      health: 'yellow',
      findings: [
        {
          severity: 'warning',
          code: 'MetricsFailing',
          message: "Metrics source 'Main store' refuses",
          advice: expect.stringContaining('source main under'),
        },
      ],
    });
  });

  it.each<[string, readonly MetricsSourceState[], string]>([
    ['none is configured', [], 'NoMetrics'],
    ['some is missing', [source('partial', 'A time-out')], 'MetricsFailing'],
  ])('is an information and no problem when %s', (_, sources, code) => {
    expect(examine(sources)).toMatchObject({
      health: 'green',
      summary: 'All of the 1 kinds that it serves are seen.',
      findings: [{ severity: 'info', code }],
    });
  });
});
