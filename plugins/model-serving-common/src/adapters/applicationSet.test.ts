import {
  application,
  conditions,
  type Json,
} from '../fleet/__fixtures__/objects';
import { NOW, staticCluster } from '../fleet/__fixtures__/staticFleet';
import { applicationSetProjection } from '../observed/applicationSet';
import { assessmentContext } from './context';
import { readDeliveries } from './registry';
import { custom, refusalOf, type Refusal } from './reported.fixture';

const object = custom('argoproj.io/v1alpha1', 'ApplicationSet');
const GIT = {
  repoURL: 'https://git.example.com/fleet.git',
  directories: [
    { path: 'fleet/chat/*/clusters/*' },
    { path: 'fleet/chat/old/clusters/*', exclude: true },
  ],
};

function set(
  status?: Json,
  generators: readonly Json[] = [{ git: GIT }],
): Json {
  return object({
    metadata: { name: 'chat', namespace: 'argocd' },
    spec: { generators, template: { spec: { project: 'chat' } } },
    ...(status && { status }),
  });
}

function deliveries(...objects: readonly Json[]) {
  const cluster = staticCluster({ name: 'hub', objects });
  return readDeliveries(assessmentContext(cluster, new Date(NOW)));
}

const FAILS = conditions({
  ErrorOccurred: [
    'True',
    'ApplicationGenerationFromParamsError',
    'cannot read',
  ],
});

describe('an ApplicationSet', () => {
  it.each<[string, Json | undefined, string | undefined]>([
    ['has no status', undefined, undefined],
    [
      'works',
      {
        conditions: conditions({
          ErrorOccurred: 'False',
          ParametersGenerated: 'True',
          ResourcesUpToDate: 'True',
        }),
      },
      undefined,
    ],
    ['fails', { conditions: FAILS }, 'cannot read'],
    [
      'generates nothing',
      {
        conditions: conditions({
          ParametersGenerated: ['False', 'ErrorOccurred', 'bad template'],
        }),
      },
      'bad template',
    ],
  ])('that %s delivers nothing, and says why', (_name, status, message) => {
    const [claim] = deliveries(set(status));
    expect(claim?.delivery.message).toBe(message);
    expect(claim?.objects ?? []).toEqual([]);
    expect(claim?.sources ?? []).toEqual([]);
  });

  it('covers the folders of its generators, nested ones too', () => {
    const nested = [
      { matrix: { generators: [{ clusters: {} }, { git: GIT }] } },
      { merge: { generators: [{ git: GIT }] } },
      { list: { elements: [] } },
    ];
    const [claim] = deliveries(set({ conditions: FAILS }, nested));
    expect(claim?.covers).toEqual([
      {
        repoUrl: 'https://git.example.com/fleet.git',
        paths: ['fleet/chat/*/clusters/*'],
        excluded: ['fleet/chat/old/clusters/*'],
      },
      expect.anything(),
    ]);
  });

  it.each([
    [
      'Waiting',
      'It waits for its turn in the rollout of chat (step 2): after step 1',
    ],
    ['Progressing', undefined],
  ])('tells an Application that is %s', (status, message) => {
    const raw = application('chat-a-east', {
      source: { repoURL: GIT.repoURL, path: 'fleet/chat/a/clusters/east' },
      destination: { name: 'east' },
      status: { sync: { status: 'OutOfSync', revision: '1'.repeat(40) } },
    });
    const metadata = {
      ...Object(raw.metadata),
      ownerReferences: [
        { kind: 'ApplicationSet', name: 'chat', uid: 's', controller: true },
      ],
    };
    const progressive = {
      applicationStatus: [
        { application: 'chat-b-east', status: 'Waiting', step: '9' },
        {
          application: 'chat-a-east',
          status,
          step: '2',
          message: 'after step 1',
          targetRevisions: ['x'],
        },
      ],
    };
    const [claim] = deliveries({ ...raw, metadata }, set(progressive));
    expect(claim?.delivery).toMatchObject({ status: 'outOfSync' });
    expect(claim?.delivery.message).toBe(message);
  });

  it('keeps no more than what waits', () => {
    const many = Array.from({ length: 5000 }, (_, index) => ({
      application: `a${index}`,
      status: index % 2 ? 'Healthy' : 'Waiting',
    }));
    const record = applicationSetProjection.project(
      set({ applicationStatus: many }),
    );
    expect(record?.waiting).toHaveLength(200);
    expect(JSON.stringify(record).length).toBeLessThan(12_000);
  });

  it.each<Refusal>([
    [
      'spec.generators[0].git.directories',
      set({}, [{ git: { directories: {} } }]),
    ],
    [
      'status.applicationStatus[0].application',
      set({ applicationStatus: [{}] }),
    ],
    ['status.conditions', set({ conditions: 'x' })],
  ])('refuses a wrong type at %s', (path, raw) => {
    expect(refusalOf(raw)).toMatchObject({ name: 'InvalidObjectError', path });
  });
});
