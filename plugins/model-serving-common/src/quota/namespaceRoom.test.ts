import { askOfPlacement } from './ask';
import { namespaceRoom } from './namespaceRoom';
import { GPUS, limitRange, quota, room } from './namespaceRoom.fixture';

type Case = [
  name: string,
  objects: readonly unknown[],
  ask: Partial<Parameters<typeof askOfPlacement>[0]>,
  verdict: string,
  message: RegExp,
];

it.each<Case>([
  ['no quota', [], {}, 'room', /^No quota of the namespace chat limits it\.$/],
  [
    'room for all',
    [quota({ [GPUS]: 8 }, { [GPUS]: 3 })],
    {},
    'room',
    /^The quota 'team' has 5 of 8 requests\.nvidia\.com\/gpu left for the 2 that it asks for\.$/,
  ],
  [
    'more than it allows',
    [quota({ [GPUS]: 8 }, { [GPUS]: 0 })],
    { replicas: 3, gpusPerReplica: 4 },
    'never',
    /3 × 4 = 12 requests\.nvidia\.com\/gpu, and the quota 'team' allows 8 in all/,
  ],
  [
    'more than is left',
    [quota({ [GPUS]: 8 }, { [GPUS]: 7 })],
    {},
    'waits',
    /asks for 2 requests\.nvidia\.com\/gpu, and the quota 'team' has 1 of 8 left now/,
  ],
  [
    'not counted yet',
    [quota({ [GPUS]: 8 })],
    {},
    'unknown',
    /has not been counted yet/,
  ],
  [
    'an update that has no room',
    [quota({ [GPUS]: 2 }, { [GPUS]: 0 })],
    {},
    'tight',
    /an update, which starts the new replica before it ends the old one, needs 3/,
  ],
  [
    'an autoscaler that has no room',
    [quota({ [GPUS]: 4 }, { [GPUS]: 0 })],
    { maxReplicas: 6 },
    'tight',
    /the autoscaler may ask for 6 requests\.nvidia\.com\/gpu, and the quota 'team' allows 4/i,
  ],
  [
    'cores by requests',
    [quota({ 'requests.cpu': '5500m' }, { 'requests.cpu': 0 })],
    {},
    'never',
    /2 × 3 = 6 requests\.cpu, and the quota 'team' allows 5\.5 in all/,
  ],
  [
    'cores by their short name',
    [quota({ cpu: '4' }, { cpu: 0 })],
    {},
    'never',
    /2 × 3 = 6 cpu/,
  ],
  [
    'memory by limits',
    [quota({ 'limits.memory': '48Gi' }, { 'limits.memory': '0' })],
    {},
    'never',
    /2 × 32Gi = 64Gi limits\.memory, and the quota 'team' allows 48Gi in all/,
  ],
  [
    'memory in use by others',
    [quota({ 'requests.memory': '64Gi' }, { 'requests.memory': '60Gi' })],
    {},
    'waits',
    /has 4Gi of 64Gi left now/,
  ],
  ['pods', [quota({ pods: 1 }, { pods: 0 })], {}, 'never', /2 pods/],
  [
    'count/pods',
    [quota({ 'count/pods': 10 }, { 'count/pods': 9 })],
    {},
    'waits',
    /1 of 10 left now/,
  ],
  [
    'objects that it has no part in',
    [quota({ 'count/secrets': 0, 'services.loadbalancers': 0 })],
    {},
    'room',
    /^No quota/,
  ],
  [
    'GPUs of another vendor',
    [quota({ 'requests.amd.com/gpu': 0 }, { 'requests.amd.com/gpu': 0 })],
    {},
    'room',
    /^No quota/,
  ],
  [
    'GPUs of another vendor that it does ask for',
    [quota({ 'requests.amd.com/gpu': 1 }, { 'requests.amd.com/gpu': 0 })],
    { resourceName: 'amd.com/gpu' },
    'never',
    /2 requests\.amd\.com\/gpu/,
  ],
  [
    'what pods do not state is refused',
    [
      quota(
        { 'requests.ephemeral-storage': '1Ti' },
        { 'requests.ephemeral-storage': 0 },
      ),
    ],
    {},
    'never',
    /counts requests\.ephemeral-storage, and a pod that does not state it is refused/,
  ],
  [
    'what a limit range fills in is stated',
    [
      quota(
        { 'requests.ephemeral-storage': '1Ti' },
        { 'requests.ephemeral-storage': 0 },
      ),
      limitRange({
        type: 'Container',
        defaultRequest: { 'ephemeral-storage': '10Gi' },
      }),
    ],
    {},
    'room',
    /1Ti of 1Ti requests\.ephemeral-storage left for the 20Gi/,
  ],
  [
    'a quota for pods of a priority that it has not',
    [
      quota({ [GPUS]: 0 }, undefined, {
        scopeSelector: {
          matchExpressions: [
            { scopeName: 'PriorityClass', operator: 'In', values: ['high'] },
          ],
        },
      }),
    ],
    {},
    'room',
    /^No quota/,
  ],
  [
    'a quota for pods that end',
    [quota({ [GPUS]: 0 }, undefined, { scopes: ['Terminating'] })],
    {},
    'room',
    /^No quota/,
  ],
  [
    'a quota for pods that go on',
    [quota({ [GPUS]: 0 }, { [GPUS]: 0 }, { scopes: ['NotTerminating'] })],
    {},
    'never',
    /allows 0 in all/,
  ],
  [
    'a container that is too large',
    [limitRange({ type: 'Container', max: { memory: '16Gi' } })],
    {},
    'never',
    /each replica may take 32Gi memory, and the limit range 'sizes' allows a container 16Gi/i,
  ],
  [
    'a pod that is too small',
    [limitRange({ type: 'Pod', min: { cpu: '4' } })],
    {},
    'never',
    /asks for 3 cpu, and the limit range 'sizes' wants a pod to ask for 4/,
  ],
  [
    'a limit too far above its request',
    [
      limitRange({
        type: 'Container',
        maxLimitRequestRatio: { cpu: '2', memory: '4' },
      }),
    ],
    {},
    'never',
    /take 2\.67 times the cpu that it asks for, and the limit range 'sizes' allows a container 2 times/,
  ],
  [
    'a claim’s limits are no pod’s',
    [limitRange({ type: 'PersistentVolumeClaim', max: { storage: '1Gi' } })],
    {},
    'room',
    /^No quota/,
  ],
  [
    'the worst is told first',
    [
      quota(
        { pods: 50, [GPUS]: 1, 'requests.cpu': 7 },
        { pods: 0, [GPUS]: 0, 'requests.cpu': 3 },
      ),
    ],
    {},
    'never',
    /nvidia/,
  ],
])('%s', (_, objects, ask, verdict, message) => {
  const found = room(objects, ask);
  expect([found.verdict, found.message]).toEqual([
    verdict,
    expect.stringMatching(message),
  ]);
});

