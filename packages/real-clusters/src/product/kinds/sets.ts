import { conditions, modelPod, type ServingKind } from './kind';

const LABELS = { app: 'kind-tested' };

const groupsSpec = (replicas: number) => ({
  spec: {
    replicas,
    leaderWorkerTemplate: { size: 2, workerTemplate: modelPod() },
  },
});

const leaderWorkerSet: ServingKind = {
  apiVersion: 'leaderworkerset.x-k8s.io/v1',
  kind: 'LeaderWorkerSet',
  fields: groupsSpec(2),
  states: [
    {
      that: 'has all its groups',
      verdict: 'healthy',
      reason: 'Serving',
      status: observedGeneration => ({
        observedGeneration,
        replicas: 2,
        readyReplicas: 2,
        updatedReplicas: 2,
        conditions: conditions({ Available: 'True' }),
      }),
    },
    {
      that: 'lacks a group',
      verdict: 'progressing',
      reason: 'WaitingForPods',
      status: observedGeneration => ({
        observedGeneration,
        replicas: 2,
        readyReplicas: 1,
        updatedReplicas: 2,
        conditions: conditions({ Available: 'False', Progressing: 'True' }),
      }),
    },
    {
      that: 'replaces its groups',
      verdict: 'progressing',
      reason: 'RolloutInProgress',
      status: observedGeneration => ({
        observedGeneration,
        replicas: 2,
        readyReplicas: 2,
        updatedReplicas: 1,
        conditions: conditions({
          UpdateInProgress: ['True', 'GroupsUpdating', 'in progress'],
        }),
      }),
    },
    {
      that: 'a person scaled to zero',
      verdict: 'suspended',
      reason: 'Stopped',
      fields: groupsSpec(0),
      status: observedGeneration => ({
        observedGeneration,
        replicas: 0,
        readyReplicas: 0,
        updatedReplicas: 0,
      }),
    },
  ],
};

function rolloutStatus(
  observedGeneration: number,
  more: Readonly<Record<string, unknown>>,
) {
  return {
    observedGeneration: String(observedGeneration),
    replicas: 2,
    readyReplicas: 2,
    updatedReplicas: 2,
    availableReplicas: 2,
    currentPodHash: 'aaa',
    stableRS: 'aaa',
    ...more,
  };
}

const rollout: ServingKind = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  fields: {
    spec: {
      replicas: 2,
      selector: { matchLabels: LABELS },
      strategy: {
        canary: { steps: [{ setWeight: 50 }, { pause: {} }] },
      },
      template: { ...modelPod(), metadata: { labels: LABELS } },
    },
  },
  states: [
    {
      that: 'has only its stable version',
      verdict: 'healthy',
      reason: 'Serving',
      status: generation => rolloutStatus(generation, { phase: 'Healthy' }),
    },
    {
      that: 'goes on',
      verdict: 'progressing',
      reason: 'RolloutInProgress',
      status: generation =>
        rolloutStatus(generation, {
          phase: 'Progressing',
          message: 'more replicas need to be updated',
          updatedReplicas: 1,
          currentPodHash: 'bbb',
          currentStepIndex: 0,
        }),
    },
    {
      that: 'was aborted',
      verdict: 'degraded',
      reason: 'RolloutStalled',
      status: generation =>
        rolloutStatus(generation, {
          phase: 'Degraded',
          message: 'RolloutAborted: metric "errors" failed',
          abort: true,
          abortedAt: '2026-11-23T11:00:00Z',
        }),
    },
    {
      that: 'waits at a step of its plan',
      verdict: 'suspended',
      reason: 'Paused',
      status: generation =>
        rolloutStatus(generation, {
          phase: 'Paused',
          message: 'CanaryPauseStep',
          updatedReplicas: 1,
          currentPodHash: 'bbb',
          currentStepIndex: 1,
          pauseConditions: [
            { reason: 'CanaryPauseStep', startTime: '2026-11-23T11:50:00Z' },
          ],
        }),
    },
  ],
};

export const SET_KINDS = [leaderWorkerSet, rollout];
