import { modelPod, type ReportedState, type ServingKind } from './kind';

const LABELS = { app: 'kind-tested' };

/** What the simulated kubelet makes of the pods. */
function template(outcome?: string) {
  return {
    ...modelPod(),
    metadata: {
      labels: LABELS,
      ...(outcome && {
        annotations: { 'modelfleet.dev/simulated-outcome': outcome },
      }),
    },
  };
}

function spec(replicas: number, outcome?: string) {
  return {
    replicas,
    selector: { matchLabels: LABELS },
    template: template(outcome),
  };
}

/** With the init container that KServe adds for the weights. */
function fetching() {
  const base = spec(1, 'loading');
  const pod = {
    ...base.template.spec,
    initContainers: [
      { name: 'storage-initializer', image: 'registry.example.com/fetch:1' },
    ],
  };
  return { ...base, template: { ...base.template, spec: pod } };
}

/** Their real controllers write what they report. */
const STATES: readonly ReportedState[] = [
  { that: 'runs', verdict: 'healthy', reason: 'Serving' },
  {
    that: 'is being prepared',
    verdict: 'progressing',
    reason: 'WaitingForPods',
    fields: { spec: spec(1, 'loading') },
  },
  {
    that: 'fetches its weights',
    verdict: 'progressing',
    reason: 'ModelDownload',
    fields: { spec: fetching() },
  },
  {
    that: 'cannot fetch its image',
    verdict: 'degraded',
    reason: 'ImagePull',
    fields: { spec: spec(1, 'image-pull') },
  },
  {
    that: 'ends again and again',
    verdict: 'degraded',
    reason: 'CrashLoop',
    fields: { spec: spec(1, 'crash') },
  },
  {
    that: 'a person scaled to zero',
    verdict: 'suspended',
    reason: 'Stopped',
    fields: { spec: spec(0) },
  },
];

export const BUILT_IN_KINDS: readonly ServingKind[] = [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    fields: { spec: spec(1) },
    states: [
      ...STATES,
      {
        that: 'a person paused',
        verdict: 'suspended',
        reason: 'Paused',
        fields: { spec: { ...spec(1), paused: true } },
      },
    ],
  },
  {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    fields: { spec: { ...spec(1), serviceName: 'kind-tested' } },
    states: STATES.map(state =>
      state.fields
        ? {
            ...state,
            fields: {
              spec: {
                ...Object(state.fields.spec),
                serviceName: 'kind-tested',
              },
            },
          }
        : state,
    ),
  },
];
