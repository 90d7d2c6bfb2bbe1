import { pod, type PodOptions } from '../fleet/__fixtures__/objects';
import { AWAY, NOW, staticCluster } from '../fleet/__fixtures__/staticFleet';
import { podsToDiagnose } from './podsToDiagnose';

const container = (status: object) => ({
  containerStatuses: [
    { name: 'kserve-container', ready: false, restartCount: 0, ...status },
  ],
});
const backOff = {
  restartCount: 3,
  state: { waiting: { reason: 'CrashLoopBackOff' } },
  lastState: { terminated: { exitCode: 1 } },
};

function diagnose(pods: readonly PodOptions[], away = false) {
  const objects = pods.map((options, index) => pod(`p${index}`, options));
  const cluster = staticCluster({
    name: 'east',
    objects,
    ...(away && { state: AWAY }),
  });
  return podsToDiagnose(cluster, new Date(NOW));
}

const scheduled = (since: string) => [
  { type: 'PodScheduled', status: 'True', lastTransitionTime: since },
];

describe('podsToDiagnose', () => {
  it.each<[string, PodOptions, readonly object[] | undefined]>([
    ['serves', { node: 'n', ready: true }, undefined],
    [
      'is being removed',
      {
        node: 'n',
        ...container(backOff),
        metadata: { deletionTimestamp: NOW },
      },
      undefined,
    ],
    [
      'waits in a queue',
      {
        conditions: [
          {
            type: 'PodScheduled',
            status: 'False',
            reason: 'SchedulingGated',
          },
        ],
      },
      undefined,
    ],
    [
      'started just now',
      { node: 'n', conditions: scheduled('2026-11-23T11:59:40Z') },
      undefined,
    ],
    [
      'finds no machine',
      {
        conditions: [
          { type: 'PodScheduled', status: 'False', reason: 'Unschedulable' },
        ],
      },
      [],
    ],
    [
      'crashes',
      { node: 'n', ...container(backOff) },
      [{ container: 'kserve-container', previous: true }],
    ],
    [
      'has ended and was not started again yet',
      { node: 'n', ...container({ state: { terminated: { exitCode: 1 } } }) },
      [{ container: 'kserve-container', previous: false }],
    ],
    [
      'cannot fetch its image',
      {
        node: 'n',
        ...container({ state: { waiting: { reason: 'ErrImagePull' } } }),
      },
      [],
    ],
    [
      'loads for minutes',
      {
        node: 'n',
        conditions: scheduled('2026-11-23T11:50:00Z'),
        ...container({ state: { running: { startedAt: NOW } } }),
      },
      [{ container: 'kserve-container', previous: false }],
    ],
  ])('a pod that %s', (_, options, logs) => {
    const found = diagnose([options]);
    expect(found.map(item => item.logs)).toEqual(logs ? [logs] : []);
  });

  it('asks for two of the replicas that fail alike', () => {
    const failing = { node: 'n', owner: 'rs', ...container(backOff) };
    expect(diagnose(Array.from({ length: 40 }, () => failing))).toHaveLength(2);
  });

  it('asks nothing of a cluster that is away', () => {
    expect(diagnose([{ node: 'n', ...container(backOff) }], true)).toEqual([]);
  });

  it('has a stamp that changes with the next crash', () => {
    const once = diagnose([{ node: 'n', ...container(backOff) }]);
    const again = diagnose([
      { node: 'n', ...container({ ...backOff, restartCount: 4 }) },
    ]);
    expect(once[0]?.stamp).not.toBe(again[0]?.stamp);
  });
});
