import { conditions, type Json } from '../fleet/__fixtures__/objects';
import {
  claimOf,
  flux,
  gitRepository,
  REPOSITORY_URL,
  SINCE,
  type FluxCase,
} from './flux.fixture';
import { refusalOf, type Refusal } from './reported.fixture';

function release(status?: Json, spec: Json = {}, metadata: Json = {}): Json {
  return flux(
    'HelmRelease',
    {
      interval: '10m',
      chart: {
        spec: {
          chart: 'assistant',
          sourceRef: { kind: 'HelmRepository', name: 'charts' },
        },
      },
      ...spec,
    },
    status,
    metadata,
  );
}

const DEPLOYED = {
  name: 'assistant',
  namespace: 'chat',
  chartName: 'assistant',
  chartVersion: '1.2.0',
  version: 4,
  status: 'deployed',
  lastDeployed: SINCE,
};
const DONE = {
  observedGeneration: 1,
  lastAttemptedRevision: '1.2.0',
  conditions: conditions({
    Ready: ['True', 'UpgradeSucceeded', 'Helm upgrade succeeded'],
    Released: ['True', 'UpgradeSucceeded'],
  }),
  history: [DEPLOYED],
};

const CASES: readonly FluxCase[] = [
  {
    why: 'it is installed',
    objects: [release(DONE)],
    expected: {
      tool: 'flux',
      status: 'synced',
      wantedRevision: '1.2.0',
      appliedRevision: '1.2.0',
      appliedAt: SINCE,
    },
  },
  {
    why: 'nothing is written of it',
    objects: [release()],
    expected: { status: 'syncing' },
  },
  {
    why: 'it is being upgraded',
    objects: [
      release({
        ...DONE,
        lastAttemptedRevision: '1.3.0',
        conditions: conditions({
          Reconciling: ['True', 'Progressing', "Running 'upgrade'"],
          Ready: ['Unknown', 'Progressing', "Running 'upgrade'"],
        }),
      }),
    ],
    expected: {
      status: 'syncing',
      wantedRevision: '1.3.0',
      appliedRevision: '1.2.0',
      message: "Running 'upgrade'",
    },
  },
  {
    why: 'its upgrade failed, and Flux went back',
    objects: [
      release({
        ...DONE,
        lastAttemptedRevision: '1.3.0',
        conditions: conditions({
          Ready: ['False', 'RollbackSucceeded', 'rolled back'],
          Released: ['False', 'UpgradeFailed'],
        }),
        history: [
          { ...DEPLOYED, version: 6 },
          { ...DEPLOYED, chartVersion: '1.3.0', version: 5, status: 'failed' },
        ],
      }),
    ],
    expected: {
      status: 'failed',
      wantedRevision: '1.3.0',
      appliedRevision: '1.2.0',
      message: 'rolled back',
    },
  },
  {
    why: 'its first installation failed',
    objects: [
      release({
        observedGeneration: 1,
        lastAttemptedRevision: '1.2.0',
        conditions: conditions({ Ready: ['False', 'InstallFailed', 'denied'] }),
        history: [{ ...DEPLOYED, status: 'failed' }],
      }),
    ],
    expected: { status: 'failed', wantedRevision: '1.2.0', message: 'denied' },
  },
  {
    why: 'someone suspended it',
    objects: [release(DONE, { suspend: true })],
    expected: { status: 'suspended' },
  },
  {
    why: 'its newest change was not looked at',
    objects: [release(DONE, {}, { generation: 2 })],
    expected: { status: 'syncing' },
  },
  {
    why: 'it is being removed',
    objects: [release(DONE, {}, { deletionTimestamp: '2026-11-23T11:00:00Z' })],
    expected: { status: 'syncing', message: 'Flux is removing it.' },
  },
];

describe('a Flux HelmRelease', () => {
  it.each(CASES)('when $why', ({ objects, expected }) => {
    expect(claimOf(...objects).delivery).toMatchObject(expected);
  });

  it('has applied nothing as long as Helm deployed nothing', () => {
    const failed = { ...DONE, history: [{ ...DEPLOYED, status: 'failed' }] };
    const { delivery } = claimOf(release(failed));
    expect(delivery).not.toHaveProperty('appliedRevision');
  });

  it('tells what it applies, and where to', () => {
    const claim = claimOf(
      release(
        {
          ...DONE,
          inventory: {
            entries: [{ id: 'chat_assistant_apps_Deployment', v: 'v1' }],
          },
        },
        { kubeConfig: { secretRef: { name: 'east-kubeconfig' } } },
      ),
    );
    expect(claim).toMatchObject({
      destination: {
        name: 'east',
        alsoCalled: ['chat/east-kubeconfig', 'east-kubeconfig'],
      },
      sources: [],
      objects: [
        {
          group: 'apps',
          kind: 'Deployment',
          namespace: 'chat',
          name: 'assistant',
        },
      ],
    });
  });

  it('of a chart in Git tells its folder, and when Git cannot be fetched', () => {
    const chart = {
      spec: {
        chart: './charts/assistant',
        sourceRef: {
          kind: 'GitRepository',
          name: 'fleet',
          namespace: 'flux-system',
        },
      },
    };
    const broken = gitRepository({
      conditions: conditions({
        Ready: ['False', 'GitOperationFailed', 'denied'],
      }),
    });
    const { sources, delivery } = claimOf(release(DONE, { chart }), broken);
    expect(sources).toMatchObject([
      { repoUrl: REPOSITORY_URL, path: './charts/assistant' },
    ]);
    expect(delivery.status).toBe('failed');
  });

  const hostile = (raw: Json): Json => ({
    ...raw,
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
  });
  it.each<Refusal>([
    ['spec.suspend', hostile(release({}, { suspend: 0 }))],
    ['spec.chart.spec', hostile(release({}, { chart: { spec: [] } }))],
    ['status.history', hostile(release({ history: {} }))],
    [
      'status.history[0].chartVersion',
      hostile(release({ history: [{ status: 'deployed' }] })),
    ],
    [
      'status.lastAttemptedRevision',
      hostile(release({ lastAttemptedRevision: 1.2 })),
    ],
  ])('refuses a wrong type at %s', (path, raw) => {
    expect(refusalOf(raw)).toMatchObject({ name: 'InvalidObjectError', path });
  });
});
