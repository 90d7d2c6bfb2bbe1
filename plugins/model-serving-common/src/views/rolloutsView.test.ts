import { deployment } from '../fleet/__fixtures__/objects';
import {
  AWAY,
  CONFIRMED,
  type StaticCluster,
} from '../fleet/__fixtures__/staticFleet';
import { MODEL, requestFor, served, service } from './request.fixture';
import { argo, rowIn, SYNCED, WANTED } from './rollouts.fixture';
import { rolloutsView } from './rolloutsView';

describe('a row for every declared cluster', () => {
  const assistant = service('assistant', ['east', 'west']);

  it('shows what runs, its delivery and when that was confirmed', () => {
    const view = rolloutsView(
      requestFor(assistant, [
        { name: 'hub', objects: [argo('east', SYNCED)] },
        { name: 'east', objects: served('assistant', { replicas: 2 }) },
        { name: 'west', objects: served('assistant') },
      ]),
    );
    expect(view.items.map(({ cluster }) => cluster.name)).toEqual([
      'east',
      'west',
    ]);
    expect(rowIn(view.items, 'east')).toMatchObject({
      service: { entityRef: 'component:default/assistant', title: 'assistant' },
      wanted: true,
      judgement: { verdict: 'healthy', message: '2 of 2 replicas serve.' },
      workload: {
        ref: {
          cluster: 'east',
          kind: 'InferenceService',
          namespace: 'chat',
          name: 'assistant',
        },
        model: { entityRef: 'model:default/llama', matchedBy: 'annotation' },
        replicas: { desired: 2, ready: 2 },
      },
      delivery: {
        status: 'synced',
        wantedRevision: WANTED,
        appliedRevision: WANTED,
        cluster: { name: 'hub' },
      },
      confirmedAt: CONFIRMED,
    });
    expect(view.overall).toMatchObject({
      verdict: 'healthy',
      message: '2 clusters: 2 healthy.',
    });
    expect(view.clusters).toEqual({
      total: 3,
      live: 3,
      titles: ['hub', 'east', 'west'],
      unseen: [],
      unseenTotal: 0,
    });
  });

  it('keeps what was last known of a cluster that is away, as that', () => {
    const view = rolloutsView(
      requestFor(assistant, [
        { name: 'hub' },
        { name: 'east', objects: served('assistant'), state: AWAY },
        { name: 'west', objects: served('assistant') },
      ]),
    );
    expect(rowIn(view.items, 'east')).toMatchObject({
      judgement: {
        verdict: 'unknown',
        reason: 'ClusterAway',
        since: '2026-11-23T11:40:00Z',
        message:
          'east has not answered since 2026-11-23 11:40 UTC (the connection was refused). Last known: healthy. 1 of 1 replica serves.',
      },
      workload: { replicas: { ready: 1 } },
    });
    expect(view.overall).toMatchObject({
      verdict: 'unknown',
      message: expect.stringContaining('2 clusters: 1 not known, 1 healthy.'),
    });
  });

  it('keeps what was last known of a kind that is hidden now', () => {
    const view = rolloutsView(
      requestFor(service('assistant', ['east']), [
        {
          name: 'east',
          objects: served('assistant'),
          knowledge: {
            'inferenceservices.serving.kserve.io': {
              status: 'forbidden',
              message: '403',
            },
          },
        },
      ]),
    );
    expect(view.items).toMatchObject([
      { judgement: { verdict: 'unknown', reason: 'Forbidden' } },
    ]);
    expect(view.items[0]?.confirmedAt).toBeUndefined();
  });

  it('is unsettled by a change that could not be applied', () => {
    const view = rolloutsView(
      requestFor(service('assistant', ['east']), [
        {
          name: 'hub',
          objects: [
            argo('east', {
              sync: { status: 'OutOfSync', revision: WANTED },
              operationState: {
                phase: 'Failed',
                message: 'admission webhook denied it',
                syncResult: { revision: WANTED },
              },
            }),
          ],
        },
        { name: 'east', objects: served('assistant') },
      ]),
    );
    expect(view.items).toMatchObject([
      {
        judgement: {
          verdict: 'healthy',
          message:
            '1 of 1 replica serves. Argo CD could not apply the newest change (1234567): admission webhook denied it.',
        },
      },
    ]);
  });

  it('puts the worst first and counts the rest', () => {
    const clusters: StaticCluster[] = [
      { name: 'hub', objects: served('assistant') },
      { name: 'east', objects: served('assistant', { replicas: 2, ready: 1 }) },
      { name: 'west', state: AWAY },
    ];
    const view = rolloutsView(
      requestFor(service('assistant', ['hub', 'east', 'west']), clusters),
    );
    expect(view.items.map(({ cluster }) => cluster.name)).toEqual([
      'west',
      'east',
      'hub',
    ]);
    expect(view.overall).toMatchObject({
      verdict: 'unknown',
      message: expect.stringMatching(
        /^3 clusters: 1 not known, 1 in progress, 1 healthy\. west has not answered/,
      ),
    });
  });
});

describe('a Model', () => {
  it('shows its services and what nobody claims', () => {
    const view = rolloutsView(
      requestFor(
        MODEL,
        [
          { name: 'hub' },
          {
            name: 'east',
            objects: [
              ...served('assistant'),
              ...served('stray', { claim: false, namespace: 'vision' }),
              ...served('other-model', {
                claim: false,
                predictor: {
                  model: { storageUri: 'hf://google/gemma-3-27b-it' },
                },
              }),
              deployment('own', {
                args: ['--model=META-LLAMA/llama-3.1-8b-instruct'],
                status: {
                  replicas: 1,
                  updatedReplicas: 1,
                  readyReplicas: 1,
                  availableReplicas: 1,
                },
              }),
            ],
          },
          { name: 'west', title: 'West', state: AWAY },
        ],
        { services: [service('assistant', ['east'])] },
      ),
    );
    expect(
      view.items.map(({ workload, service: claimed, wanted }) => [
        workload?.ref.name,
        claimed?.title,
        wanted,
        workload?.model?.matchedBy,
      ]),
    ).toEqual([
      ['assistant', 'assistant', true, 'annotation'],
      ['own', undefined, false, 'artifact'],
      ['stray', undefined, false, 'artifact'],
    ]);
    // Nothing is declared in West, and nobody can tell what runs there.
    expect(view.overall).toMatchObject({
      verdict: 'healthy',
      message: '3 places: 3 healthy. Whether more runs in West is not known.',
    });
  });

  it('has no verdict when nothing is wanted and nothing runs', () => {
    const view = rolloutsView(requestFor(MODEL, [{ name: 'east' }]));
    expect(view.items).toEqual([]);
    expect(view.overall).toBeUndefined();
    expect(view.clusters).toMatchObject({ total: 1, titles: ['east'] });
  });

  it('says when two Models have the artifact', () => {
    const twin = { ...MODEL, metadata: { ...MODEL.metadata, name: 'twin' } };
    const view = rolloutsView(
      requestFor(
        MODEL,
        [{ name: 'east', objects: served('stray', { claim: false }) }],
        { models: [MODEL, twin] },
      ),
    );
    expect(view.items).toHaveLength(1);
    expect(view.items[0]?.workload?.model).toBeUndefined();
    expect(view.items[0]?.judgement.message).toContain(
      'Ambiguous: 2 Models have its artifact',
    );
  });
});
