import type { Cluster } from '../cluster/cluster';
import { isRecord } from '../objects/json';
import type { KubeObject } from '../objects/kubeObject';
import type { Pod } from '../resources/pod';
import type {
  Application,
  ApplicationCondition,
  ApplicationStatus,
  ResourceStatus,
} from '../resources/argocd';
import type { ManagedObject } from './compare';
import type { Refresh } from './refresh';

/**
 * `status` after a refresh. Health of single resources is left out, as Argo CD
 * does by default since 3.0 (`resourceHealthSource: appTree`).
 */
export function refreshedStatus(
  app: Application,
  found: Refresh,
  revision: string,
  now: string,
  full: boolean,
): ApplicationStatus {
  const before = app.status;
  const source = app.spec.source ?? { repoURL: '' };
  const known = found.conditions.every(
    condition => condition.type !== 'InvalidSpecError',
  );
  const kept = (before?.conditions ?? []).filter(
    condition => condition.type === 'SyncError',
  );
  const conditions = [
    ...found.conditions.map(condition => stamped(condition, before, now)),
    ...kept,
  ];
  const { conditions: _, ...rest } = before ?? {};
  return {
    ...rest,
    sync: {
      status: found.sync,
      ...(known ? { revision } : {}),
      comparedTo: { source, destination: app.spec.destination },
    },
    health: {
      status: found.health,
      lastTransitionTime:
        before?.health?.status === found.health
          ? before.health.lastTransitionTime ?? now
          : now,
    },
    resources: found.objects.map(object => resourceStatus(object, found.sync)),
    summary: summary(found.objects, found.target?.destination.cluster),
    ...(conditions.length > 0 ? { conditions } : {}),
    ...(found.sourceType ? { sourceType: found.sourceType } : {}),
    resourceHealthSource: 'appTree',
    controllerNamespace: app.metadata.namespace ?? 'argocd',
    reconciledAt: full ? now : before?.reconciledAt ?? now,
  };
}

/** The condition that says why the controller has stopped trying. */
export function withSyncError(
  status: ApplicationStatus,
  message: string | undefined,
  now: string,
): ApplicationStatus {
  const { conditions, ...rest } = status;
  const others = (conditions ?? []).filter(item => item.type !== 'SyncError');
  const next = message
    ? [...others, stamped({ type: 'SyncError', message }, status, now)]
    : others;
  return next.length > 0 ? { ...rest, conditions: next } : rest;
}

function stamped(
  condition: { type: string; message: string },
  before: ApplicationStatus | undefined,
  now: string,
): ApplicationCondition {
  const same = before?.conditions?.find(
    item => item.type === condition.type && item.message === condition.message,
  );
  return {
    ...condition,
    lastTransitionTime: same?.lastTransitionTime ?? now,
  };
}

function resourceStatus(
  object: ManagedObject,
  sync: Refresh['sync'],
): ResourceStatus {
  const { group, version, kind, namespace, name } = object;
  const own = object.synced ? 'Synced' : 'OutOfSync';
  return {
    ...(group ? { group } : {}),
    version,
    kind,
    ...(namespace ? { namespace } : {}),
    name,
    status: sync === 'Unknown' ? 'Unknown' : own,
    ...(object.wanted || sync === 'Unknown' ? {} : { requiresPruning: true }),
  };
}

/** Images of the pods that come of the live objects, and their addresses. */
function summary(
  objects: readonly ManagedObject[],
  cluster: Cluster | undefined,
) {
  const live = objects.flatMap(object => object.live ?? []);
  const pods = cluster ? podsOf(live, cluster) : [];
  const images = new Set(
    pods.flatMap(({ spec }) =>
      [...(spec.initContainers ?? []), ...spec.containers].flatMap(
        container => container.image ?? [],
      ),
    ),
  );
  const urls = new Set(
    live.flatMap(({ status }) =>
      isRecord(status) && typeof status.url === 'string' ? [status.url] : [],
    ),
  );
  return {
    ...(images.size > 0 ? { images: [...images].sort() } : {}),
    ...(urls.size > 0 ? { externalURLs: [...urls].sort() } : {}),
  };
}

/** Down the owner references, as the resource tree goes. */
function podsOf(roots: readonly KubeObject[], cluster: Cluster): Pod[] {
  const family = new Set(roots.map(root => root.metadata.uid));
  const belongs = (object: KubeObject) =>
    (object.metadata.ownerReferences ?? []).some(owner =>
      family.has(owner.uid),
    );
  for (const level of [cluster.deployments, cluster.replicaSets]) {
    for (const object of level.list()) {
      if (belongs(object)) {
        family.add(object.metadata.uid);
      }
    }
  }
  return cluster.pods.list().filter(belongs);
}
