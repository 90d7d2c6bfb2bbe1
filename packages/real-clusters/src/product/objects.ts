import type { KubernetesObject } from '../kubernetes/objects';
import { NAMESPACE } from './case';

export const ANNOTATIONS = {
  'modelfleet.dev/service-ref': 'component:default/chat',
  'modelfleet.dev/model-ref': 'model:default/tested',
};

interface ContainerOptions {
  readonly gpus?: number;
  readonly resourceName?: string;
  /** Claims of the pod that the container uses. */
  readonly claims?: readonly string[];
}

function container(name: string, options: ContainerOptions) {
  const { gpus, resourceName = 'nvidia.com/gpu', claims } = options;
  return {
    name,
    image: 'registry.example.com/vllm:1',
    resources: {
      ...(gpus && { limits: { [resourceName]: String(gpus) } }),
      ...(claims && { claims: claims.map(claim => ({ name: claim })) }),
    },
  };
}

export interface PodOptions extends ContainerOptions {
  readonly name: string;
  /** GPUs of an init container that runs to its end first. */
  readonly initGpus?: number;
  /** GPUs of an init container that keeps running beside the rest. */
  readonly sidecarGpus?: number;
  /** What the simulated kubelet makes of it. */
  readonly outcome?: string;
  /** What else the pod is to have. */
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** A pod that the scheduler places, or not. */
export function gpuPod(options: PodOptions): KubernetesObject {
  const { name, initGpus, sidecarGpus, outcome } = options;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: NAMESPACE,
      ...(outcome && {
        annotations: { 'modelfleet.dev/simulated-outcome': outcome },
      }),
    },
    spec: {
      restartPolicy: outcome ? 'Never' : 'Always',
      initContainers: [
        ...(sidecarGpus
          ? [
              {
                ...container('beside', { gpus: sidecarGpus }),
                restartPolicy: 'Always',
              },
            ]
          : []),
        ...(initGpus ? [container('before', { gpus: initGpus })] : []),
      ],
      containers: [container('main', options)],
      ...options.spec,
    },
  };
}

/** A model server as a plain Deployment. */
export function modelDeployment(options: {
  readonly name: string;
  readonly replicas: number;
  readonly gpus: number;
  readonly resourceName?: string | undefined;
  readonly outcome?: string;
  readonly labels?: Readonly<Record<string, string>>;
}): KubernetesObject {
  const { name, replicas, outcome, gpus, resourceName } = options;
  const labels = { app: name, ...options.labels };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: NAMESPACE, annotations: ANNOTATIONS },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: {
          labels,
          annotations: {
            ...ANNOTATIONS,
            ...(outcome && { 'modelfleet.dev/simulated-outcome': outcome }),
          },
        },
        spec: {
          containers: [
            container('vllm', { gpus, ...(resourceName && { resourceName }) }),
          ],
        },
      },
    },
  };
}

/** An inference service as the wizard's users have it. */
export function inferenceService(name: string): KubernetesObject {
  return {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: {
      name,
      namespace: NAMESPACE,
      annotations: {
        ...ANNOTATIONS,
        'serving.kserve.io/deploymentMode': 'Standard',
      },
    },
    spec: {
      predictor: {
        minReplicas: 1,
        maxReplicas: 1,
        model: {
          modelFormat: { name: 'huggingface' },
          storageUri: 'hf://example/tested',
          resources: { limits: { 'nvidia.com/gpu': '1' } },
        },
      },
    },
  };
}

/** The Deployment that KServe makes of it in Standard mode. */
export function predictor(name: string): KubernetesObject {
  const made = modelDeployment({
    name: `${name}-predictor`,
    replicas: 1,
    gpus: 1,
    labels: {
      'serving.kserve.io/inferenceservice': name,
      component: 'predictor',
    },
  });
  return {
    ...made,
    metadata: {
      ...made.metadata,
      labels: { 'serving.kserve.io/inferenceservice': name },
    },
  };
}

/** The status that KServe's controller sets: ready, or why not. */
export function servingStatus(
  name: string,
  failure?: { readonly reason: string; readonly message: string },
): KubernetesObject {
  const now = new Date().toISOString();
  const conditions = ['PredictorReady', 'IngressReady', 'Ready'].map(type => ({
    type,
    status: failure ? 'False' : 'True',
    lastTransitionTime: now,
    ...(failure && failure),
  }));
  return {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: { name, namespace: NAMESPACE },
    status: {
      deploymentMode: 'Standard',
      url: `http://${name}.example.com`,
      conditions,
      modelStatus: failure
        ? {
            transitionStatus: 'BlockedByFailedLoad',
            states: { activeModelState: '', targetModelState: 'FailedToLoad' },
            lastFailureInfo: failure,
          }
        : {
            transitionStatus: 'UpToDate',
            states: { activeModelState: 'Loaded', targetModelState: 'Loaded' },
            copies: { totalCopies: 1, failedCopies: 0 },
          },
    },
  };
}