it('says that a cluster does not show what it allows', () => {
  const { verdict, message } = room([], {}, 0, {
    knowledge: {
      resourcequotas: { status: 'forbidden', message: 'no' },
    },
  });
  expect(verdict).toBe('unknown');
  expect(message).toBe(
    'The quotas of the namespace are not known: the cluster does not let Backstage read them.',
  );
});

it('counts what the service holds already as its own', () => {
  const full = [quota({ [GPUS]: 4 }, { [GPUS]: 3 })];
  expect(room(full, {}, 2).verdict).toBe('room');
  expect(room(full, {}, 1).verdict).toBe('room');
  expect(room(full, {}, 0).verdict).toBe('waits');
});

it('has every figure, for whoever draws them', () => {
  const { limits, confirmedAt } = room([quota({ [GPUS]: 8 }, { [GPUS]: 7 })]);
  expect(limits).toEqual([
    expect.objectContaining({
      source: { apiVersion: 'v1', kind: 'ResourceQuota', name: 'team' },
      resource: GPUS,
      hard: 8,
      used: 7,
      left: 1,
      wanted: 2,
      verdict: 'waits',
    }),
  ]);
  expect(confirmedAt).toBeDefined();
});

it('leaves other namespaces alone', () => {
  const other = quota({ [GPUS]: 0 });
  expect(
    room([{ ...other, metadata: { ...other.metadata, namespace: 'other' } }])
      .verdict,
  ).toBe('room');
});

it('says that nobody knows', () => {
  expect(
    namespaceRoom(
      undefined,
      'chat',
      askOfPlacement({ cluster: 'x', replicas: 1, gpusPerReplica: 1 }),
    ),
  ).toMatchObject({
    verdict: 'unknown',
    message: expect.stringContaining('was never seen'),
  });
});
