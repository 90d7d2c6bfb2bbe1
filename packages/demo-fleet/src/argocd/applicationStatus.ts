import { isRecord } from '../objects/json';
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
    summary: summary(found.objects),
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

/** Images and addresses of the live objects. */
function summary(objects: readonly ManagedObject[]) {
  const images = new Set<string>();
  const urls = new Set<string>();
  for (const { live } of objects) {
    collectImages(live?.spec, images);
    if (isRecord(live?.status) && typeof live.status.url === 'string') {
      urls.add(live.status.url);
    }
  }
  return {
    ...(images.size > 0 ? { images: [...images].sort() } : {}),
    ...(urls.size > 0 ? { externalURLs: [...urls].sort() } : {}),
  };
}

function collectImages(value: unknown, images: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) {
      collectImages(item, images);
    }
  } else if (isRecord(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (key === 'image' && typeof item === 'string') {
        images.add(item);
      } else {
        collectImages(item, images);
      }
    }
  }
}
