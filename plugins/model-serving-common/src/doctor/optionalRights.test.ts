import { staticFleet } from '../fleet/__fixtures__/staticFleet';
import type { ClusterSnapshot } from '../fleet/snapshot';
import { nodeProjection } from '../observed/node';
import { clusterDoctorView } from './doctorView';

function examine(
  refusedReads: ClusterSnapshot['refusedReads'],
  mayReadDetails = true,
) {
  const fleet = staticFleet({ name: 'east' });
  const clusters = fleet.clusters.map(cluster => ({
    ...cluster,
    ...(refusedReads && { refusedReads }),
  }));
  return clusterDoctorView({ ...fleet, clusters }, 'east', {
    projections: [nodeProjection],
    mayReadDetails,
  });
}

describe('optional rights', () => {
  it('are nothing to speak of while nobody was refused', () => {
    expect(examine(undefined)?.findings).toEqual([]);
    expect(examine([])?.findings).toEqual([]);
  });

  it('are named with the rule when they are refused, as no problem', () => {
    expect(examine(['logs', 'events'])).toMatchObject({
      health: 'green',
      findings: [
        {
          severity: 'info',
          code: 'OptionalForbidden',
          message: expect.stringContaining('events'),
          rbac: "- apiGroups: ['']\n  resources: [events]\n  verbs: [list]",
        },
        {
          message: expect.stringContaining('logs'),
          rbac: "- apiGroups: ['']\n  resources: [pods/log]\n  verbs: [get]",
        },
      ],
    });
  });

  it('have no rule for those who do not give rights', () => {
    const [finding] = examine(['logs'], false)?.findings ?? [];
    expect(finding).toMatchObject({ advice: 'Ask the platform team.' });
    expect(finding).not.toHaveProperty('rbac');
  });
});
