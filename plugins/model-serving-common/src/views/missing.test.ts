import type { Judgement } from '../api/types';
import { AWAY, type StaticCluster } from '../fleet/__fixtures__/staticFleet';
import { REPOSITORY, requestFor, service } from './request.fixture';
import { argo, rowIn, SYNCED, WANTED } from './rollouts.fixture';
import { rolloutsView } from './rolloutsView';

describe('a service that is wanted and not there', () => {
  it.each<[string, readonly StaticCluster[], Partial<Judgement>]>([
    [
      'nothing delivers it',
      [{ name: 'hub' }, { name: 'east' }],
      {
        verdict: 'missing',
        reason: 'NotMerged',
        message:
          'Argo CD delivers nothing from fleet/chat/assistant/clusters/east to east yet: the change is not merged, or Argo CD has not found it.',
      },
    ],
    [
      'it is not synced',
      [
        {
          name: 'hub',
          objects: [
            argo('east', { sync: { status: 'OutOfSync', revision: WANTED } }),
          ],
        },
        { name: 'east' },
      ],
      {
        verdict: 'missing',
        reason: 'NotSynced',
        message: 'Argo CD has not applied the change 1234567 to east yet.',
      },
    ],
    [
      'it is being applied',
      [
        {
          name: 'hub',
          objects: [
            argo('east', {
              sync: { status: 'OutOfSync', revision: WANTED },
              operationState: { phase: 'Running' },
            }),
          ],
        },
        { name: 'east' },
      ],
      {
        verdict: 'missing',
        reason: 'NotSynced',
        message: 'Argo CD is applying the change 1234567 to east.',
      },
    ],
    [
      'the sync failed',
      [
        {
          name: 'hub',
          objects: [
            argo('east', {
              sync: { status: 'OutOfSync', revision: WANTED },
              operationState: {
                phase: 'Failed',
                message: 'namespace "chat" not found',
                syncResult: { revision: WANTED },
              },
            }),
          ],
        },
        { name: 'east' },
      ],
      {
        verdict: 'missing',
        reason: 'SyncFailed',
        message:
          'Argo CD could not apply the change 1234567 to east: namespace "chat" not found.',
      },
    ],
    [
      'it was applied and is gone',
      [{ name: 'hub', objects: [argo('east', SYNCED)] }, { name: 'east' }],
      { verdict: 'missing', reason: 'NotApplied' },
    ],
    [
      'the hub cannot be asked',
      [{ name: 'hub', title: 'Hub', state: AWAY }, { name: 'east' }],
      {
        verdict: 'missing',
        reason: 'NotApplied',
        message:
          'Nothing that serves it is in east. Why is not known: Hub cannot be asked for deliveries now.',
      },
    ],
    [
      'the kind is hidden',
      [
        { name: 'hub' },
        {
          name: 'east',
          knowledge: {
            'inferenceservices.serving.kserve.io': {
              status: 'forbidden',
              message: '403',
            },
          },
        },
      ],
      {
        verdict: 'unknown',
        reason: 'Forbidden',
        message: expect.stringContaining('InferenceService'),
      },
    ],
    [
      'it was not listed yet',
      [
        { name: 'hub' },
        {
          name: 'east',
          knowledge: { 'deployments.apps': { status: 'never' } },
        },
      ],
      { verdict: 'unknown', reason: 'NotObserved' },
    ],
    [
      'the cluster has never answered',
      [
        { name: 'hub' },
        {
          name: 'east',
          state: AWAY,
          knowledge: { 'deployments.apps': { status: 'never' } },
        },
      ],
      {
        verdict: 'unknown',
        reason: 'ClusterAway',
        message:
          'east has not answered since 2026-11-23 11:40 UTC (the connection was refused). What runs there was never seen.',
      },
    ],
    [
      'Backstage cannot observe the cluster',
      [
        { name: 'hub' },
        {
          name: 'east',
          state: {
            status: 'unsupported',
            reason: 'its credentials are those of a person',
          },
        },
      ],
      { verdict: 'unknown', reason: 'ClusterUnsupported' },
    ],
    [
      'Backstage is still connecting',
      [
        { name: 'hub' },
        {
          name: 'east',
          state: { status: 'connecting' },
          knowledge: { 'deployments.apps': { status: 'never' } },
        },
      ],
      {
        verdict: 'unknown',
        reason: 'NotObserved',
        message:
          'Backstage is still connecting to east. What runs there was never seen.',
      },
    ],
    [
      'nobody knows the cluster',
      [{ name: 'hub' }],
      {
        verdict: 'unknown',
        reason: 'NotObserved',
        message: expect.stringContaining('wanted in east'),
      },
    ],
  ])('says why it is not there: %s', (_name, clusters, expected) => {
    const view = rolloutsView(
      requestFor(service('assistant', ['east']), clusters),
    );
    const row = rowIn(view.items, 'east');
    expect(row).toMatchObject({ wanted: true, judgement: expected });
    expect(row?.workload).toBeUndefined();
    expect(view.overall?.verdict).toBe(expected.verdict);
  });
});

it('names the tool that the repository is delivered with', () => {
  const view = rolloutsView(
    requestFor(
      service('assistant', ['east']),
      [{ name: 'hub' }, { name: 'east' }],
      { repositories: [{ ...REPOSITORY, delivery: 'flux' }] },
    ),
  );
  expect(rowIn(view.items, 'east')?.judgement).toMatchObject({
    reason: 'NotMerged',
    message:
      'Flux delivers nothing from fleet/chat/assistant/clusters/east to east yet: the change is not merged, or Flux has not found it.',
  });
});
