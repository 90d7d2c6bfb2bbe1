import type { Judgement, Rollout } from '../api/types';
import type { Json } from '../fleet/__fixtures__/objects';
import {
  AWAY,
  CONFIRMED,
  type StaticCluster,
} from '../fleet/__fixtures__/staticFleet';
import { requestFor, service } from './request.fixture';
import { argo, rowIn, SYNCED, WANTED } from './rollouts.fixture';
import { rolloutsView } from './rolloutsView';

const PLANT: StaticCluster = {
  name: 'west',
  title: 'Plant 9',
  state: {
    status: 'unsupported',
    reason: 'Its pods and GPUs are not visible to Backstage.',
    reportedBy: { name: 'hub', title: 'The hub' },
  },
  knowledge: {},
};

function rowOf(
  status: Json | undefined,
  hub: Partial<StaticCluster> = {},
): Rollout {
  const { items } = rolloutsView(
    requestFor(service('assistant', ['west']), [
      {
        name: 'hub',
        title: 'The hub',
        objects: status ? [argo('west', status)] : [],
        ...hub,
      },
      PLANT,
    ]),
  );
  const row = rowIn(items, 'west');
  if (!row) throw new Error('No row');
  return row;
}

describe('a service in a cluster that only a hub tells of', () => {
  it.each<[string, Json | undefined, Partial<Judgement>]>([
    [
      'is applied, and not called healthy',
      { ...SYNCED, health: { status: 'Healthy' } },
      {
        verdict: 'unknown',
        reason: 'ClusterUnsupported',
        message:
          'Argo CD applied the change 1234567 to Plant 9 and calls what is there healthy. Its pods and GPUs are not visible to Backstage.',
      },
    ],
    [
      'is called degraded',
      { ...SYNCED, health: { status: 'Degraded' } },
      { verdict: 'degraded', reason: 'NotReady' },
    ],
    [
      'could not be applied',
      {
        sync: { status: 'OutOfSync', revision: WANTED },
        operationState: { phase: 'Failed', message: 'no namespace' },
      },
      {
        verdict: 'degraded',
        reason: 'SyncFailed',
        message: expect.stringContaining(
          'Argo CD could not apply the change 1234567 to Plant 9: no namespace.',
        ),
      },
    ],
    [
      'is being applied',
      {
        sync: { status: 'OutOfSync', revision: WANTED },
        operationState: { phase: 'Running' },
      },
      { verdict: 'progressing', reason: 'NotSynced' },
    ],
    [
      'cannot be compared',
      {
        ...SYNCED,
        conditions: [
          {
            type: 'ComparisonError',
            message: 'failed to load live state: no route to host',
          },
        ],
      },
      { verdict: 'unknown', reason: 'ClusterUnsupported' },
    ],
    [
      'is not delivered',
      undefined,
      {
        verdict: 'unknown',
        message: expect.stringContaining('The hub delivers nothing of it'),
      },
    ],
  ])('%s', (_why, status, expected) => {
    expect(rowOf(status).judgement).toMatchObject(expected);
  });

  it('is as old as what the hub said last', () => {
    expect(rowOf(SYNCED).confirmedAt).toBe(CONFIRMED);
    const away = rowOf(
      { ...SYNCED, health: { status: 'Degraded' } },
      {
        state: AWAY,
      },
    );
    expect(away.confirmedAt).toBe('2026-11-23T11:40:00Z');
    expect(away.judgement).toMatchObject({
      verdict: 'unknown',
      message: expect.stringMatching(
        /^As last known, since The hub is away \(last seen 2026-11-23 11:40 UTC\): Argo CD applied/,
      ),
    });
  });

  it('has steps that say no more than the hub does', () => {
    expect(rowOf(SYNCED).stages?.map(({ state }) => state)).toEqual([
      'done',
      ...Array(7).fill('unknown'),
    ]);
    const failed = rowOf({
      sync: { status: 'OutOfSync', revision: WANTED },
      operationState: { phase: 'Failed', message: 'no namespace' },
    });
    expect(failed.stages?.map(({ state }) => state)).toEqual([
      'blocked',
      ...Array(7).fill('unknown'),
    ]);
  });
});
