import { conditions, inferenceService } from '../fleet/__fixtures__/objects';
import { judge, NAME, UP, type VerdictCase } from './inferenceService.fixture';

const CASES: readonly VerdictCase[] = [
  {
    why: 'there is no status yet',
    objects: [inferenceService(NAME)],
    expected: {
      verdict: 'progressing',
      reason: 'WaitingForPods',
      message: 'KServe has not started it yet.',
    },
  },
  {
    why: 'Knative has scaled to zero',
    objects: [
      inferenceService(NAME, {
        predictor: { minReplicas: 0 },
        status: { deploymentMode: 'Serverless', conditions: UP },
      }),
    ],
    expected: { verdict: 'healthy', reason: 'Idle' },
  },
  {
    why: 'ModelMesh serves and shows no pods',
    objects: [
      inferenceService(NAME, {
        status: {
          conditions: conditions({ PredictorReady: 'True', Ready: 'True' }),
          modelStatus: { transitionStatus: 'UpToDate' },
        },
      }),
    ],
    expected: { verdict: 'healthy', reason: 'Serving' },
  },
  {
    why: 'someone stopped it',
    objects: [
      inferenceService(NAME, {
        annotations: { 'serving.kserve.io/stop': 'true' },
        status: {
          conditions: conditions({
            Stopped: 'True',
            Ready: ['False', 'Stopped'],
          }),
        },
      }),
    ],
    expected: {
      verdict: 'suspended',
      reason: 'Stopped',
      advice: expect.stringContaining('serving.kserve.io/stop'),
    },
  },
  {
    why: 'KServe has given up on the model',
    objects: [
      inferenceService(NAME, {
        status: {
          conditions: conditions({
            PredictorReady: ['False', 'Failed'],
            Ready: 'False',
          }),
          modelStatus: {
            transitionStatus: 'BlockedByFailedLoad',
            lastFailureInfo: {
              reason: 'ModelLoadFailed',
              message: 'tokenizer.json is missing',
              time: '2026-11-23T11:00:00Z',
            },
          },
        },
      }),
    ],
    expected: {
      verdict: 'degraded',
      reason: 'ModelLoadFailed',
      message: 'The model could not be loaded: tokenizer.json is missing.',
      since: '2026-11-23T11:00:00Z',
    },
  },
  {
    why: 'no runtime supports the format',
    objects: [
      inferenceService(NAME, {
        status: {
          conditions: conditions({ PredictorReady: 'False', Ready: 'False' }),
          modelStatus: {
            transitionStatus: 'InvalidSpec',
            lastFailureInfo: { reason: 'NoSupportingRuntime' },
          },
        },
      }),
    ],
    expected: {
      verdict: 'degraded',
      reason: 'InvalidSpec',
      message: 'KServe cannot run what is written: NoSupportingRuntime.',
    },
  },
  {
    why: 'the deadline passed and nothing loads',
    argo: 'progressing',
    objects: [
      inferenceService(NAME, {
        status: {
          conditions: conditions({
            PredictorReady: [
              'False',
              'ProgressDeadlineExceeded',
              'has timed out progressing',
            ],
            Ready: 'False',
          }),
        },
      }),
    ],
    expected: {
      verdict: 'degraded',
      reason: 'RolloutStalled',
      message: 'It is not serving: has timed out progressing.',
    },
  },
  {
    why: 'Standard mode waits for the first replica',
    objects: [
      inferenceService(NAME, {
        status: {
          conditions: conditions({
            PredictorReady: ['False', 'MinimumReplicasUnavailable'],
            Ready: 'False',
          }),
        },
      }),
    ],
    expected: { verdict: 'progressing', reason: 'WaitingForPods' },
  },
  {
    why: 'the predictor failed for another reason',
    argo: 'progressing',
    objects: [
      inferenceService(NAME, {
        status: {
          conditions: conditions({
            PredictorReady: ['False', 'RevisionFailed'],
            Ready: 'False',
          }),
        },
      }),
    ],
    expected: {
      verdict: 'degraded',
      reason: 'NotReady',
      message: 'It is not serving: RevisionFailed.',
    },
  },
  {
    why: 'it is being removed',
    objects: [
      inferenceService(NAME, {
        metadata: { deletionTimestamp: '2026-11-23T11:59:00Z' },
        status: { conditions: UP },
      }),
    ],
    argo: 'healthy',
    expected: { verdict: 'progressing', reason: 'Deleting' },
  },
];

describe('the verdict on the status of an InferenceService', () => {
  it.each(CASES)('when $why', ({ objects, expected, argo }) => {
    expect(judge(objects)).toMatchObject(expected);
    // A difference that is no difference need not be listed.
    expect(argo).not.toBe(expected.verdict);
  });
});
