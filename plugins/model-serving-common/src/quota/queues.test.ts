import { staticCluster } from '../fleet/__fixtures__/staticFleet';
import { askOfPlacement } from './ask';
import { namespaceRoom } from './namespaceRoom';

function queues(
  resources: readonly Record<string, unknown>[],
  spec: Record<string, unknown> = {},
  reserved: readonly Record<string, unknown>[] = [],
) {
  return [
    {
      kind: 'LocalQueue',
      apiVersion: 'kueue.x-k8s.io/v1beta2',
      metadata: { name: 'gpus', namespace: 'chat', uid: 'local' },
      spec: { clusterQueue: 'pool' },
    },
    {
      kind: 'ClusterQueue',
      apiVersion: 'kueue.x-k8s.io/v1beta2',
      metadata: { name: 'pool', uid: 'pool' },
      spec: {
        resourceGroups: [{ flavors: [{ name: 'h100', resources }] }],
        ...spec,
      },
      status: { flavorsReservation: [{ name: 'h100', resources: reserved }] },
    },
  ];
}

const GPU = 'nvidia.com/gpu';

it.each<
  [
    name: string,
    objects: readonly unknown[],
    queue: string | undefined,
    verdict: string,
    message: RegExp,
  ]
>([
  ['no queue is named', queues([]), undefined, 'room', /^No quota/],
  [
    'the queue is not there',
    queues([]),
    'other',
    'never',
    /the namespace has no such queue/,
  ],
  [
    'there is room',
    queues([{ name: GPU, nominalQuota: 8 }], {}, [{ name: GPU, total: '5' }]),
    'gpus',
    'room',
    /The queue 'pool' has 3 of 8 nvidia\.com\/gpu left/,
  ],
  [
    'more than it ever gives',
    queues([{ name: GPU, nominalQuota: 1 }]),
    'gpus',
    'never',
    /asks for 2 nvidia\.com\/gpu, and the queue 'pool' gives 1 at most/,
  ],
  [
    'what others lend',
    queues([{ name: GPU, nominalQuota: 1, borrowingLimit: 4 }], {
      cohortName: 'all',
    }),
    'gpus',
    'waits',
    /has 1 of its 1 left now/,
  ],
  [
    'a limit of what others lend',
    queues([{ name: GPU, nominalQuota: 0, borrowingLimit: 1 }], {
      cohort: 'all',
    }),
    'gpus',
    'never',
    /gives 1 at most/,
  ],
  [
    'a person stopped it',
    queues([{ name: GPU, nominalQuota: 8 }], { stopPolicy: 'Hold' }),
    'gpus',
    'waits',
    /was stopped and admits nothing/,
  ],
])('a queue: %s', (_, objects, queue, verdict, message) => {
  const ask = askOfPlacement({
    cluster: 'east',
    replicas: 2,
    gpusPerReplica: 1,
  });
  const found = namespaceRoom(
    staticCluster({ name: 'east', objects }),
    'chat',
    { ...ask, ...(queue !== undefined && { queue }) },
  );
  expect([found.verdict, found.message]).toEqual([
    verdict,
    expect.stringMatching(message),
  ]);
});
