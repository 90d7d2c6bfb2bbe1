import { conditions, type Json } from '../fleet/__fixtures__/objects';
import type { StaticCluster } from '../fleet/__fixtures__/staticFleet';
import { requestFor, service } from './request.fixture';
import { argo, rowIn, SYNCED } from './rollouts.fixture';
import { rolloutsView } from './rolloutsView';

function applicationSet(paths: readonly string[], status: Json): Json {
  return {
    kind: 'ApplicationSet',
    metadata: { name: 'chat', namespace: 'argocd', uid: 'set' },
    spec: {
      generators: [
        {
          git: {
            repoURL: 'https://git.example.com/fleet.git',
            directories: paths.map(path => ({ path })),
          },
        },
      ],
    },
    status,
  };
}

const FAILS = {
  conditions: conditions({
    ErrorOccurred: ['True', 'ErrorOccurred', 'bad template'],
  }),
};
const FORBIDDEN = { status: 'forbidden', message: 'no' } as const;

function rowOf(hub: Partial<StaticCluster>) {
  const request = requestFor(service('assistant', ['east']), [
    { name: 'hub', ...hub },
    { name: 'east' },
  ]);
  return rowIn(rolloutsView(request).items, 'east');
}

describe('a service that no Application delivers', () => {
  it.each<[string, Partial<StaticCluster>, Json]>([
    [
      'because the generators of its ApplicationSet fail',
      { objects: [applicationSet(['fleet/chat/*/clusters/*'], FAILS)] },
      {
        verdict: 'missing',
        reason: 'NotSynced',
        message:
          'Argo CD cannot deliver to east yet: its ApplicationSet chat fails: bad template.',
        advice: expect.stringContaining('need not be made again'),
      },
    ],
    [
      'while another ApplicationSet fails',
      { objects: [applicationSet(['fleet/vision/*/clusters/*'], FAILS)] },
      { verdict: 'missing', reason: 'NotMerged' },
    ],
    [
      'while its ApplicationSet works',
      { objects: [applicationSet(['fleet/chat/*/clusters/*'], {})] },
      { verdict: 'missing', reason: 'NotMerged' },
    ],
    [
      'where ApplicationSets may not be read, which hides no delivery',
      { knowledge: { 'applicationsets.argoproj.io': FORBIDDEN } },
      { verdict: 'missing', reason: 'NotMerged' },
    ],
    [
      'and then one does, whatever its ApplicationSet says now',
      {
        objects: [
          applicationSet(['fleet/chat/*/clusters/*'], FAILS),
          argo('east', SYNCED),
        ],
      },
      { verdict: 'missing', reason: 'NotApplied' },
    ],
  ])('%s', (_why, hub, expected) => {
    expect(rowOf(hub)?.judgement).toMatchObject(expected);
  });
});
