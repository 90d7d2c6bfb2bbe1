import type { Delivery, Rollout, Verdict } from '../api/types';
import {
  atAll,
  AWAY,
  first,
  LIVE,
  NOW,
  OLD,
  row,
  view,
} from './wavePlanView.fixture';

describe('with a cluster that only a hub tells of', () => {
  const hub = {
    name: 'hub',
    title: 'The hub',
    simulated: false,
    state: LIVE,
  };
  const reported = (
    delivery: Partial<Delivery>,
    verdict: Verdict = 'unknown',
    confirmedAt: string = NOW,
  ) =>
    row(
      'cloud-us',
      verdict,
      {
        confirmedAt,
        cluster: {
          name: 'cloud-us',
          title: 'Plant 9',
          simulated: false,
          state: {
            status: 'unsupported',
            reason: 'Its pods are not visible.',
            reportedBy: { name: 'hub', title: 'The hub' },
          },
        },
      },
      {
        cluster: hub,
        health: 'Healthy',
        appliedAt: '2026-11-29T09:55:00Z',
        ...delivery,
      },
    );

  it.each<[string, Rollout, string, string | undefined, RegExp]>([
    [
      'goes by the word of the hub, and says what was not seen',
      reported({}),
      'healthy',
      'ReportedHealthy',
      /wave 2 may go\. Plant 9: Argo CD calls it healthy, as of 2026-11-29T10:00:00Z; its pods and GPUs were not seen\.$/,
    ],
    [
      'waits until that word is of the new version',
      reported({ appliedAt: '2026-11-29T09:59:30Z' }),
      'waiting',
      'NotConfirmed',
      /counts a minute later/,
    ],
    [
      'waits for a word after the change',
      reported({}, 'unknown', '2026-11-29T09:54:00Z'),
      'waiting',
      'NotConfirmed',
      /has not said since/,
    ],
    [
      'waits while the hub says that it is on its way',
      reported({ health: 'Progressing' }),
      'waiting',
      'RolloutInProgress',
      /on its way\. Plant 9: Argo CD applied it at/,
    ],
    [
      'waits for the change',
      reported({ appliedRevision: OLD, wantedRevision: OLD }),
      'waiting',
      'NotApplied',
      /from before what Git wants here/,
    ],
    [
      'is held up by a hub that calls it sick',
      reported({ health: 'Degraded' }, 'degraded'),
      'blocked',
      'ImagePull',
      /It is degraded/,
    ],
    [
      'is held up by a hub that does not say how it is',
      reported({ health: 'Unknown' }),
      'blocked',
      'ImagePull',
      /It is unknown/,
    ],
    [
      'is held up by a hub that does not say when it was applied',
      row(
        'cloud-us',
        'unknown',
        { cluster: reported({}).cluster },
        { cluster: hub, health: 'Healthy' },
      ),
      'blocked',
      'ImagePull',
      /It is unknown/,
    ],
    [
      'is held up by a hub that is away',
      reported({ cluster: { ...hub, state: AWAY } }),
      'blocked',
      'ReporterAway',
      /The hub, where Argo CD is, cannot be asked/,
    ],
  ])('%s', (_, rollout, state, reason, message) => {
    const plan = view([rollout], first, new Map([[OLD, atAll]]));
    expect(plan.message).toMatch(message);
    expect(plan.state).toBe(state);
    expect(plan.waves[0]?.clusters[0]?.reason).toBe(reason);
  });
});
