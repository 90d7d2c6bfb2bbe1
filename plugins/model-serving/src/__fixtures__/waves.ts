import type { WavePlanView } from '@modelfleet/backstage-plugin-model-serving-common';

/** A plan of two waves whose first has gone. */
export function wavePlan(change: Partial<WavePlanView> = {}): WavePlanView {
  return {
    state: 'healthy',
    message: 'Wave 1 of 2 is healthy; wave 2 may go.',
    repository: 'fleet',
    branch: 'main',
    commit: '1234567890abcdef1234567890abcdef12345678',
    readAt: new Date().toISOString(),
    directPush: true,
    tenant: 'chat',
    service: 'support-chat',
    namespace: 'chat',
    gone: 1,
    faults: [],
    mayChange: true,
    waves: [
      {
        number: 1,
        state: 'healthy',
        clusters: [
          {
            cluster: 'cloud-us',
            title: 'Cloud US',
            state: 'healthy',
            verdict: 'healthy',
            message: '1 of 1 replica serves.',
            confirmedAt: new Date().toISOString(),
          },
        ],
      },
      {
        number: 2,
        state: 'ahead',
        clusters: [
          {
            cluster: 'cloud-eu',
            title: 'Cloud EU',
            state: 'ahead',
            message: 'It keeps what it has until wave 2 goes.',
          },
        ],
      },
    ],
    next: {
      number: 2,
      clusters: [
        {
          cluster: 'cloud-eu',
          title: 'Cloud EU',
          isNew: false,
          more: 0,
          changes: [
            {
              object: 'InferenceService support-chat',
              path: 'spec.predictor.model.storageUri',
              from: 'hf://a/b',
              to: 'hf://c/d',
            },
          ],
        },
      ],
    },
    ...change,
  };
}
