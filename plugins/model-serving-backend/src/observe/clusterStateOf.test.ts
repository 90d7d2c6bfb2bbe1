import { clusterStateOf } from './clusterStateOf';
import type { ClusterFacts, Contact, KindStatus } from './clusterStateOf';

const at = '2026-01-01T00:00:00.000Z';
const retryAt = '2026-01-01T00:00:10.000Z';

const made: Contact = { status: 'made' };
const lost = (
  kind: Extract<Contact, { status: 'failed' }>['error']['kind'],
  heard = false,
): Contact => ({
  status: 'failed',
  error: { kind, message: kind },
  at,
  retryAt,
  heard,
});

const current: KindStatus = { status: 'current' };
const pending: KindStatus = { status: 'pending' };
const failed = (kind: 'server' | 'unauthorized' | 'timeout'): KindStatus => ({
  status: 'failed',
  error: { kind, message: kind },
  at,
  retryAt,
});

function decide(
  contact: Contact,
  kinds: KindStatus[] = [],
  returning = false,
): string {
  const facts: ClusterFacts = {
    name: 'eu',
    contact,
    kinds: kinds.map((status, index) => ({
      resource: { group: '', kind: `Kind${index}` },
      status,
    })),
    confirmedAt: at,
    returning,
    nextContactAt: retryAt,
  };
  const state = clusterStateOf(facts);
  const error = 'error' in state ? ` ${state.error.kind}` : '';
  const forbidden =
    state.status === 'live'
      ? state.forbidden.map(({ kind }) => ` -${kind}`).join('')
      : '';
  return `${state.status}${error}${forbidden}`;
}

describe('clusterStateOf', () => {
  it.each<[string, Contact, KindStatus[], boolean, string]>([
    ['never asked', { status: 'none' }, [pending], false, 'connecting'],
    ['first lists', made, [pending, current], false, 'connecting'],
    ['all listed', made, [current, { status: 'absent' }], false, 'live'],
    [
      'one forbidden',
      made,
      [current, { status: 'forbidden' }],
      false,
      'live -Kind1',
    ],
    ['lists after a return', made, [pending, current], true, 'stale other'],
    ['listed after a return', made, [current], true, 'live'],
    [
      'one kind fails',
      made,
      [current, failed('server')],
      false,
      'stale server',
    ],
    ['one kind times out', made, [failed('timeout')], false, 'stale timeout'],
    [
      'credentials explain the rest',
      made,
      [failed('server'), failed('unauthorized')],
      false,
      'unauthorized unauthorized',
    ],
    ['time-out', lost('timeout'), [], false, 'unreachable timeout'],
    [
      'slow but heard',
      lost('timeout', true),
      [current],
      false,
      'stale timeout',
    ],
    ['refused', lost('refused'), [], false, 'unreachable refused'],
    ['name unknown', lost('dns'), [], false, 'unreachable dns'],
    ['TLS wrong', lost('tls'), [], false, 'unreachable tls'],
    ['server error', lost('server'), [], false, 'unreachable server'],
    ['throttled', lost('throttled'), [current], false, 'stale throttled'],
    [
      'token refused',
      lost('unauthorized'),
      [],
      false,
      'unauthorized unauthorized',
    ],
    [
      'no credentials',
      lost('credentials'),
      [],
      false,
      'unauthorized credentials',
    ],
  ])('%s', (_, contact, kinds, returning, expected) => {
    expect(decide(contact, kinds, returning)).toBe(expected);
  });
});
