import { STORAGE_URI_ANNOTATION } from '../cluster/admission';
import { MODEL_CONTAINER } from '../kubelet/behaviour';
import type { DraftMeta } from '../objects/kubeObject';
import { controlledBy } from '../objects/kubeObject';
import type { Deployment } from '../resources/apps';
import type { Service } from '../resources/core';
import type {
  ClusterServingRuntime,
  InferenceService,
} from '../resources/kserve';
import type { Container, PodSpec } from '../resources/pod';

/** Annotations that stay on the InferenceService. */
const NOT_PASSED_ON = [
  'kubectl.kubernetes.io/last-applied-configuration',
  'argocd.argoproj.io/tracking-id',
];

/** Fields of a predictor that are KServe's own, not the pod's. */
const COMPONENT_FIELDS = [
  'model',
  'containers',
  'minReplicas',
  'maxReplicas',
  'scaleTarget',
  'scaleMetric',
  'containerConcurrency',
  'timeout',
  'canaryTrafficPercent',
  'labels',
  'annotations',
  'deploymentStrategy',
  'autoScaling',
  'logger',
  'batcher',
  'name',
];

/** Name of the Deployment and the Service of a predictor. */
export function predictorName(service: InferenceService): string {
  return `${service.metadata.name}-predictor`;
}

/** The Deployment that KServe's Standard mode makes of an InferenceService. */
export function predictorDeployment(
  service: InferenceService,
  runtime: ClusterServingRuntime | undefined,
): { metadata: DraftMeta; spec: Deployment['spec'] } {
  const { predictor } = service.spec;
  const app = { app: `isvc.${predictorName(service)}` };
  const labels = { ...childLabels(service), ...app, ...predictor.labels };
  const annotations = {
    ...passedOn(service),
    ...predictor.annotations,
  };
  const uri = predictor.model?.storageUri;
  return {
    metadata: {
      ...childMeta(service),
      labels,
      annotations,
    },
    spec: {
      replicas: wantedReplicas(service),
      selector: { matchLabels: app },
      strategy: predictor.deploymentStrategy ?? {
        type: 'RollingUpdate',
        rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' },
      },
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
      template: {
        metadata: {
          labels,
          annotations: {
            ...annotations,
            'prometheus.kserve.io/port': '8080',
            'prometheus.kserve.io/path': '/metrics',
            ...(uri ? { [STORAGE_URI_ANNOTATION]: uri } : {}),
          },
        },
        spec: podSpecOf(service, runtime),
      },
    },
  };
}

/** The Service in front of a predictor's pods. */
export function predictorService(service: InferenceService): {
  metadata: DraftMeta;
  spec: Service['spec'];
} {
  return {
    metadata: { ...childMeta(service), labels: childLabels(service) },
    spec: {
      type: 'ClusterIP',
      selector: { app: `isvc.${predictorName(service)}` },
      ports: [
        {
          name: predictorName(service),
          port: 80,
          targetPort: 8080,
          protocol: 'TCP',
        },
      ],
    },
  };
}

/** With the default HPA class at least one replica is always wanted. */
export function wantedReplicas(service: InferenceService): number {
  return Math.max(1, service.spec.predictor.minReplicas ?? 1);
}

function podSpecOf(
  service: InferenceService,
  runtime: ClusterServingRuntime | undefined,
): PodSpec {
  const { predictor } = service.spec;
  const pod = Object.fromEntries(
    Object.entries(predictor).filter(
      ([key]) => !COMPONENT_FIELDS.includes(key),
    ),
  );
  if (predictor.containers) {
    const containers = predictor.containers.map(container => ({
      ...container,
      name: container.name ?? MODEL_CONTAINER,
    }));
    return { ...pod, containers };
  }
  return { ...pod, containers: [modelContainer(service, runtime)] };
}

function modelContainer(
  service: InferenceService,
  runtime: ClusterServingRuntime | undefined,
): Container {
  const base = runtime?.spec.containers.find(
    container => container.name === MODEL_CONTAINER,
  );
  const { model } = service.spec.predictor;
  const {
    modelFormat: _format,
    runtime: _runtime,
    runtimeVersion: _version,
    protocolVersion: _protocol,
    storageUri: _uri,
    storage: _storage,
    ...own
  } = model ?? { modelFormat: { name: '' } };
  const limits = { ...base?.resources?.limits, ...own.resources?.limits };
  const image = own.image ?? base?.image ?? '';
  const wantsGpu = limits['nvidia.com/gpu'] !== undefined;
  return {
    ...own,
    name: MODEL_CONTAINER,
    image: wantsGpu && !image.endsWith('-gpu') ? `${image}-gpu` : image,
    args: [`--model_name=${service.metadata.name}`, ...(own.args ?? [])],
    ports: own.ports ?? [{ containerPort: 8080, protocol: 'TCP' }],
    resources: {
      requests: { ...base?.resources?.requests, ...own.resources?.requests },
      limits,
    },
  };
}

function childMeta(service: InferenceService): DraftMeta {
  return {
    name: predictorName(service),
    ...(service.metadata.namespace
      ? { namespace: service.metadata.namespace }
      : {}),
    ownerReferences: [controlledBy(service)],
  };
}

function childLabels(service: InferenceService): Record<string, string> {
  return {
    ...service.metadata.labels,
    'serving.kserve.io/inferenceservice': service.metadata.name,
    component: 'predictor',
  };
}

function passedOn(service: InferenceService): Record<string, string> {
  return Object.fromEntries(
    Object.entries(service.metadata.annotations ?? {}).filter(
      ([key]) => !NOT_PASSED_ON.includes(key),
    ),
  );
}
