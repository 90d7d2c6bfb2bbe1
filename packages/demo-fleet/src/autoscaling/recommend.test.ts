import type { Scaling } from './recommend';
import { askedReplicas, nextReplicas } from './recommend';

const MINUTE = 60_000;

const scaling = (change: Partial<Scaling>): Scaling => ({
  current: 2,
  min: 1,
  max: 8,
  total: 8,
  target: 4,
  behavior: {
    scaleUp: {
      stabilizationWindowSeconds: 0,
      policies: [{ type: 'Pods', value: 2, periodSeconds: 60 }],
    },
    scaleDown: {
      stabilizationWindowSeconds: 300,
      policies: [{ type: 'Pods', value: 1, periodSeconds: 120 }],
    },
  },
  before: [],
  changes: [],
  now: 60 * MINUTE,
  ...change,
});

describe('how many replicas are asked for', () => {
  it.each([
    ['as many as there are', { total: 8 }, 2],
    ['nothing changes for a little more', { total: 8.7 }, 2],
    ['one more for more than that', { total: 9 }, 3],
    ['none when nothing waits', { total: 0 }, 0],
  ])('%s', (_, change, replicas) => {
    expect(askedReplicas(scaling(change))).toBe(replicas);
  });

  it.each<[string, Partial<Scaling>, number]>([
    ['up by what the policy allows', { total: 40 }, 4],
    [
      'up by what is left of it',
      { total: 40, changes: [{ at: 59.5 * MINUTE, by: 1 }] },
      3,
    ],
    [
      'up again when the period is over',
      { total: 40, changes: [{ at: 58 * MINUTE, by: 2 }] },
      4,
    ],
    ['never over the bound', { total: 400, current: 8 }, 8],
    ['down to no fewer than the bound', { total: 0, current: 1 }, 1],
    ['down one by one', { total: 0, current: 5 }, 4],
    [
      'not down while more was asked for lately',
      {
        total: 0,
        current: 5,
        before: [{ at: 57 * MINUTE, replicas: 5 }],
      },
      5,
    ],
    [
      'down when that is long ago',
      {
        total: 0,
        current: 5,
        before: [{ at: 54 * MINUTE, replicas: 5 }],
      },
      4,
    ],
    ['all at once without policies', { total: 40, behavior: undefined }, 8],
  ])('%s', (_, change, replicas) => {
    expect(nextReplicas(scaling(change))).toBe(replicas);
  });
});
