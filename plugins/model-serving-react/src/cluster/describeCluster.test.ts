import type { ClusterState } from '@modelfleet/backstage-plugin-model-serving-common';
import { describeCluster } from './describeCluster';

const at = '2026-01-01T00:00:00.000Z';
const error = { kind: 'timeout', message: 'No answer.' } as const;

it.each<[ClusterState, { label: string; current: boolean }]>([
  [{ status: 'connecting' }, { label: 'Connecting', current: false }],
  [
    { status: 'live', confirmedAt: at, forbidden: [] },
    { label: 'Live', current: true },
  ],
  [
    {
      status: 'live',
      confirmedAt: at,
      forbidden: [{ group: '', kind: 'Node' }],
    },
    { label: 'Partly visible', current: true },
  ],
  [
    { status: 'stale', error, retryAt: at },
    { label: 'Out of date', current: false },
  ],
  [
    { status: 'unreachable', error, retryAt: at },
    { label: 'Unreachable', current: false },
  ],
  [
    { status: 'unauthorized', error, retryAt: at },
    { label: 'Access refused', current: false },
  ],
  [
    { status: 'unsupported', reason: 'Only users have credentials.' },
    { label: 'Not supported', current: false },
  ],
])('has words for %j', (state, expected) => {
  expect(describeCluster(state)).toMatchObject(expected);
});

it('names what a cluster hides and the error it gave', () => {
  expect(
    describeCluster({
      status: 'live',
      confirmedAt: at,
      forbidden: [{ group: '', kind: 'Node' }],
    }).explanation,
  ).toContain('Node');
  expect(
    describeCluster({
      status: 'stale',
      error: { ...error, advice: 'Check the link.' },
      retryAt: at,
    }),
  ).toMatchObject({ explanation: 'No answer.', advice: 'Check the link.' });
});
