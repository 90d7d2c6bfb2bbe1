import {
  conditions,
  deployment,
  pod,
  replicaSet,
  type Json,
} from '../fleet/__fixtures__/objects';
import { assessAll } from './assessOne.fixture';
import {
  assess,
  custom,
  DELETED,
  IMAGE_PULL,
  saidOf,
  wantedOf,
  refusalOf,
  type Refusal,
  type ReportedCase,
  NAME,
} from './reported.fixture';

const object = custom('argoproj.io/v1alpha1', 'Rollout');
const LABELS = { app: NAME };
const STEPS = [
  { setWeight: 20 },
  { pause: {} },
  { setWeight: 60 },
  { pause: {} },
];

function rollout(
  options: { spec?: Json; canary?: Json; status?: Json; metadata?: Json } = {},
): Json {
  return object({
    metadata: options.metadata,
    spec: {
      replicas: 4,
      selector: { matchLabels: LABELS },
      strategy: { canary: { steps: STEPS, ...options.canary } },
      template: {
        metadata: { labels: LABELS },
        spec: {
          containers: [
            {
              name: 'engine',
              image: 'vllm/vllm-openai:v0.11.0',
              args: ['serve', 'Qwen/Qwen3-8B'],
              resources: { limits: { 'nvidia.com/gpu': '1' } },
            },
          ],
        },
      },
      ...options.spec,
    },
    status: options.status ?? status({ phase: 'Healthy' }),
  });
}

function status(more: Json = {}): Json {
  return {
    observedGeneration: '1',
    replicas: 4,
    readyReplicas: 4,
    updatedReplicas: 4,
    availableReplicas: 4,
    currentPodHash: 'aaa',
    stableRS: 'aaa',
    currentStepIndex: 4,
    ...more,
  };
}

/** The new version `bbb` is at the first pause of its plan. */
const PAUSED = status({
  phase: 'Paused',
  message: 'CanaryPauseStep',
  updatedReplicas: 1,
  currentPodHash: 'bbb',
  currentStepIndex: 1,
  pauseConditions: [
    { reason: 'CanaryPauseStep', startTime: '2026-11-23T11:50:00Z' },
  ],
});

const newPod = (options: Parameters<typeof pod>[1]) =>
  pod('assistant-bbb-0', {
    node: 'a',
    ...options,
    labels: { ...LABELS, 'rollouts-pod-template-hash': 'bbb' },
  });

const LATE = {
  phase: 'Degraded',
  message: 'ProgressDeadlineExceeded',
  currentPodHash: 'bbb',
  updatedReplicas: 1,
  conditions: conditions({
    Progressing: ['False', 'ProgressDeadlineExceeded', 'timed out'],
  }),
};

