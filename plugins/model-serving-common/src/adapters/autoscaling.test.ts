import type { Judgement } from '../api/types';
import {
  conditions,
  deployment,
  inferenceService,
  type Json,
} from '../fleet/__fixtures__/objects';
import { assessOne } from './assessOne.fixture';
import { custom } from './reported.fixture';

const scaledObject = custom('keda.sh/v1alpha1', 'ScaledObject');

const NAME = 'assistant';
const AT_REST = { Ready: 'True', Active: 'False', Paused: 'False' } as const;

function scaler(
  found: Parameters<typeof conditions>[0],
  spec: Json = {},
  target = NAME,
): Json {
  return scaledObject({
    metadata: { name: NAME },
    spec: {
      scaleTargetRef: { name: target },
      idleReplicaCount: 0,
      minReplicaCount: 1,
      ...spec,
    },
    status: { conditions: conditions(found) },
  });
}

const STOPPED = deployment(NAME, { replicas: 0 });

describe('a Deployment at zero', () => {
  it.each<[string, readonly Json[], Partial<Judgement>]>([
    [
      'nobody scales it',
      [STOPPED],
      { verdict: 'suspended', reason: 'Stopped' },
    ],
    [
      'KEDA sent it there',
      [STOPPED, scaler(AT_REST)],
      {
        verdict: 'healthy',
        reason: 'Idle',
        message: 'Idle: scaled to zero until a request comes.',
      },
    ],
    [
      'KEDA sends it there without a number for it',
      [
        STOPPED,
        scaler(AT_REST, {
          idleReplicaCount: undefined,
          minReplicaCount: undefined,
        }),
      ],
      { verdict: 'healthy', reason: 'Idle' },
    ],
    [
      'KEDA would not send it there',
      [STOPPED, scaler(AT_REST, { idleReplicaCount: undefined })],
      { verdict: 'suspended', reason: 'Stopped' },
    ],
    [
      'KEDA scales another',
      [STOPPED, scaler(AT_REST, {}, 'other')],
      { verdict: 'suspended', reason: 'Stopped' },
    ],
    [
      'a request just came',
      [STOPPED, scaler({ ...AT_REST, Active: 'True' })],
      { verdict: 'progressing', reason: 'WaitingForPods' },
    ],
    [
      'a person paused KEDA',
      [STOPPED, scaler({ ...AT_REST, Paused: 'True' })],
      {
        verdict: 'suspended',
        reason: 'Stopped',
        message: 'Nothing runs: its autoscaler is paused, with no replicas.',
      },
    ],
    [
      'KEDA cannot ask what would wake it',
      [
        STOPPED,
        scaler({
          ...AT_REST,
          Ready: ['False', 'TriggerError', 'the query was refused'],
        }),
      ],
      {
        verdict: 'degraded',
        reason: 'NotReady',
        message:
          'Nothing runs, and requests do not start it: its autoscaler does not work (the query was refused).',
      },
    ],
  ])('%s', (_, objects, expected) => {
    expect(assessOne(objects).judgement).toMatchObject(expected);
  });

  it('is a service of KServe that idles, whatever KServe says of its model', () => {
    // KServe v0.20 says InProgress and Pending of what has no pods.
    const { judgement, replicas } = assessOne([
      inferenceService(NAME, {
        status: {
          conditions: conditions({
            PredictorReady: 'True',
            IngressReady: 'True',
            Ready: 'True',
          }),
          modelStatus: {
            transitionStatus: 'InProgress',
            states: { targetModelState: 'Pending' },
          },
        },
      }),
      deployment(`${NAME}-predictor`, {
        replicas: 0,
        controller: 'InferenceService',
      }),
      scaler(AT_REST, {}, `${NAME}-predictor`),
    ]);
    expect(judgement).toMatchObject({ verdict: 'healthy', reason: 'Idle' });
    expect(judgement.evidence.at(-1)).toMatchObject({
      object: { kind: 'ScaledObject', name: NAME },
      path: 'Active',
    });
    expect(replicas.desired).toBe(0);
  });
});
