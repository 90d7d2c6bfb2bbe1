import type { Rollout } from '../api/types';
import type { ServiceFiles } from '../rendering/types';
import { nextWave } from './nextWave';
import { readWaves } from './plan';
import { stopWaves } from './stopWaves';
import { appliedRevisions } from './wavePlanView';
import {
  atAll,
  AWAY,
  first,
  HEAD,
  NOW,
  OLD,
  row,
  UNRELATED,
  view,
} from './wavePlanView.fixture';
import { digest, FLEET } from './waves.fixture';

const withoutDelivery = () => {
  const { delivery: _, ...rest } = row('cloud-us', 'healthy');
  return rest;
};
const at = (revision: string) =>
  row(
    'cloud-us',
    'healthy',
    {},
    { wantedRevision: revision, appliedRevision: revision },
  );

describe('the next wave', () => {
  it.each<[string, Rollout[], string, string | undefined, RegExp]>([
    [
      'may go when all is healthy',
      [row('cloud-us', 'healthy')],
      'healthy',
      'Serving',
      /Wave 1 of 3 is healthy; wave 2 may go/,
    ],
    [
      'waits for a rollout',
      [row('cloud-us', 'progressing')],
      'waiting',
      'ImagePull',
      /is on its way. cloud-us: It is progressing/,
    ],
    [
      'waits for what is not there yet',
      [row('cloud-us', 'missing')],
      'waiting',
      'ImagePull',
      /It is missing/,
    ],
    [
      'is held up by a sick cluster',
      [row('cloud-us', 'degraded')],
      'blocked',
      'ImagePull',
      /held up. cloud-us: It is degraded/,
    ],
    [
      'is held up by what is paused',
      [row('cloud-us', 'suspended')],
      'blocked',
      'ImagePull',
      /It is suspended/,
    ],
    [
      'is held up by what is not known',
      [row('cloud-us', 'unknown')],
      'blocked',
      'ImagePull',
      /It is unknown/,
    ],
    [
      'is held up by a cluster that is away, however it was',
      [
        row('cloud-us', 'healthy', {
          cluster: { ...row('cloud-us', 'healthy').cluster, state: AWAY },
        }),
      ],
      'blocked',
      'ClusterAway',
      /cannot be asked now. Last known: It is healthy/,
    ],
    [
      'is held up when the hub is away',
      [
        row(
          'cloud-us',
          'healthy',
          {},
          {
            cluster: {
              name: 'hub',
              title: 'Hub',
              simulated: false,
              state: AWAY,
            },
          },
        ),
      ],
      'blocked',
      'ReporterAway',
      /Hub, where Argo CD is, cannot be asked since 2026-11-29T09:00:00Z/,
    ],
    [
      'is held up when nobody says what was applied',
      [withoutDelivery()],
      'blocked',
      'NoDelivery',
      /nobody can say which commit/,
    ],
    ['waits for the catalog', [], 'waiting', 'NotSeen', /the catalog reads/],
    [
      'waits while the change is being applied',
      [
        row(
          'cloud-us',
          'healthy',
          {},
          { status: 'syncing', appliedRevision: OLD },
        ),
      ],
      'waiting',
      'NotApplied',
      /has applied bbbbbbb\w*, and what Git wants is not in the cluster yet/,
    ],
    [
      'is held up when the change cannot be applied',
      [
        row(
          'cloud-us',
          'healthy',
          {},
          { status: 'failed', message: 'no such kind' },
        ),
      ],
      'blocked',
      'NotApplied',
      /could not apply it: no such kind/,
    ],
    [
      'waits when the tool calls itself in sync with the commit before',
      [at(OLD)],
      'waiting',
      'NotApplied',
      /from before what Git wants here/,
    ],
    [
      'goes with another commit that brings the same',
      [at(UNRELATED)],
      'healthy',
      'Serving',
      /may go/,
    ],
    [
      'is held up by a commit that nobody can read',
      [at('d'.repeat(40))],
      'blocked',
      'RevisionUnknown',
      /that commit was not read/,
    ],
    [
      'is held up by what is no commit',
      [at('1.2.3')],
      'blocked',
      'RevisionUnknown',
      /does not say which commit/,
    ],
    [
      'waits until the cluster speaks after the change',
      [
        row(
          'cloud-us',
          'healthy',
          { confirmedAt: '2026-11-29T09:59:00Z' },
          { appliedAt: NOW },
        ),
      ],
      'waiting',
      'NotConfirmed',
      /has not said since/,
    ],
    [
      'is held up when two objects say that they are it',
      [row('cloud-us', 'healthy'), row('cloud-us', 'healthy')],
      'blocked',
      'Ambiguous',
      /2 objects/,
    ],
  ])('%s', (_, rollouts, state, reason, message) => {
    const applied = new Map<string, ServiceFiles | string>([
      [OLD, atAll],
      [UNRELATED, new Map(first).set('NOTES.md', 'hello')],
    ]);
    const plan = view(rollouts, first, applied);
    expect(plan.message).toMatch(message);
    expect(plan.state).toBe(state);
    expect(plan.waves.map(wave => wave.state)).toEqual([
      state,
      'ahead',
      'ahead',
    ]);
    expect(plan.waves[0]?.clusters[0]?.reason).toBe(reason);
  });

  it('looks at every cluster that has gone', () => {
    const second = nextWave(first, digest);
    const plan = view(
      [row('cloud-us', 'degraded'), row('cloud-eu', 'healthy')],
      second,
    );
    expect(plan).toMatchObject({ state: 'blocked', gone: 2 });
    expect(plan.message).toContain('Wave 2 of 3 is held up. cloud-us');
  });

  it('is shown with what it brings', () => {
    expect(
      view([row('cloud-us', 'healthy'), row('cloud-eu', 'healthy')]).next,
    ).toMatchObject({
      number: 2,
      clusters: [
        {
          cluster: 'cloud-eu',
          isNew: false,
          more: 0,
          changes: expect.arrayContaining([
            expect.objectContaining({
              path: 'spec.predictor.model.storageUri',
              to: expect.stringContaining('Qwen3'),
            }),
          ]),
        },
      ],
    });
  });

  it('cannot go over what people changed beside it', () => {
    const touched = new Map(first).set(
      'clusters/cloud-eu/kustomization.yaml',
      'kind: Kustomization\nnamespace: chat\n',
    );
    const plan = view([row('cloud-us', 'healthy')], touched);
    expect(plan.state).toBe('blocked');
    expect(plan.faults).toEqual([
      expect.stringContaining('clusters/cloud-eu was changed'),
    ]);
  });

  it('is none in the end', () => {
    const last = nextWave(nextWave(first, digest), digest);
    const rows = FLEET.map(name => row(name, 'healthy'));
    expect(view(rows, last)).toMatchObject({
      state: 'done',
      message: 'All 3 waves have gone and are healthy.',
    });
    expect(view(rows.slice(1), last).state).toBe('waiting');
  });
});

it('asks for the commits of clusters that have gone, and for no others', () => {
  const progress = readWaves(first);
  expect(
    progress &&
      appliedRevisions({
        progress,
        commit: HEAD,
        rollouts: [
          at(OLD),
          row('cloud-eu', 'healthy', {}, { wantedRevision: UNRELATED }),
        ],
      }),
  ).toEqual([OLD]);
  expect(readWaves(stopWaves(first).files)).toBeUndefined();
});
