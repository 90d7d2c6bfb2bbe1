import { conditions, type Json } from '../fleet/__fixtures__/objects';
import { observedProjections } from '../observed/projections';
import { assessAll } from './assessOne.fixture';
import {
  llm,
  LLM_UP,
  llmPod,
  made,
  madeGroups,
  podSpec,
  type Conditions,
} from './llmInferenceService.fixture';
import {
  assess,
  DELETED,
  IMAGE_PULL,
  saidOf,
  wantedOf,
  refusalOf,
  type Refusal,
  type ReportedCase,
} from './reported.fixture';

const STOP = 'serving.kserve.io/stop';

describe('the verdict on an LLMInferenceService', () => {
  it.each<ReportedCase>([
    {
      why: 'it serves',
      objects: [llm(), made(2, 2)],
      expected: {
        verdict: 'healthy',
        reason: 'Serving',
        message: '2 of 2 replicas serve.',
        since: '2026-11-23T10:00:00Z',
      },
      replicas: { desired: 2, updated: 2, ready: 2 },
    },
    {
      why: 'only KServe says that it serves',
      objects: [
        llm({
          status: {
            conditions: conditions({ Ready: 'True' }),
            workloads: { primary: { name: 'other', readyReplicas: 1 } },
          },
        }),
      ],
      expected: { verdict: 'healthy', message: '1 of 2 replicas serve.' },
      replicas: { desired: 2, ready: 1 },
    },
    {
      why: 'replicas start',
      objects: [llm(), made(2, 1)],
      expected: { verdict: 'progressing', reason: 'WaitingForPods' },
    },
    {
      why: 'a replica cannot start',
      objects: [llm(), made(2, 1), llmPod('p', IMAGE_PULL)],
      expected: { verdict: 'degraded', reason: 'ImagePull' },
    },
    {
      why: 'it is stopped by a person',
      objects: [
        llm({
          metadata: { annotations: { [STOP]: 'true' } },
          conditions: {
            MainWorkloadReady: ['False', 'Stopped', 'Service is stopped'],
            Ready: ['False', 'Stopped', 'Service is stopped'],
          },
        }),
      ],
      expected: {
        verdict: 'suspended',
        reason: 'Stopped',
        advice: expect.stringContaining(STOP),
        since: '2026-11-23T10:00:00Z',
      },
    },
    {
      why: 'it is scaled to zero by a person',
      objects: [llm({ spec: { replicas: 0 } }), made(0, 0)],
      expected: { verdict: 'suspended', reason: 'Stopped' },
    },
    {
      why: 'its autoscaler scaled it to zero',
      objects: [
        llm({
          spec: {
            replicas: undefined,
            scaling: { minReplicas: 0, maxReplicas: 3 },
          },
        }),
        made(0, 0),
      ],
      expected: { verdict: 'healthy', reason: 'Idle' },
    },
    {
      why: 'its generation is not observed',
      objects: [
        llm({
          metadata: { generation: 3 },
          status: { observedGeneration: 2, conditions: conditions(LLM_UP) },
        }),
      ],
      expected: { verdict: 'progressing', reason: 'RolloutInProgress' },
    },
    {
      why: 'its version counts no generations',
      objects: [llm({ metadata: { generation: 3 } }), made(2, 2)],
      expected: { verdict: 'healthy' },
    },
    {
      why: 'it is being deleted',
      objects: [llm(DELETED), made(2, 2)],
      expected: { verdict: 'progressing', reason: 'Deleting' },
    },
    {
      why: 'its status is empty',
      objects: [llm({ status: {} })],
      expected: {
        verdict: 'progressing',
        reason: 'WaitingForPods',
        message: 'KServe has not started it yet.',
      },
    },
    {
      why: 'prefill is down and decode serves',
      objects: [
        llm({ spec: { prefill: { replicas: 1, template: podSpec(1) } } }),
        made(2, 2),
        made(1, 0, '-kserve-prefill', 1),
      ],
      expected: {
        verdict: 'progressing',
        reason: 'WaitingForPods',
        message:
          'The part that reads prompts (prefill) is not well. 0 of 1 replica serves.',
      },
      replicas: { desired: 3, updated: 3, ready: 2 },
    },
    {
      why: 'prefill and decode serve',
      objects: [
        llm({ spec: { prefill: { replicas: 1, template: podSpec(1) } } }),
        made(2, 2),
        made(1, 1, '-kserve-prefill', 1),
      ],
      expected: {
        verdict: 'healthy',
        message:
          'Decode: 2 of 2 replicas serve; prefill: 1 of 1 replica serves.',
      },
    },
    {
      why: 'a group of several nodes is not complete',
      objects: [llm({ spec: { worker: podSpec(8) } }), madeGroups(2, 1)],
      expected: { verdict: 'progressing', reason: 'WaitingForPods' },
      replicas: { desired: 2, updated: 2, ready: 1 },
    },
  ])('when $why', given => {
    expect(saidOf(given)).toEqual(wantedOf(given));
  });

  it.each<[string, Conditions, Json, Json]>([
    [
      'its configuration is not found',
      {
        PresetsCombined: ['False', 'ConfigNotFound', 'no config "x"'],
        Ready: 'Unknown',
      },
      {},
      {
        verdict: 'degraded',
        reason: 'InvalidSpec',
        message: 'KServe cannot run what is written: no config "x".',
      },
    ],
    [
      'the route is refused',
      {
        HTTPRoutesReady: ['False', 'HTTPRoutesNotReady', 'not accepted'],
        RouterReady: ['False', 'HTTPRoutesNotReady', 'not accepted'],
        Ready: 'False',
      },
      {},
      {
        verdict: 'degraded',
        reason: 'RouteNotReady',
        message:
          '2 of 2 replicas serve, but it cannot be reached yet: not accepted.',
      },
    ],
    [
      'the gateway has not seen the pool yet',
      {
        InferencePoolReady: [
          'False',
          'WaitingForGateway',
          'nobody accepted it',
        ],
        Ready: 'False',
      },
      {},
      { verdict: 'progressing', reason: 'RouteNotReady' },
    ],
    [
      'the scheduler starts',
      {
        SchedulerWorkloadReady: ['False', 'MinimumReplicasUnavailable', 'wait'],
        Ready: 'False',
      },
      {},
      { verdict: 'progressing', reason: 'RouteNotReady' },
    ],
    [
      'the autoscaler does not work',
      {
        ScalingReady: ['False', 'FailedGetExternalMetric', 'no metrics'],
        Ready: 'False',
      },
      {},
      {
        verdict: 'degraded',
        reason: 'NotReady',
        message:
          '2 of 2 replicas serve, but its autoscaler does not work: no metrics.',
      },
    ],
    [
      'some of its group take no traffic (True is bad)',
      {
        ...LLM_UP,
        GroupReady: 'True',
        GroupDegraded: ['True', 'MemberDivergence', 'a, b'],
      },
      {},
      {
        verdict: 'degraded',
        reason: 'RouteNotReady',
        message:
          '2 of 2 replicas serve, but some services of its group take no traffic: a, b.',
      },
    ],
    [
      'its group is whole (False is good)',
      { ...LLM_UP, GroupReady: 'True', GroupDegraded: 'False' },
      {},
      { verdict: 'healthy', reason: 'Serving' },
    ],
    [
      'its group is broken',
      { ...LLM_UP, GroupReady: ['False', 'ModelNameMismatch', 'two names'] },
      {},
      { verdict: 'degraded', reason: 'RouteNotReady' },
    ],
    [
      'Ready is unknown and nothing says why',
      { ...LLM_UP, Ready: 'Unknown' },
      {},
      { verdict: 'progressing', reason: 'WaitingForPods' },
    ],
    [
      'what is not configured has no condition',
      { WorkloadsReady: 'True', RouterReady: 'True', Ready: 'True' },
      {},
      { verdict: 'healthy' },
    ],
  ])('when %s', (_why, found, spec, expected) => {
    const objects = [llm({ conditions: found, spec }), made(2, 2)];
    expect(assess(objects)?.judgement).toMatchObject(expected);
  });

  it.each<[string, readonly [string, string, string?], Json]>([
    [
      'starts',
      ['False', 'MinimumReplicasUnavailable', 'no minimum'],
      { verdict: 'progressing', reason: 'WaitingForPods' },
    ],
    [
      'is late',
      ['False', 'ProgressDeadlineExceeded', 'timed out'],
      { verdict: 'degraded', reason: 'RolloutStalled' },
    ],
    [
      'cannot be made',
      ['False', 'ReconcileSingleNodeWorkloadError', 'denied'],
      {
        verdict: 'degraded',
        reason: 'NotReady',
        message: 'The model is not up yet: denied.',
      },
    ],
  ])(
    'goes by the condition of a workload that is not seen, when it %s',
    (_why, condition, expected) => {
      const found = { MainWorkloadReady: condition, Ready: 'False' } as const;
      expect(assess([llm({ conditions: found })])?.judgement).toMatchObject(
        expected,
      );
    },
  );

  it.each<Refusal>([
    ['spec.replicas', llm({ spec: { replicas: '2' } })],
    ['spec.model.uri', llm({ spec: { model: { uri: ['hf://x'] } } })],
    ['spec.prefill', llm({ spec: { prefill: true } })],
    ['status.conditions[0].type', llm({ status: { conditions: [{}] } })],
    [
      'status.workloads.primary.readyReplicas',
      llm({
        status: { workloads: { primary: { name: 'x', readyReplicas: '1' } } },
      }),
    ],
  ])('refuses a wrong type at %s', (path, raw) => {
    expect(refusalOf(raw)).toMatchObject({ name: 'InvalidObjectError', path });
  });
});

