import type { ClusterSummary } from '../api';
import { staticCluster } from '../fleet/__fixtures__/staticFleet';
import type { ServiceChoices } from '../gitops';
import type { Placement } from '../rendering';
import { cluster, h100, placed } from './placement.fixture';
import { replacementIn } from './replacement';

function quota(hard: number, used: number) {
  return {
    kind: 'ResourceQuota',
    metadata: { name: 'team', namespace: 'chat', uid: 'quota' },
    spec: { hard: { 'requests.nvidia.com/gpu': hard } },
    status: { used: { 'requests.nvidia.com/gpu': used } },
  };
}

const full = cluster({ gpus: [{ ...h100, free: 0, largestFreeBlock: 0 }] });
const two = cluster({ gpus: [{ ...h100, free: 2, largestFreeBlock: 2 }] });
const away = cluster({
  state: {
    status: 'unreachable',
    error: { message: 'connection refused', kind: 'refused' },
    retryAt: '2026-01-01T00:01:00Z',
  },
});

function view(
  choice: ServiceChoices['replacement'],
  summary: ClusterSummary | undefined,
  placement: Partial<Placement> = {},
  more: { running?: number; quota?: unknown } = {},
) {
  return replacementIn(choice, {
    cluster: summary,
    snapshot: staticCluster({
      name: 'cloud-eu',
      objects: more.quota ? [more.quota] : [],
    }),
    namespace: 'chat',
    placement: placed(placement),
    runtime: 'kserve',
    running: more.running,
  });
}

type Case = [
  name: string,
  args: Parameters<typeof view>,
  value: string,
  waits: boolean,
  message: RegExp,
];

it.each<Case>([
  [
    'room for one more',
    ['byRoom', cluster(), { replicas: 2 }],
    'startFirst',
    false,
    /^An update starts the new replica first: 10 of 16 GPUs are free and 2 replicas and one beside them need 3\.$/,
  ],
  [
    'none free beside the one that runs',
    ['byRoom', full, {}, { running: 1 }],
    'stopFirst',
    false,
    /^An update stops the old replica first, since 0 of 16 GPUs are free and a replica beside it needs 1\. With one replica nobody is answered/,
  ],
  [
    'the placement takes the last',
    ['byRoom', two, { replicas: 2 }],
    'stopFirst',
    false,
    /2 of 16 GPUs are free and 2 replicas and one beside them need 3\. Until the new one has loaded the model, 1 replica of 2 answers\.$/,
  ],
  [
    'what runs already is not started again',
    ['byRoom', two, { replicas: 2 }, { running: 2 }],
    'startFirst',
    false,
    /a replica beside them needs 1\.$/,
  ],
  [
    'fewer replicas than run',
    ['byRoom', two, { replicas: 1 }, { running: 3 }],
    'startFirst',
    false,
    /a replica beside it needs 1/,
  ],
  [
    'free GPUs that are on too many machines',
    [
      'byRoom',
      cluster({
        gpus: [{ ...h100, nodes: 4, free: 8, largestFreeBlock: 2 }],
      }),
      { gpusPerReplica: 4 },
      { running: 1 },
    ],
    'stopFirst',
    false,
    /8 of 16 GPUs are free, at most 2 on one machine, and a replica beside it needs 4/,
  ],
  [
    'free GPUs that are on enough machines for certain',
    [
      'byRoom',
      cluster({
        gpus: [{ ...h100, nodes: 2, free: 8, largestFreeBlock: 4 }],
      }),
      { gpusPerReplica: 4 },
    ],
    'startFirst',
    false,
    /1 replica and one beside it need 8/,
  ],
  [
    'GPUs free, and no quota for one more',
    ['byRoom', cluster(), { replicas: 2 }, { running: 2, quota: quota(2, 2) }],
    'stopFirst',
    false,
    /since the quota 'team' has 0 of 2 requests\.nvidia\.com\/gpu left, and 2 and one beside them need 3 in all/,
  ],
  [
    'quota of which others hold the rest',
    ['byRoom', cluster(), { replicas: 2 }, { running: 2, quota: quota(8, 8) }],
    'stopFirst',
    false,
    /has 0 of 8 requests/,
  ],
  [
    'quota for one more',
    ['byRoom', cluster(), { replicas: 2 }, { running: 2, quota: quota(8, 7) }],
    'startFirst',
    false,
    /10 of 16 GPUs are free/,
  ],
  [
    'a cluster that is away',
    ['byRoom', away],
    'startFirst',
    false,
    /is not known \(it is unreachable\), and the old version goes on serving/,
  ],
  [
    'a cluster that nobody saw',
    ['byRoom', undefined],
    'startFirst',
    false,
    /is not known, and/,
  ],
  [
    'a cluster that is away, and a quota that is known',
    ['byRoom', away, {}, { running: 1, quota: quota(1, 1) }],
    'stopFirst',
    false,
    /the quota 'team' has 0 of 1/,
  ],
  [
    'the new one first, as chosen, without room',
    ['startFirst', full, {}, { running: 1 }],
    'startFirst',
    true,
    /^An update would wait, since 0 of 16 GPUs are free and a replica beside it needs 1\. Until there is room the old version goes on serving\./,
  ],
  [
    'the old one first, as chosen, with room',
    ['stopFirst', cluster(), { replicas: 3 }],
    'stopFirst',
    false,
    /^An update stops the old replica first, which needs no GPUs more\. Until the new one has loaded the model, 2 replicas of 3 answer\.$/,
  ],
  [
    'what an autoscaler may start is not counted',
    ['byRoom', two, { replicas: 1, maxReplicas: 9 }],
    'startFirst',
    false,
    /1 replica and one beside it need 2/,
  ],
])('%s', (_, args, value, waits, message) => {
  const found = view(...args);
  expect([found.value, found.waits]).toEqual([value, waits]);
  expect(found.message).toMatch(message);
});
