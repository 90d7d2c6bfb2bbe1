import { healthOf } from './health';

const metadata = {
  name: 'x',
  uid: 'u',
  resourceVersion: '1',
  generation: 2,
  creationTimestamp: '2026-11-01T08:00:00Z',
};

const isvc = (status?: object) => ({
  apiVersion: 'serving.kserve.io/v1beta1',
  kind: 'InferenceService',
  metadata,
  ...(status ? { status } : {}),
});

const deployment = (spec: object, status: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata,
  spec,
  status,
});

const custom = (kind: string, status?: object) => ({
  apiVersion: 'v1',
  kind,
  metadata,
  ...(status ? { status } : {}),
});

const ready = { type: 'Ready', status: 'True' };
const running = { type: 'Stopped', status: 'False' };

describe('healthOf', () => {
  it.each([
    ['no status yet', isvc(), 'Progressing'],
    [
      'ready',
      isvc({
        modelStatus: { transitionStatus: 'UpToDate' },
        conditions: [ready, running],
      }),
      'Healthy',
    ],
    [
      'loading',
      isvc({
        modelStatus: { transitionStatus: 'InProgress' },
        conditions: [ready],
      }),
      'Progressing',
    ],
    [
      'failed to load',
      isvc({
        modelStatus: { transitionStatus: 'BlockedByFailedLoad' },
        conditions: [{ type: 'Ready', status: 'False' }],
      }),
      'Degraded',
    ],
    [
      'a failed condition alone',
      isvc({
        modelStatus: { transitionStatus: 'UpToDate' },
        conditions: [
          {
            type: 'PredictorReady',
            status: 'False',
            reason: 'ProgressDeadlineExceeded',
          },
        ],
      }),
      'Progressing',
    ],
    [
      'stopped',
      isvc({ conditions: [{ type: 'Stopped', status: 'True' }] }),
      'Suspended',
    ],
    [
      'a Deployment that is done',
      deployment(
        { replicas: 2 },
        {
          observedGeneration: 2,
          replicas: 2,
          updatedReplicas: 2,
          availableReplicas: 2,
        },
      ),
      'Healthy',
    ],
    [
      'a Deployment with old pods left',
      deployment(
        { replicas: 2 },
        {
          observedGeneration: 2,
          replicas: 3,
          updatedReplicas: 2,
          availableReplicas: 3,
        },
      ),
      'Progressing',
    ],
    [
      'a Deployment not yet seen',
      deployment({ replicas: 0 }, { observedGeneration: 1 }),
      'Progressing',
    ],
    [
      'a Deployment out of time',
      deployment(
        {},
        {
          observedGeneration: 2,
          conditions: [
            {
              type: 'Progressing',
              status: 'False',
              reason: 'ProgressDeadlineExceeded',
            },
          ],
        },
      ),
      'Degraded',
    ],
    ['a paused Deployment', deployment({ paused: true }, {}), 'Suspended'],
    ['an ExternalSecret just made', custom('ExternalSecret'), 'Progressing'],
    [
      'an ExternalSecret that failed',
      custom('ExternalSecret', {
        conditions: [{ type: 'Ready', status: 'False' }],
      }),
      'Degraded',
    ],
    [
      'a ScaledObject that idles',
      custom('ScaledObject', {
        conditions: [
          { type: 'Active', status: 'False' },
          { type: 'Paused', status: 'False' },
          ready,
        ],
      }),
      'Healthy',
    ],
    [
      'a ScaledObject that is paused',
      custom('ScaledObject', {
        conditions: [ready, { type: 'Paused', status: 'True' }],
      }),
      'Suspended',
    ],
    ['a route that nobody took', custom('HTTPRoute'), 'Progressing'],
    ...(['Accepted', 'ResolvedRefs'] as const).map(
      (type): [string, ReturnType<typeof custom>, string] => [
        `a route of which ${type} is not true`,
        custom('HTTPRoute', {
          parents: [{ conditions: [{ type, status: 'False' }] }],
        }),
        'Degraded',
      ],
    ),
    [
      'a route that is in use',
      custom('HTTPRoute', {
        parents: [{ conditions: [{ type: 'Accepted', status: 'True' }] }],
      }),
      'Healthy',
    ],
    [
      'an autoscaler without its Deployment',
      custom('HorizontalPodAutoscaler', {
        conditions: [
          { type: 'AbleToScale', status: 'False', reason: 'FailedGetScale' },
        ],
      }),
      'Degraded',
    ],
    [
      'an autoscaler of what is at zero',
      custom('HorizontalPodAutoscaler', {
        conditions: [
          { type: 'AbleToScale', status: 'True' },
          { type: 'ScalingActive', status: 'False', reason: 'ScalingDisabled' },
        ],
      }),
      'Healthy',
    ],
    [
      'a kind without a check',
      { apiVersion: 'v1', kind: 'ConfigMap', metadata },
      undefined,
    ],
    [
      'anything on its way out',
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { ...metadata, deletionTimestamp: '2026-11-01T08:00:00Z' },
      },
      'Progressing',
    ],
  ])('%s', (_, object, health) => {
    expect(healthOf(object)).toBe(health);
  });
});
