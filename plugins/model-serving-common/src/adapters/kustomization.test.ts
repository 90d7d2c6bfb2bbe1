import { conditions, type Json } from '../fleet/__fixtures__/objects';
import { staticFleet } from '../fleet/__fixtures__/staticFleet';
import { Deliveries } from '../fleet/deliveries';
import { atOnce } from '../views/steps';
import {
  claimOf,
  flux,
  gitRepository,
  OLD,
  REPOSITORY_URL,
  SINCE,
  WANTED,
  type FluxCase,
} from './flux.fixture';
import { refusalOf, type Refusal } from './reported.fixture';
import { defaultAdapters } from './registry';

const PATH = './fleet/chat/assistant/clusters/east';

function kustomization(
  status?: Json,
  spec: Json = {},
  metadata: Json = {},
): Json {
  return flux(
    'Kustomization',
    {
      path: PATH,
      interval: '10m',
      prune: true,
      wait: true,
      sourceRef: {
        kind: 'GitRepository',
        name: 'fleet',
        namespace: 'flux-system',
      },
      ...spec,
    },
    status,
    metadata,
  );
}

const DONE = {
  observedGeneration: 1,
  lastAppliedRevision: `main@sha1:${WANTED}`,
  lastAttemptedRevision: `main@sha1:${WANTED}`,
  conditions: conditions({ Ready: ['True', 'ReconciliationSucceeded'] }),
  history: [
    {
      lastReconciledStatus: 'HealthCheckFailed',
      firstReconciled: '2026-11-23T11:30:00Z',
    },
    { lastReconciledStatus: 'ReconciliationSucceeded', firstReconciled: SINCE },
  ],
};

function failing(reason: string, message: string, more: Json = {}): Json {
  return {
    ...DONE,
    lastAppliedRevision: `main@sha1:${OLD}`,
    conditions: conditions({
      Reconciling: ['True', 'ProgressingWithRetry', message],
      Ready: ['False', reason, message],
    }),
    ...more,
  };
}

const CASES: readonly FluxCase[] = [
  {
    why: 'it is applied and healthy',
    objects: [kustomization(DONE), gitRepository()],
    expected: {
      tool: 'flux',
      status: 'synced',
      wantedRevision: WANTED,
      appliedRevision: WANTED,
      appliedAt: SINCE,
    },
  },
  {
    why: 'it is applied, and nobody waits for it to be healthy',
    objects: [kustomization(DONE, { wait: false }), gitRepository()],
    expected: {
      status: 'synced',
      message: 'Applied; Flux does not wait here for it to become healthy.',
    },
  },
  {
    why: 'nothing is written of it',
    objects: [kustomization(), gitRepository()],
    expected: { status: 'syncing', wantedRevision: WANTED },
  },
  {
    why: 'Flux has not looked at it',
    objects: [kustomization({ observedGeneration: -1 })],
    expected: { status: 'syncing' },
  },
  {
    why: 'it is being applied',
    objects: [
      kustomization({
        ...DONE,
        conditions: conditions({
          Reconciling: ['True', 'Progressing', 'Running health checks'],
          Ready: ['Unknown', 'Progressing', 'Running health checks'],
        }),
      }),
    ],
    expected: { status: 'syncing', message: 'Running health checks' },
  },
  {
    why: 'a newer commit was fetched',
    objects: [
      kustomization({ ...DONE, lastAppliedRevision: `main@sha1:${OLD}` }),
      gitRepository(),
    ],
    expected: {
      status: 'outOfSync',
      wantedRevision: WANTED,
      appliedRevision: OLD,
    },
  },
  {
    why: 'what was applied does not become healthy',
    objects: [
      kustomization(failing('HealthCheckFailed', 'timeout waiting')),
      gitRepository(),
    ],
    expected: {
      status: 'failed',
      message: 'timeout waiting',
      appliedRevision: OLD,
    },
  },
  {
    why: 'it cannot be built, tried after the generation that is observed',
    objects: [
      kustomization(
        failing('BuildFailed', 'no such file', {
          conditions: [
            {
              type: 'Ready',
              status: 'False',
              reason: 'BuildFailed',
              message: 'no such file',
              observedGeneration: 2,
            },
          ],
        }),
        {},
        { generation: 2 },
      ),
    ],
    expected: { status: 'failed', message: 'no such file' },
  },
  {
    why: 'its newest change was not looked at',
    objects: [kustomization(DONE, {}, { generation: 2 })],
    expected: { status: 'syncing' },
  },
  {
    why: 'it waits for another one',
    objects: [
      kustomization(failing('DependencyNotReady', "dependency 'chat/base'")),
    ],
    expected: { status: 'outOfSync', message: "dependency 'chat/base'" },
  },
  {
    why: 'Flux gave up',
    objects: [
      kustomization({
        observedGeneration: 1,
        conditions: conditions({ Stalled: ['True', 'Bad', 'invalid path'] }),
      }),
    ],
    expected: { status: 'failed', message: 'invalid path' },
  },
  {
    why: 'it was suspended while it failed',
    objects: [kustomization(failing('BuildFailed', 'old'), { suspend: true })],
    expected: {
      status: 'suspended',
      message: 'Flux is suspended here: someone asked for that.',
    },
  },
  {
    why: 'it is being removed',
    objects: [
      kustomization(DONE, {}, { deletionTimestamp: '2026-11-23T11:00:00Z' }),
    ],
    expected: { status: 'syncing', message: 'Flux is removing it.' },
  },
  {
    why: 'the repository cannot be fetched any more',
    objects: [
      kustomization(DONE),
      gitRepository({
        conditions: conditions({
          Ready: ['False', 'GitOperationFailed', 'denied'],
        }),
      }),
    ],
    expected: {
      status: 'failed',
      message: `Flux cannot fetch ${REPOSITORY_URL}: denied`,
    },
  },
  {
    why: 'the repository is suspended',
    objects: [kustomization(DONE), gitRepository({}, { suspend: true })],
    expected: { status: 'suspended' },
  },
  {
    why: 'the repository is not seen',
    objects: [kustomization(failing('BuildFailed', 'x'))],
    expected: { wantedRevision: WANTED, appliedRevision: OLD },
  },
  {
    why: 'it is from an image that says its commit',
    objects: [
      kustomization(
        {
          ...DONE,
          lastAppliedRevision: `v1@sha256:${'a'.repeat(64)}`,
          lastAttemptedRevision: `v1@sha256:${'a'.repeat(64)}`,
          lastAppliedOriginRevision: `main@sha1:${OLD}`,
        },
        { sourceRef: { kind: 'OCIRepository', name: 'fleet' } },
      ),
    ],
    expected: { status: 'synced', wantedRevision: OLD, appliedRevision: OLD },
  },
];