describe('what an LLMInferenceService is', () => {
  it('names model, engine, URL, revisions and GPUs, and speaks for what it made', () => {
    const all = assessAll([
      llm({ spec: { prefill: { template: podSpec(1) } } }),
      made(2, 2),
      made(1, 1, '-kserve-prefill', 1),
    ]);
    expect(all).toMatchObject([
      {
        ref: { kind: 'LLMInferenceService' },
        runtime: 'vLLM',
        artifactUri: 'hf://Qwen/Qwen3-32B',
        url: 'https://llm.example.com/chat/assistant',
        gpus: [
          { resourceName: 'nvidia.com/gpu', perReplica: 2 },
          { resourceName: 'nvidia.com/gpu', perReplica: 1 },
        ],
      },
    ]);
  });

  it.each<[string, Json | undefined, number]>([
    ['stages', { pipeline: 3 }, 3 * 8],
    ['copies that several pods hold', { data: 32, dataLocal: 8 }, 4 * 8],
    ['no layout', undefined, 8],
  ])(
    'counts the GPUs of a group that is not made yet: %s',
    (_why, parallelism, perReplica) => {
      const raw = llm({
        spec: { parallelism, template: podSpec(8), worker: podSpec(8) },
      });
      expect(assess([raw])?.gpus).toEqual([
        { resourceName: 'nvidia.com/gpu', perReplica },
      ]);
    },
  );

  it('takes the first of several addresses', () => {
    const status = {
      addresses: [{ url: 'https://first' }, { url: 'https://b' }],
    };
    expect(assess([llm({ status })])?.url).toBe('https://first');
  });

  it('reads the former version of the API alike', () => {
    const projection = observedProjections.find(
      ({ resource }) => resource.kind === 'LLMInferenceService',
    );
    expect(projection?.resource.versions).toEqual(['v1alpha2', 'v1alpha1']);
    const former = {
      ...llm(),
      apiVersion: 'serving.kserve.io/v1alpha1',
    };
    expect(projection?.project(former)).toEqual(projection?.project(llm()));
  });
});
