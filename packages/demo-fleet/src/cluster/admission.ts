import type { Draft } from '../objects/kubeObject';
import type { Container, Pod, PodSpec } from '../resources/pod';
import type { Cluster } from './cluster';
import { admitByQuota } from './quota';

/** KServe asks its pod webhook by this annotation to add the download step. */
export const STORAGE_URI_ANNOTATION =
  'internal.serving.kserve.io/storage-initializer-sourceuri';

export const STORAGE_INITIALIZER = 'storage-initializer';

/**
 * Creates a pod as the API server would after its admission chain.
 *
 * @throws StatusError when a quota of the namespace has no room for it
 */
export function createPod(cluster: Cluster, draft: Draft<Pod>): Pod {
  const spec = withDefaults(withStorageInitializer(draft));
  admitByQuota(cluster, draft.metadata, spec);
  return cluster.pods.create({
    ...draft,
    spec,
    status: { phase: 'Pending', qosClass: qualityOfService(spec) },
  });
}

/** The KServe pod webhook: model files come before the server starts. */
function withStorageInitializer(draft: Draft<Pod>): PodSpec {
  const uri = draft.metadata.annotations?.[STORAGE_URI_ANNOTATION];
  const present = draft.spec.initContainers?.some(
    container => container.name === STORAGE_INITIALIZER,
  );
  if (!uri || present) {
    return draft.spec;
  }
  const mount = { name: 'kserve-provision-location', mountPath: '/mnt/models' };
  const initializer: Container = {
    name: STORAGE_INITIALIZER,
    image: 'kserve/storage-initializer:v0.20.0',
    args: [uri, '/mnt/models'],
    resources: {
      requests: { cpu: '100m', memory: '100Mi' },
      limits: { cpu: '1', memory: '4Gi' },
    },
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: [mount],
  };
  return {
    ...draft.spec,
    initContainers: [...(draft.spec.initContainers ?? []), initializer],
    containers: draft.spec.containers.map(container =>
      container.name === 'kserve-container'
        ? {
            ...container,
            volumeMounts: [
              ...(container.volumeMounts ?? []),
              { ...mount, readOnly: true },
            ],
          }
        : container,
    ),
    volumes: [
      ...(draft.spec.volumes ?? []),
      { name: mount.name, emptyDir: {} },
    ],
  };
}

function withDefaults(spec: PodSpec): PodSpec {
  const evictionGrace = ['not-ready', 'unreachable'].map(condition => ({
    key: `node.kubernetes.io/${condition}`,
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: 300,
  }));
  return {
    ...spec,
    initContainers: spec.initContainers?.map(withContainerDefaults),
    containers: spec.containers.map(withContainerDefaults),
    restartPolicy: spec.restartPolicy ?? 'Always',
    terminationGracePeriodSeconds: spec.terminationGracePeriodSeconds ?? 30,
    schedulerName: spec.schedulerName ?? 'default-scheduler',
    serviceAccountName: spec.serviceAccountName ?? 'default',
    tolerations: [...(spec.tolerations ?? []), ...evictionGrace],
  };
}

/** Extended resources are requested by their limit when only that is given. */
function withContainerDefaults(container: Container): Container {
  const limits = container.resources?.limits;
  if (!limits) {
    return container;
  }
  return {
    ...container,
    resources: {
      ...container.resources,
      requests: { ...limits, ...container.resources?.requests },
    },
  };
}

function qualityOfService(spec: PodSpec): string {
  const containers = [...spec.containers, ...(spec.initContainers ?? [])];
  const resources = containers.map(container => container.resources ?? {});
  if (resources.every(({ requests, limits }) => !requests && !limits)) {
    return 'BestEffort';
  }
  const guaranteed = resources.every(({ requests, limits }) =>
    ['cpu', 'memory'].every(
      name => limits?.[name] !== undefined && limits[name] === requests?.[name],
    ),
  );
  return guaranteed ? 'Guaranteed' : 'Burstable';
}