describe('a Flux Kustomization', () => {
  it.each(CASES)('when $why', ({ objects, expected }) => {
    expect(claimOf(...objects).delivery).toMatchObject(expected);
  });

  it('says nothing more of one that is applied and healthy', () => {
    const { delivery } = claimOf(kustomization(DONE), gitRepository());
    expect(delivery).not.toHaveProperty('message');
  });

  it('tells its folder, and what it applies', () => {
    const status = {
      ...DONE,
      inventory: {
        entries: [
          {
            id: '_system__reader_rbac.authorization.k8s.io_ClusterRole',
            v: 'v1',
          },
          { id: 'chat_settings__ConfigMap', v: 'v1' },
          {
            id: 'chat_assistant_serving.kserve.io_InferenceService',
            v: 'v1beta1',
          },
        ],
      },
    };
    const claim = claimOf(kustomization(status), gitRepository());
    expect(claim.sources).toEqual([
      {
        repoUrl: REPOSITORY_URL,
        path: PATH,
        wantedRevision: WANTED,
        appliedRevision: WANTED,
      },
    ]);
    expect(claim.objects).toEqual([
      {
        group: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'system:reader',
      },
      {
        group: 'serving.kserve.io',
        kind: 'InferenceService',
        namespace: 'chat',
        name: 'assistant',
      },
      { group: '', kind: 'ConfigMap', namespace: 'chat', name: 'settings' },
    ]);
  });

  it.each<[string, Json, readonly string[], string | undefined]>([
    ['its own', {}, [], 'hub'],
    [
      'an alias of a Secret',
      { secretRef: { name: 'plant-access' } },
      ['plant-access'],
      'east',
    ],
    [
      'an alias of a Secret in a namespace',
      { secretRef: { name: 'access' } },
      ['chat/access'],
      'east',
    ],
    [
      'an alias of a ConfigMap',
      { configMapRef: { name: 'workload-identity' } },
      ['workload-identity'],
      'east',
    ],
    [
      'the name that Cluster API gives',
      { secretRef: { name: 'east-kubeconfig' } },
      [],
      'east',
    ],
    [
      'nobody knows',
      { secretRef: { name: 'elsewhere' } },
      ['access'],
      undefined,
    ],
    [
      'one of another namespace',
      { secretRef: { name: 'access' } },
      ['vision/access'],
      undefined,
    ],
  ])('delivers to the cluster that is %s', (_, kubeConfig, aliases, target) => {
    const spec = Object.keys(kubeConfig).length > 0 ? { kubeConfig } : {};
    const fleet = staticFleet(
      { name: 'hub', objects: [kustomization(DONE, spec), gitRepository()] },
      { name: 'east', aliases },
    );
    const found = atOnce(Deliveries.create(fleet, defaultAdapters)).find(
      target ?? 'east',
      { repositoryUrl: REPOSITORY_URL, path: PATH.slice(2) },
      undefined,
    );
    // A folder that is named after the cluster stands in for one that nobody knows.
    expect(found?.target).toBe(target);
    expect(found?.delivery.wantedRevision).toBe(WANTED);
  });

  const hostile = (raw: Json): Json => ({
    ...raw,
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  });
  it.each<Refusal>([
    ['spec.suspend', hostile(kustomization({}, { suspend: 'no' }))],
    [
      'spec.kubeConfig.secretRef',
      hostile(kustomization({}, { kubeConfig: { secretRef: 'x' } })),
    ],
    [
      'status.lastAppliedRevision',
      hostile(kustomization({ lastAppliedRevision: 1 })),
    ],
    [
      'status.inventory.entries[0].id',
      hostile(kustomization({ inventory: { entries: [{}] } })),
    ],
    ['status.conditions[0]', hostile(kustomization({ conditions: ['Ready'] }))],
    [
      'spec.url',
      {
        ...gitRepository({}, { url: 3 }),
        apiVersion: 'source.toolkit.fluxcd.io/v1',
      },
    ],
    [
      'status.artifact.revision',
      {
        ...gitRepository({ artifact: { revision: {} } }),
        apiVersion: 'source.toolkit.fluxcd.io/v1',
      },
    ],
  ])('refuses a wrong type at %s', (path, raw) => {
    expect(refusalOf(raw)).toMatchObject({ name: 'InvalidObjectError', path });
  });
});