describe('the verdict on a Rollout', () => {
  it.each<ReportedCase>([
    {
      why: 'all serve',
      objects: [rollout()],
      expected: {
        verdict: 'healthy',
        reason: 'Serving',
        message: '4 of 4 replicas serve.',
      },
      replicas: { desired: 4, updated: 4, ready: 4 },
    },
    {
      why: 'it goes on',
      objects: [
        rollout({
          status: status({
            phase: 'Progressing',
            message: 'more replicas need to be updated',
            currentPodHash: 'bbb',
            currentStepIndex: 0,
          }),
        }),
      ],
      expected: {
        verdict: 'progressing',
        reason: 'RolloutInProgress',
        message:
          '4 of 4 replicas serve; step 1 of 4; more replicas need to be updated.',
      },
    },
    {
      why: 'its plan says to wait',
      objects: [rollout({ status: PAUSED })],
      expected: {
        verdict: 'suspended',
        reason: 'Paused',
        message:
          'The rollout is paused: its plan says to wait here; step 2 of 4; 4 of 4 replicas serve.',
        since: '2026-11-23T11:50:00Z',
        advice: expect.stringContaining('Promote'),
      },
    },
    {
      why: 'a person paused it',
      objects: [
        rollout({
          status: status({ phase: 'Paused', message: 'manually paused' }),
        }),
      ],
      expected: {
        verdict: 'suspended',
        reason: 'Paused',
        message: expect.stringContaining('manually paused'),
      },
    },
    {
      why: 'it was aborted',
      objects: [
        rollout({
          status: status({
            phase: 'Degraded',
            message: 'RolloutAborted: metric "errors" failed',
            abort: true,
            abortedAt: '2026-11-23T11:00:00Z',
          }),
        }),
      ],
      expected: {
        verdict: 'degraded',
        reason: 'RolloutStalled',
        message:
          'The rollout was aborted, the former version serves: 4 of 4 replicas serve; RolloutAborted: metric "errors" failed.',
        since: '2026-11-23T11:00:00Z',
      },
    },
    {
      why: 'the deadline passed and nothing says why',
      objects: [rollout({ status: status(LATE) })],
      expected: { verdict: 'degraded', reason: 'RolloutStalled' },
    },
    {
      why: 'the deadline passed while the model loads (Argo CD: Degraded)',
      objects: [
        rollout({ status: status(LATE) }),
        newPod({
          containerStatuses: [
            {
              name: 'kserve-container',
              ready: false,
              started: false,
              restartCount: 0,
              state: { running: {} },
            },
          ],
        }),
      ],
      expected: { verdict: 'progressing', reason: 'SlowStart' },
    },
    {
      why: 'the new image cannot be fetched (Argo CD: Progressing)',
      objects: [
        rollout({
          status: status({ phase: 'Progressing', currentPodHash: 'bbb' }),
        }),
        newPod(IMAGE_PULL),
      ],
      expected: { verdict: 'degraded', reason: 'ImagePull' },
    },
    {
      why: 'it cannot be run',
      objects: [
        rollout({
          status: status({
            conditions: conditions({
              InvalidSpec: ['True', 'InvalidSpec', 'no strategy'],
            }),
          }),
        }),
      ],
      expected: {
        verdict: 'degraded',
        reason: 'InvalidSpec',
        message: 'Argo Rollouts cannot run what is written: no strategy.',
      },
    },
    {
      why: 'it is scaled to zero (Argo CD: Healthy)',
      objects: [rollout({ spec: { replicas: 0 } })],
      expected: { verdict: 'suspended', reason: 'Stopped' },
    },
    {
      why: 'its generation is not observed',
      objects: [rollout({ metadata: { generation: 2 } })],
      expected: { verdict: 'progressing', reason: 'RolloutInProgress' },
    },
    {
      why: 'the Deployment that it refers to has changed',
      objects: [
        rollout({
          metadata: {
            annotations: { 'rollout.argoproj.io/workload-generation': '3' },
          },
          spec: { workloadRef: { name: NAME } },
          status: status({ phase: 'Healthy', workloadObservedGeneration: '2' }),
        }),
      ],
      expected: { verdict: 'progressing', reason: 'RolloutInProgress' },
    },
    {
      why: 'it is being deleted',
      objects: [rollout(DELETED)],
      expected: { verdict: 'progressing', reason: 'Deleting' },
    },
    {
      why: 'its status is empty',
      objects: [rollout({ status: {} })],
      expected: { verdict: 'progressing', reason: 'RolloutInProgress' },
    },
  ])('when $why', given => {
    expect(saidOf(given)).toEqual(wantedOf(given));
  });

  it.each([
    ['a number', '1', 'healthy'],
    ['an older number', '0', 'progressing'],
    ['the hash of an old version', '58b949649c', 'healthy'],
    ['a hash of digits', '8575574967', 'healthy'],
  ])('reads %s as the generation observed', (_name, observed, verdict) => {
    const raw = rollout({
      status: status({ phase: 'Healthy', observedGeneration: observed }),
    });
    expect(assess([raw])?.judgement.verdict).toBe(verdict);
  });

  it.each<Refusal>([
    [
      'status.observedGeneration',
      rollout({ status: { observedGeneration: 1 } }),
    ],
    [
      'spec.strategy.canary.steps[0].setWeight',
      rollout({ canary: { steps: [{ setWeight: '20' }] } }),
    ],
    [
      'status.pauseConditions[0].reason',
      rollout({ status: { pauseConditions: [{}] } }),
    ],
    [
      'status.canary.weights.canary.weight',
      rollout({
        status: { canary: { weights: { canary: { weight: '20%' } } } },
      }),
    ],
  ])('refuses a wrong type at %s', (path, raw) => {
    expect(refusalOf(raw)).toMatchObject({ name: 'InvalidObjectError', path });
  });
});

