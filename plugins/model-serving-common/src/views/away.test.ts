import type { ClusterState } from '../api/types';
import { AWAY, LIVE, staticCluster } from '../fleet/__fixtures__/staticFleet';
import { judgeAway } from './away';

const SINCE = 'since 2026-11-23 11:40 UTC';

function away(
  status: 'stale' | 'unreachable' | 'unauthorized',
  kind: 'timeout' | 'throttled' | 'protocol' | 'server' | 'unauthorized',
  confirmedAt?: string,
): ClusterState {
  return {
    status,
    error: { kind, message: 'it said why' },
    retryAt: '2026-11-23T12:01:00Z',
    ...(confirmedAt && { confirmedAt }),
  };
}

const AT = '2026-11-23T11:40:00Z';

describe('judgeAway', () => {
  it.each<[ClusterState, string]>([
    [away('unreachable', 'timeout', AT), `East has not answered ${SINCE}`],
    [away('unreachable', 'timeout'), 'East has not answered yet'],
    // These did answer.
    [
      away('unreachable', 'protocol', AT),
      `East has not given a usable answer ${SINCE}`,
    ],
    [
      away('unreachable', 'server', AT),
      `East has not given a usable answer ${SINCE}`,
    ],
    [away('stale', 'throttled', AT), `East has not been read in full ${SINCE}`],
    [
      away('unauthorized', 'unauthorized', AT),
      `East has refused Backstage's credentials ${SINCE}`,
    ],
    [
      away('unauthorized', 'unauthorized'),
      "East has refused Backstage's credentials",
    ],
  ])('says of %j what is true of it', (state, sentence) => {
    const cluster = staticCluster({ name: 'east', title: 'East', state });
    expect(judgeAway(cluster, undefined)).toMatchObject({
      verdict: 'unknown',
      reason: 'ClusterAway',
      message: `${sentence} (it said why). What runs there was never seen.`,
    });
  });

  it('gives what was last known as that', () => {
    const cluster = staticCluster({ name: 'east', title: 'East', state: AWAY });
    expect(
      judgeAway(cluster, {
        verdict: 'healthy',
        reason: 'Serving',
        message: '1 of 1 replica serves',
        evidence: [],
      })?.message,
    ).toMatch(/Last known: healthy\. 1 of 1 replica serves\.$/);
  });

  it('has nothing to say of a live cluster', () => {
    const cluster = staticCluster({ name: 'east', state: LIVE });
    expect(judgeAway(cluster, undefined)).toBeUndefined();
  });
});
