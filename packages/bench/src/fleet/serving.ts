import { condition, environment, metadata } from './metadata';

const GPU = 'nvidia.com/gpu';
const REPLICAS = 2;

type Fields = Record<string, unknown>;

/** A service that the simulated clusters run. */
export interface ServiceIdentity {
  readonly name: string;
  readonly namespace: string;
  /** The name of its Model, which some services share. */
  readonly model: string;
}

export function modelUri(model: string): string {
  return `hf://example/${model}`;
}

/** An object as a cluster serves it. */
export interface SimulatedObject {
  readonly resource: string;
  readonly object: Fields;
}

/** What KServe makes of one InferenceService, and what delivered it. */
export function servingObjects(service: ServiceIdentity): SimulatedObject[] {
  const { name, namespace } = service;
  const predictor = `${name}-predictor`;
  const replicaSet = `${predictor}-5d9c7`;
  return [
    {
      resource: 'inferenceservices',
      object: inferenceService(service, `http://${name}.${namespace}.example`),
    },
    { resource: 'deployments', object: deployment(service) },
    {
      resource: 'replicasets',
      object: {
        metadata: metadata('ReplicaSet', {
          name: replicaSet,
          namespace,
          labels: labelsOf(service),
          annotations: { 'deployment.kubernetes.io/revision': '1' },
          controller: { kind: 'Deployment', name: predictor },
        }),
        spec: { replicas: REPLICAS, template: template(service) },
        status: {
          replicas: REPLICAS,
          readyReplicas: REPLICAS,
          availableReplicas: REPLICAS,
        },
      },
    },
    ...Array.from({ length: REPLICAS }, (_, index) => ({
      resource: 'pods',
      object: servingPod(service, replicaSet, index, 0),
    })),
    { resource: 'applications', object: application(service) },
  ];
}

/** The `url` is how a change of it is recognised in an answer. */
export function inferenceService(
  service: ServiceIdentity,
  url: string,
): Fields {
  const { name, namespace, model } = service;
  return {
    metadata: metadata('InferenceService', {
      name,
      namespace,
      labels: { 'backstage.io/kubernetes-id': name },
      annotations: {
        'serving.kserve.io/deploymentMode': 'Standard',
        ...claims(service),
      },
    }),
    spec: {
      predictor: {
        minReplicas: REPLICAS,
        maxReplicas: REPLICAS,
        model: {
          modelFormat: { name: 'huggingface' },
          storageUri: modelUri(model),
          resources: { limits: { [GPU]: '1' } },
        },
      },
    },
    status: {
      url,
      observedGeneration: 1,
      conditions: ['IngressReady', 'PredictorReady', 'Ready'].map(type =>
        condition(type),
      ),
    },
  };
}

/** One of the pods of a service, started again so many times. */
export function servingPod(
  service: ServiceIdentity,
  replicaSet: string,
  index: number,
  restarts: number,
): Fields {
  return {
    metadata: metadata('Pod', {
      name: `${replicaSet}-${index}`,
      namespace: service.namespace,
      labels: labelsOf(service),
      annotations: claims(service),
      controller: { kind: 'ReplicaSet', name: replicaSet },
    }),
    spec: {
      nodeName: `node-${index}`,
      ...template(service).spec,
    },
    status: {
      phase: 'Running',
      podIP: '10.0.0.1',
      conditions: [
        'Initialized',
        'Ready',
        'ContainersReady',
        'PodScheduled',
      ].map(type => condition(type)),
      containerStatuses: [
        {
          name: 'kserve-container',
          ready: true,
          started: true,
          restartCount: restarts,
          image: 'vllm/vllm-openai:v0.11.0',
          imageID: 'vllm/vllm-openai@sha256:0',
          state: { running: { startedAt: '2026-01-05T08:01:00Z' } },
        },
      ],
    },
  };
}

function deployment(service: ServiceIdentity): Fields {
  const { name, namespace } = service;
  return {
    metadata: metadata('Deployment', {
      name: `${name}-predictor`,
      namespace,
      labels: labelsOf(service),
      annotations: {
        'deployment.kubernetes.io/revision': '1',
        ...claims(service),
      },
      controller: { kind: 'InferenceService', name },
    }),
    spec: {
      replicas: REPLICAS,
      progressDeadlineSeconds: 600,
      selector: { matchLabels: labelsOf(service) },
      template: template(service),
    },
    status: {
      observedGeneration: 1,
      replicas: REPLICAS,
      updatedReplicas: REPLICAS,
      readyReplicas: REPLICAS,
      availableReplicas: REPLICAS,
      conditions: [condition('Available'), condition('Progressing')],
    },
  };
}

function template(service: ServiceIdentity) {
  return {
    metadata: {
      labels: labelsOf(service),
      annotations: claims(service),
    },
    spec: {
      nodeSelector: { 'nvidia.com/gpu.product': 'NVIDIA-H100-80GB-HBM3' },
      containers: [
        {
          name: 'kserve-container',
          image: 'vllm/vllm-openai:v0.11.0',
          args: ['--model', modelUri(service.model), '--max-model-len', '8192'],
          env: environment(24),
          resources: { limits: { [GPU]: '1' }, requests: { [GPU]: '1' } },
        },
      ],
    },
  };
}

/** Each cluster's own Argo CD delivers what runs in it. */
function application({ name, namespace }: ServiceIdentity): Fields {
  const source = {
    repoURL: 'https://git.example/fleet.git',
    targetRevision: 'main',
    path: `fleet/bench/${name}/clusters/own`,
  };
  return {
    metadata: metadata('Application', {
      name: `bench-${name}`,
      namespace: 'argocd',
    }),
    spec: {
      source,
      destination: { server: 'https://kubernetes.default.svc', namespace },
    },
    status: {
      sync: {
        status: 'Synced',
        revision: '0123456789012345678901234567890123456789',
      },
      health: { status: 'Healthy' },
      resources: [
        {
          group: 'serving.kserve.io',
          version: 'v1beta1',
          kind: 'InferenceService',
          namespace,
          name,
          status: 'Synced',
          health: { status: 'Healthy' },
        },
      ],
    },
  };
}

function labelsOf({ name }: ServiceIdentity): Record<string, string> {
  return {
    app: `isvc.${name}-predictor`,
    component: 'predictor',
    'serving.kserve.io/inferenceservice': name,
    'backstage.io/kubernetes-id': name,
    'pod-template-hash': '5d9c7',
  };
}

function claims({ name, model }: ServiceIdentity): Record<string, string> {
  return {
    'modelfleet.dev/service-ref': `component:default/${name}`,
    'modelfleet.dev/model-ref': `model:default/${model}`,
  };
}
