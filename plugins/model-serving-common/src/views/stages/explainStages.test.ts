import type { Rollout, Stage } from '../../api/types';
import {
  deployment,
  deploymentStatus,
  pod,
  node,
  type Json,
  type PodOptions,
} from '../../fleet/__fixtures__/objects';
import { AWAY, type StaticCluster } from '../../fleet/__fixtures__/staticFleet';
import { requestFor, service } from '../request.fixture';
import { argo, rowIn, SYNCED } from '../rollouts.fixture';
import { rolloutsView } from '../rolloutsView';
import { STAGES } from './names';

const LABELS = { app: 'assistant' };
const SINCE = '2026-11-23T11:30:00Z';

function rowOf(
  pods: readonly PodOptions[],
  options: {
    ready?: number;
    cluster?: Partial<StaticCluster>;
    hub?: Partial<StaticCluster>;
    delivery?: Json;
    objects?: readonly Json[];
  } = {},
): Rollout {
  const wanted = Math.max(pods.length, 1);
  const serving = deployment('assistant', {
    replicas: wanted,
    status: deploymentStatus(wanted, options.ready ?? 0),
    annotations: {
      'modelfleet.dev/service-ref': 'component:default/assistant',
    },
  });
  const view = rolloutsView(
    requestFor(service('assistant', ['east']), [
      {
        name: 'hub',
        objects: [argo('east', options.delivery ?? SYNCED)],
        ...options.hub,
      },
      {
        name: 'east',
        objects: options.objects ?? [
          node('n', { gpus: 2 }),
          serving,
          ...pods.map((given, index) =>
            pod(`p${index}`, { labels: LABELS, ...given }),
          ),
        ],
        ...options.cluster,
      },
    ]),
  );
  const row = rowIn(view.items, 'east');
  if (!row) throw new Error('No row');
  return row;
}

function states({ stages = [] }: Rollout): string {
  return stages.map(step => `${step.stage} ${step.state}`).join(', ');
}

function stage(row: Rollout, name: Stage['stage']): Stage | undefined {
  return row.stages?.find(candidate => candidate.stage === name);
}

const waitsForGpu: PodOptions = {
  conditions: [
    {
      type: 'PodScheduled',
      status: 'False',
      reason: 'Unschedulable',
      message: '0/1 nodes are available: 1 Insufficient nvidia.com/gpu.',
      lastTransitionTime: SINCE,
    },
  ],
};
const noImage: PodOptions = {
  node: 'n',
  phase: 'Pending',
  containerStatuses: [
    {
      name: 'kserve-container',
      ready: false,
      restartCount: 0,
      state: { waiting: { reason: 'ImagePullBackOff', message: 'not found' } },
    },
  ],
};
const downloading: PodOptions = {
  node: 'n',
  phase: 'Pending',
  initContainerStatuses: [
    {
      name: 'storage-initializer',
      ready: false,
      restartCount: 0,
      state: { running: { startedAt: SINCE } },
    },
  ],
  containerStatuses: [
    {
      name: 'kserve-container',
      ready: false,
      restartCount: 0,
      state: { waiting: { reason: 'PodInitializing' } },
    },
  ],
};
const crashing: PodOptions = {
  node: 'n',
  containerStatuses: [
    {
      name: 'kserve-container',
      ready: false,
      restartCount: 3,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: {
        terminated: {
          exitCode: 1,
          reason: 'Error',
          message: 'torch.OutOfMemoryError: CUDA out of memory.',
        },
      },
    },
  ],
};
const serves: PodOptions = { node: 'n', ready: true };