describe('the revisions of a Rollout', () => {
  const sets = (['aaa', 'bbb'] as const).map((hash, index) => {
    const ready = hash === 'aaa' ? 3 : 1;
    const raw = replicaSet(`assistant-${hash}`, {
      owner: NAME,
      revision: index + 1,
      hash,
      replicas: ready,
      ready,
      image: `vllm/vllm-openai:${hash}`,
    });
    const metadata: Json = {
      ...Object(raw.metadata),
      labels: { 'rollouts-pod-template-hash': hash },
      annotations: { 'rollout.argoproj.io/revision': String(index + 1) },
      ownerReferences: [
        {
          kind: 'Rollout',
          name: NAME,
          uid: `Rollout-${NAME}`,
          controller: true,
        },
      ],
    };
    return { ...raw, metadata };
  });
  const WEIGHTS = {
    canary: { weight: 30, podTemplateHash: 'bbb' },
    stable: { weight: 70, podTemplateHash: 'aaa' },
  };

  it.each<[string, Json, 'traffic' | 'replicas', number, number]>([
    ['the plan has them', { status: PAUSED }, 'replicas', 20, 80],
    [
      'the plan is at its second weight',
      { status: { ...PAUSED, currentStepIndex: 2 } },
      'replicas',
      60,
      40,
    ],
    [
      'there is no plan',
      { canary: { steps: [] }, status: PAUSED },
      'replicas',
      25,
      75,
    ],
    [
      'a router measures them',
      {
        canary: { trafficRouting: { nginx: {} } },
        status: { ...PAUSED, canary: { weights: WEIGHTS } },
      },
      'traffic',
      30,
      70,
    ],
    [
      'a router counts to another sum',
      {
        canary: { trafficRouting: { maxTrafficWeight: 1000 } },
        status: { ...PAUSED, canary: { weights: WEIGHTS } },
      },
      'traffic',
      3,
      7,
    ],
    [
      'the router denies them',
      {
        canary: { trafficRouting: { alb: {} } },
        status: {
          ...PAUSED,
          canary: { weights: { ...WEIGHTS, verified: false } },
        },
      },
      'replicas',
      20,
      80,
    ],
    [
      'there is no router, whatever an old status says',
      { status: { ...PAUSED, canary: { weights: WEIGHTS } } },
      'replicas',
      20,
      80,
    ],
    [
      'the former version has all of a blue-green rollout',
      {
        spec: { strategy: { blueGreen: { activeService: 'x' } } },
        status: { ...PAUSED, blueGreen: { activeSelector: 'aaa' } },
      },
      'replicas',
      0,
      100,
    ],
    [
      'it was aborted',
      { status: { ...PAUSED, phase: 'Degraded', abort: true } },
      'replicas',
      25,
      75,
    ],
  ])('have shares when %s', (_name, options, kind, fresh, former) => {
    expect(assess([rollout(options), ...sets])?.revisions).toMatchObject([
      {
        name: 'revision 2',
        image: 'vllm/vllm-openai:bbb',
        current: true,
        ready: 1,
        share: { kind, percent: fresh },
      },
      {
        name: 'revision 1',
        current: false,
        ready: 3,
        share: { kind, percent: former },
      },
    ]);
  });

  it('takes template and selector of the Deployment that it refers to, and speaks for it', () => {
    const raw = rollout({
      spec: {
        template: undefined,
        selector: undefined,
        workloadRef: {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: 'lent',
        },
      },
    });
    const lent = deployment('lent', {
      replicas: 0,
      gpus: 2,
      args: ['--model', 'Qwen/Qwen3-8B'],
    });
    expect(assessAll([raw, lent])).toMatchObject([
      {
        ref: { kind: 'Rollout' },
        runtime: 'vLLM',
        artifactUri: 'hf://Qwen/Qwen3-8B',
        gpus: [{ resourceName: 'nvidia.com/gpu', perReplica: 2 }],
      },
    ]);
  });

  it('leaves out one that serves no model', () => {
    expect(assessAll([rollout({ spec: { template: {} } })])).toEqual([]);
  });
});
