import { deployment } from '../fleet/__fixtures__/objects';
import type { StaticCluster } from '../fleet/__fixtures__/staticFleet';
import { requestFor, served, service } from './request.fixture';
import { argo, rowIn, SYNCED } from './rollouts.fixture';
import { rolloutsView } from './rolloutsView';

describe('whose a serving object is', () => {
  it.each<[string, StaticCluster, readonly string[]]>([
    [
      'counts a claim in the namespace of the tenant',
      { name: 'east', objects: served('assistant') },
      ['healthy'],
    ],
    [
      'not one in another namespace',
      { name: 'east', objects: served('assistant', { namespace: 'vision' }) },
      ['missing'],
    ],
    [
      'not one in a cluster that the tenant has not',
      { name: 'north', objects: served('assistant') },
      ['unknown'],
    ],
    [
      'not one without a word',
      { name: 'east', objects: served('assistant', { claim: false }) },
      ['missing'],
    ],
  ])('%s', (_name, cluster, verdicts) => {
    const view = rolloutsView(
      requestFor(service('assistant', ['east']), [cluster]),
    );
    expect(view.items.map(({ judgement }) => judgement.verdict)).toEqual(
      verdicts,
    );
  });

  it('says when two objects claim to be one service', () => {
    const [first, second] = [served('assistant'), served('other')];
    const other = JSON.parse(
      JSON.stringify(second).replaceAll(
        'component:default/other',
        'component:default/assistant',
      ),
    );
    const view = rolloutsView(
      requestFor(service('assistant', ['east']), [
        { name: 'east', objects: [...first, ...other] },
      ]),
    );
    expect(view.items).toHaveLength(2);
    for (const { judgement } of view.items) {
      expect(judgement.message).toContain(
        'Ambiguous: 2 objects in this cluster say that they are this service (chat/assistant, chat/other).',
      );
    }
  });

  it('shows what runs where the Component does not list the cluster', () => {
    const view = rolloutsView(
      requestFor(service('assistant', []), [
        { name: 'east', objects: served('assistant') },
      ]),
    );
    expect(view.items).toMatchObject([
      {
        wanted: false,
        judgement: {
          message:
            '1 of 1 replica serves. The Component does not list this cluster.',
        },
      },
    ]);
  });

  it('finds by label selector what carries no annotation, in the places of the tenant', () => {
    const selecting = service('assistant', ['east', 'west'], {
      annotations: {
        'modelfleet.dev/repository': 'fleet',
        'modelfleet.dev/path': 'fleet/chat/assistant',
        'modelfleet.dev/workload-selector': 'app=own',
      },
    });
    const own = deployment('own', {
      image: 'example/own-server:1',
      labels: { app: 'own' },
      status: {
        readyReplicas: 1,
        updatedReplicas: 1,
        availableReplicas: 1,
        replicas: 1,
      },
    });
    const elsewhere = deployment('own', {
      image: 'example/own-server:1',
      labels: { app: 'own' },
      metadata: { namespace: 'vision' },
    });
    const view = rolloutsView(
      requestFor(selecting, [
        { name: 'east', objects: [own] },
        { name: 'west', objects: [elsewhere] },
      ]),
    );
    expect(rowIn(view.items, 'east')?.workload).toMatchObject({
      ref: { kind: 'Deployment' },
      runtime: 'custom',
    });
    expect(rowIn(view.items, 'west')?.judgement.verdict).toBe('missing');
  });

  it('finds the tenant by the owner when the Component is not from Git', () => {
    const byOwner = service('assistant', ['east'], {
      annotations: {},
      owner: 'group:default/chat-team',
    });
    const stranger = service('assistant', ['east'], {
      annotations: {},
      owner: 'guests',
    });
    const clusters = [{ name: 'east', objects: served('assistant') }];
    expect(rolloutsView(requestFor(byOwner, clusters)).items).toMatchObject([
      { judgement: { verdict: 'healthy' } },
    ]);
    expect(rolloutsView(requestFor(stranger, clusters)).items).toMatchObject([
      { judgement: { verdict: 'missing' } },
    ]);
  });

  it.each([
    [
      'Argo CD applies the object under another URL and path',
      {
        sync: { status: 'Synced' },
        resources: [
          {
            group: 'serving.kserve.io',
            kind: 'InferenceService',
            namespace: 'chat',
            name: 'assistant',
          },
        ],
      },
      'else/where',
      'synced',
    ],
    ['an unrelated Application', SYNCED, 'else/where', undefined],
  ])('joins delivery by object: %s', (_name, status, path, expected) => {
    const view = rolloutsView(
      requestFor(service('assistant', ['east']), [
        { name: 'hub', objects: [argo('east', status, path)] },
        { name: 'east', objects: served('assistant') },
      ]),
    );
    expect(view.items[0]?.delivery?.status).toBe(expected);
  });
});