const CASES: readonly {
  readonly why: string;
  readonly row: () => Rollout;
  readonly expected: string;
}[] = [
  {
    why: 'no GPU is free',
    row: () => rowOf([waitsForGpu]),
    expected:
      'delivery done, admission done, scheduling blocked, image waiting, download waiting, load waiting, readiness waiting, route waiting',
  },
  {
    why: 'there is no such image',
    row: () => rowOf([noImage]),
    expected:
      'delivery done, admission done, scheduling done, image blocked, download waiting, load waiting, readiness waiting, route waiting',
  },
  {
    why: 'the model is on its way',
    row: () => rowOf([downloading]),
    expected:
      'delivery done, admission done, scheduling done, image done, download doing, load waiting, readiness waiting, route waiting',
  },
  {
    why: 'it crashes, and gets the model itself',
    row: () => rowOf([crashing]),
    expected:
      'delivery done, admission done, scheduling done, image done, download unknown, load blocked, readiness waiting, route waiting',
  },
  {
    why: 'one serves, and another one waits for a GPU',
    row: () => rowOf([serves, waitsForGpu], { ready: 1 }),
    expected:
      'delivery done, admission done, scheduling blocked, image doing, download unknown, load doing, readiness doing, route doing',
  },
  {
    why: 'one crashes, and another one waits for a GPU: the worse one decides',
    row: () => rowOf([waitsForGpu, crashing]),
    expected:
      'delivery done, admission done, scheduling doing, image doing, download unknown, load blocked, readiness waiting, route waiting',
  },
  {
    why: 'nothing was made yet',
    row: () => rowOf([]),
    expected:
      'delivery done, admission doing, scheduling waiting, image waiting, download waiting, load waiting, readiness waiting, route waiting',
  },
  {
    why: 'it is wanted, and the change could not be applied',
    row: () =>
      rowOf([], {
        objects: [],
        delivery: {
          operationState: { phase: 'Failed', message: 'no such namespace' },
          sync: { status: 'OutOfSync' },
        },
      }),
    expected:
      'delivery blocked, admission waiting, scheduling waiting, image waiting, download waiting, load waiting, readiness waiting, route waiting',
  },
  {
    why: 'its cluster is away',
    row: () => rowOf([serves], { ready: 1, cluster: { state: AWAY } }),
    expected:
      'delivery done, admission unknown, scheduling unknown, image unknown, download unknown, load unknown, readiness unknown, route unknown',
  },
];

describe('the explanation of a row', () => {
  it.each(CASES)('$why', ({ row, expected }) => {
    expect(states(row())).toBe(expected);
  });

  it.each(CASES)('agrees with the verdict: $why', ({ row }) => {
    const { judgement, stages = [], workload } = row();
    expect(stages.map(({ stage: name }) => name)).toEqual(STAGES);
    const blocked = stages.filter(({ state }) => state === 'blocked');
    expect(blocked.length).toBeLessThanOrEqual(1);
    expect(
      blocked.every(({ message }) =>
        [judgement.message, workload?.judgement.message].includes(message),
      ),
    ).toBe(true);
    expect(stages.every(({ message }) => message.length > 0)).toBe(true);
  });

  it('is not made for what serves', () => {
    expect(rowOf([serves], { ready: 1 }).stages).toBeUndefined();
  });

  it('says where each instance is that is not where the worst one is', () => {
    expect(stage(rowOf([waitsForGpu, crashing]), 'scheduling')).toMatchObject({
      message: expect.stringMatching(
        /^1 of 2 instances is at this step: each replica needs 1 × /,
      ),
      since: SINCE,
      advice: expect.any(String),
      evidence: [expect.objectContaining({ path: 'PodScheduled' })],
    });
  });

  it('says what a step that is done was read from', () => {
    const row = rowOf([crashing]);
    expect(stage(row, 'delivery')).toMatchObject({
      message: 'Argo CD applied the change 1234567.',
      since: '2026-11-23T11:00:00Z',
    });
    expect(stage(row, 'scheduling')).toMatchObject({
      message: 'It has a machine.',
      evidence: [{ path: 'spec.nodeName', text: 'n' }],
    });
  });

  it('does not call a failed delivery the cause of what an earlier version does', () => {
    const row = rowOf([crashing], {
      delivery: {
        ...SYNCED,
        sync: { status: 'OutOfSync', revision: 'a'.repeat(40) },
        operationState: { phase: 'Failed', message: 'no such namespace' },
      },
    });
    expect(row.judgement.reason).toBe('GpuOutOfMemory');
    expect(stage(row, 'delivery')).toMatchObject({
      state: 'doing',
      message: expect.stringMatching(
        /^The change 1234567 is in the cluster\. Argo CD could not apply the change aaaaaaa: /,
      ),
      advice: expect.any(String),
    });
    expect(stage(row, 'load')).toMatchObject({
      state: 'blocked',
      message: row.workload?.judgement.message,
    });
  });

  it('does not take what an absent hub said for how it is', () => {
    const row = rowOf([noImage], { hub: { state: AWAY } });
    expect(stage(row, 'delivery')).toMatchObject({
      state: 'unknown',
      message: expect.stringContaining('hub, which reports the delivery'),
    });
  });

  it('does not take pods that may not be read for none', () => {
    const row = rowOf([], {
      cluster: {
        knowledge: { pods: { status: 'forbidden', message: 'no' } },
      },
      objects: [
        deployment('assistant', {
          replicas: 1,
          status: deploymentStatus(1, 0),
          annotations: {
            'modelfleet.dev/service-ref': 'component:default/assistant',
          },
        }),
        node('n'),
      ],
    });
    expect(row.judgement.verdict).toBe('progressing');
    expect(states(row)).toBe(
      'delivery done, admission unknown, scheduling unknown, image unknown, download unknown, load unknown, readiness doing, route waiting',
    );
  });
});
