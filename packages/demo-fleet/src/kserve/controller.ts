import type { Cluster } from '../cluster/cluster';
import type { ErrorSink } from '../cluster/errorSink';
import { WorkQueue } from '../cluster/workQueue';
import { sameJson } from '../objects/json';
import type { Collection } from '../objects/collection';
import type { DraftMeta, KubeObject } from '../objects/kubeObject';
import {
  controlledBy,
  controllerOf,
  keyOf,
  keyText,
  parseKey,
} from '../objects/kubeObject';
import { apiVersionOf } from '../resources/resource';
import type {
  ClusterServingRuntime,
  InferenceService,
} from '../resources/kserve';
import {
  predictorDeployment,
  predictorName,
  predictorService,
  wantedReplicas,
} from './children';
import { invalidModelStatus } from './modelStatus';
import { chooseRuntime } from './runtime';
import { nextStatus, stoppedStatus } from './status';

const STOP = 'serving.kserve.io/stop';
const AUTOSCALER_CLASS = 'serving.kserve.io/autoscalerClass';
const SERVICE_LABEL = 'serving.kserve.io/inferenceservice';

/** Serves InferenceServices as KServe's Standard mode does. */
export function startKserve(cluster: Cluster, onError: ErrorSink): void {
  const queue = WorkQueue.create({
    clock: cluster.clock,
    delayMs: 80,
    reconcile: key => reconcile(cluster, key),
    onError,
  });
  cluster.inferenceServices.onChange(({ type, object }) => {
    if (type !== 'DELETED') {
      queue.add(keyText(keyOf(object)));
    }
  });
  cluster.deployments.onChange(({ object }) => {
    const owner = controllerOf(object);
    if (owner?.kind === 'InferenceService') {
      const { namespace } = object.metadata;
      queue.add(keyText({ namespace, name: owner.name }));
    }
  });
  cluster.pods.onChange(({ object }) => {
    const name = object.metadata.labels?.[SERVICE_LABEL];
    if (name) {
      queue.add(keyText({ namespace: object.metadata.namespace, name }));
    }
  });
}

function reconcile(cluster: Cluster, key: string): void {
  const service = cluster.inferenceServices.get(parseKey(key));
  if (!service || service.metadata.deletionTimestamp) {
    return;
  }
  if (service.metadata.annotations?.[STOP] === 'true') {
    stop(cluster, service);
    return;
  }
  const runtime = chooseRuntime(cluster, service);
  if (!runtime && !service.spec.predictor.containers) {
    reportNoRuntime(cluster, service);
    return;
  }
  applyDeployment(cluster, service, runtime);
  applyChild(cluster.services, predictorService(service));
  applyAutoscaler(cluster, service);
  writeStatus(cluster, service, runtime);
}

function writeStatus(
  cluster: Cluster,
  service: InferenceService,
  runtime: ClusterServingRuntime | undefined,
): void {
  const { namespace } = service.metadata;
  const status = nextStatus(service, {
    deployment: cluster.deployments.get({
      namespace,
      name: predictorName(service),
    }),
    pods: cluster.pods
      .list(namespace)
      .filter(
        pod => pod.metadata.labels?.[SERVICE_LABEL] === service.metadata.name,
      ),
    ingressDomain: cluster.definition.ingressDomain,
    runtime: runtime?.metadata.name,
    now: cluster.clock.timestamp(),
  });
  cluster.inferenceServices.modify(keyOf(service), current => ({
    ...current,
    status,
  }));
}

function stop(cluster: Cluster, service: InferenceService): void {
  const key = {
    namespace: service.metadata.namespace,
    name: predictorName(service),
  };
  cluster.deployments.remove(key);
  cluster.services.remove(key);
  cluster.autoscalers.remove(key);
  cluster.inferenceServices.modify(keyOf(service), current => ({
    ...current,
    status: stoppedStatus(current, cluster.clock.timestamp()),
  }));
}

function reportNoRuntime(cluster: Cluster, service: InferenceService): void {
  const format = service.spec.predictor.model?.modelFormat.name ?? '';
  const message = `No runtime found to support specified framework/version: ${format}`;
  cluster.inferenceServices.modify(keyOf(service), current => ({
    ...current,
    status: {
      ...current.status,
      modelStatus: invalidModelStatus(
        current.status?.modelStatus,
        'NoSupportingRuntime',
        message,
      ),
    },
  }));
  cluster.recorder.record(service, {
    type: 'Warning',
    reason: 'InternalError',
    message: `fails to reconcile predictor: ${message}`,
    component: 'v1beta1Controllers',
  });
}

/** With the class `external` the number of replicas is left to others. */
function applyDeployment(
  cluster: Cluster,
  service: InferenceService,
  runtime: ClusterServingRuntime | undefined,
): void {
  const wanted = predictorDeployment(service, runtime);
  const current = cluster.deployments.get({
    namespace: service.metadata.namespace,
    name: wanted.metadata.name,
  });
  const replicas =
    isScaledByOthers(service) && current
      ? current.spec.replicas
      : wanted.spec.replicas;
  applyChild(cluster.deployments, {
    ...wanted,
    spec: { ...wanted.spec, replicas },
  });
}

function isScaledByOthers({ metadata }: InferenceService): boolean {
  return metadata.annotations?.[AUTOSCALER_CLASS] === 'external';
}

/** The autoscaler of the default class; CPU is not simulated, so it stays low. */
function applyAutoscaler(cluster: Cluster, service: InferenceService): void {
  const replicas = wantedReplicas(service);
  const name = predictorName(service);
  if (isScaledByOthers(service)) {
    cluster.autoscalers.remove({
      namespace: service.metadata.namespace,
      name,
    });
    return;
  }
  applyChild(cluster.autoscalers, {
    metadata: {
      name,
      ...(service.metadata.namespace
        ? { namespace: service.metadata.namespace }
        : {}),
      ownerReferences: [controlledBy(service)],
    },
    spec: {
      minReplicas: replicas,
      maxReplicas: Math.max(replicas, service.spec.predictor.maxReplicas ?? 0),
      scaleTargetRef: {
        apiVersion: apiVersionOf(cluster.deployments.resource),
        kind: 'Deployment',
        name,
      },
    },
    status: { currentReplicas: replicas, desiredReplicas: replicas },
  });
}

/** Creates a child, or brings its spec, labels and annotations up to date. */
function applyChild<T extends KubeObject>(
  collection: Collection<T>,
  wanted: { metadata: DraftMeta; spec: T['spec']; status?: T['status'] },
): void {
  const key = {
    namespace: wanted.metadata.namespace,
    name: wanted.metadata.name,
  };
  const current = collection.get(key);
  if (!current) {
    collection.insert({ ...wanted }, wanted.metadata);
    return;
  }
  const metadata = {
    ...current.metadata,
    labels: wanted.metadata.labels,
    annotations: {
      ...current.metadata.annotations,
      ...wanted.metadata.annotations,
    },
  };
  const next = { ...current, metadata, spec: wanted.spec };
  if (!sameJson(next, current)) {
    collection.replace(key, next);
  }
}
