import { application, type Json } from '../fleet/__fixtures__/objects';
import { NOW, staticCluster } from '../fleet/__fixtures__/staticFleet';
import { assessmentContext } from './context';
import { readDeliveries } from './registry';

const WANTED = '1111111111111111111111111111111111111111';
const OLD = '2222222222222222222222222222222222222222';

function describeDelivery(status: Json, options: { automated?: boolean } = {}) {
  const raw = application('chat-assistant-east', {
    source: {
      repoURL: 'https://git.example.com/fleet.git',
      path: 'fleet/chat/assistant/clusters/east',
      targetRevision: 'main',
    },
    destination: { name: 'east', namespace: 'chat' },
    status,
    ...options,
  });
  const cluster = staticCluster({ name: 'hub', objects: [raw] });
  const [claim] = readDeliveries(assessmentContext(cluster, new Date(NOW)));
  return claim;
}

const history = [
  { id: 4, revision: OLD, deployedAt: '2026-11-22T08:00:00Z' },
  { id: 3, revision: '0'.repeat(40), deployedAt: '2026-11-21T08:00:00Z' },
];

describe('an Argo CD Application', () => {
  it.each<[string, Json, Json | undefined, Json]>([
    ['has not been looked at', {}, undefined, { status: 'unknown' }],
    [
      'is synced',
      {
        sync: { status: 'Synced', revision: WANTED },
        history: [
          ...history,
          { id: 5, revision: WANTED, deployedAt: '2026-11-23T08:00:00Z' },
        ],
        operationState: {
          phase: 'Succeeded',
          syncResult: { revision: WANTED },
        },
      },
      undefined,
      {
        status: 'synced',
        wantedRevision: WANTED,
        appliedRevision: WANTED,
        appliedAt: '2026-11-23T08:00:00Z',
      },
    ],
    [
      'is synced to a commit that changed nothing here',
      { sync: { status: 'Synced', revision: WANTED }, history },
      undefined,
      { status: 'synced', wantedRevision: WANTED, appliedRevision: OLD },
    ],
    [
      'waits for its turn',
      { sync: { status: 'OutOfSync', revision: WANTED }, history },
      undefined,
      { status: 'outOfSync', wantedRevision: WANTED, appliedRevision: OLD },
    ],
    [
      'waits for a person',
      { sync: { status: 'OutOfSync', revision: WANTED }, history },
      { automated: false },
      {
        status: 'suspended',
        message: 'Argo CD waits for a person to start the sync.',
      },
    ],
    [
      'is being applied',
      {
        sync: { status: 'OutOfSync', revision: WANTED },
        operationState: {
          phase: 'Running',
          message: 'waiting for healthy state',
        },
      },
      undefined,
      { status: 'syncing', message: 'waiting for healthy state' },
    ],
    [
      'could not be applied',
      {
        sync: { status: 'OutOfSync', revision: WANTED },
        history,
        operationState: {
          phase: 'Failed',
          message: 'namespace "chat" not found',
          syncResult: { revision: WANTED },
        },
      },
      undefined,
      {
        status: 'failed',
        wantedRevision: WANTED,
        appliedRevision: OLD,
        message: 'namespace "chat" not found',
      },
    ],
    [
      'failed with a former commit, and has not tried this one',
      {
        sync: { status: 'OutOfSync', revision: WANTED },
        operationState: {
          phase: 'Failed',
          message: 'old news',
          syncResult: { revision: OLD },
        },
      },
      undefined,
      { status: 'outOfSync' },
    ],
    [
      'cannot see the cluster that it delivered to',
      {
        sync: { status: 'Unknown' },
        conditions: [
          {
            type: 'ComparisonError',
            message:
              'Failed to load live state: dial tcp 10.0.0.1:6443: i/o timeout',
          },
        ],
      },
      undefined,
      {
        status: 'unknown',
        message:
          'Failed to load live state: dial tcp 10.0.0.1:6443: i/o timeout',
      },
    ],
    [
      'cannot read the repository',
      {
        sync: { status: 'Unknown' },
        conditions: [
          {
            type: 'ComparisonError',
            message:
              'authentication required: token https://bob:s3cret@git.example.com/x',
          },
        ],
      },
      undefined,
      {
        status: 'failed',
        message:
          'authentication required: token https://[redacted]@git.example.com/x',
      },
    ],
  ])('%s', (_name, status, options, expected) => {
    const claim = describeDelivery(status, options);
    expect(claim?.delivery).toMatchObject({
      tool: 'argocd',
      cluster: { name: 'hub' },
      ...expected,
    });
    expect(claim?.destination).toEqual({ name: 'east', namespace: 'chat' });
    expect(claim?.sources).toMatchObject([
      { path: 'fleet/chat/assistant/clusters/east' },
    ]);
  });

  it('reads several sources, and lists what it applies', () => {
    const raw = application('several', {
      sources: [
        { repoURL: 'https://git.example.com/values.git', ref: 'values' },
        { repoURL: 'https://git.example.com/fleet.git', path: 'a/b' },
      ],
      destination: { server: 'https://east.example.com:6443' },
      status: {
        sync: { status: 'Synced', revisions: [OLD, WANTED] },
        resources: [
          { kind: 'Service', name: 'x', namespace: 'chat', version: 'v1' },
          {
            group: 'serving.kserve.io',
            kind: 'InferenceService',
            name: 'x',
            namespace: 'chat',
            status: 'Synced',
          },
        ],
      },
    });
    const cluster = staticCluster({ name: 'hub', objects: [raw] });
    const [claim] = readDeliveries(assessmentContext(cluster, new Date(NOW)));
    expect(claim?.delivery.wantedRevision).toBe(WANTED);
    expect(claim?.sources.map(({ path }) => path)).toEqual(['', 'a/b']);
    expect(claim?.objects).toMatchObject([
      { group: 'serving.kserve.io', kind: 'InferenceService' },
      { group: '', kind: 'Service' },
    ]);
  });
});
