import { conditions } from '../fleet/__fixtures__/objects';
import {
  assess,
  DELETED,
  IMAGE_PULL,
  saidOf,
  wantedOf,
  refusalOf,
  type Refusal,
  type ReportedCase,
  NAME,
} from './reported.fixture';
import { PAUSED, LATE, newPod, rollout, status } from './rollout.fixture';

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
