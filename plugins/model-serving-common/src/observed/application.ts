import { keepServing } from './deliveredObjects';
import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import type { ObservedRecord, Projection } from './resource';
import { cut } from './text';

/**
 * An Argo CD Application.
 *
 * @public
 */
export interface ApplicationRecord extends ObservedRecord {
  /** One, or several for a multi-source Application, in its order. */
  readonly sources: readonly {
    readonly repoUrl: string;
    readonly path: string;
    readonly targetRevision?: string;
  }[];
  readonly destination: {
    readonly name?: string;
    readonly server?: string;
    readonly namespace?: string;
  };
  /** Argo CD applies changes by itself. */
  readonly automated: boolean;
  readonly sync: {
    readonly status?: string;
    /** What the sources resolved to, in their order. */
    readonly revisions: readonly string[];
  };
  /** Argo CD's own word for the health of what it applied. */
  readonly health?: string;
  /** The last operation; it stays after later drift. */
  readonly operation?: {
    readonly phase: string;
    readonly message?: string;
    readonly startedAt?: string;
    readonly finishedAt?: string;
    readonly retryCount?: number;
    readonly revisions: readonly string[];
  };
  /** The newest entry of the history: the last sync that succeeded. */
  readonly applied?: {
    readonly revisions: readonly string[];
    readonly deployedAt?: string;
  };
  readonly resources: readonly {
    readonly group: string;
    readonly kind: string;
    readonly namespace?: string;
    readonly name: string;
    readonly status?: string;
  }[];
  /** Argo CD's conditions have no status: being there is the signal. */
  readonly conditions: readonly {
    readonly type: string;
    readonly message?: string;
    readonly since?: string;
  }[];
}

/**
 * The projection of Argo CD Applications, v3.5 `argoproj.io/v1alpha1`.
 *
 * @public
 */
export const applicationProjection: Projection<ApplicationRecord> = {
  resource: {
    group: 'argoproj.io',
    kind: 'Application',
    plural: 'applications',
    versions: ['v1alpha1'],
  },
  project(raw) {
    const application = ObjectReader.create(raw, 'Application');
    const spec = application.object('spec');
    const status = application.object('status');
    const syncStatus = status.object('sync').optionalString('status');
    const health = status.object('health').optionalString('status');
    const automated = spec.object('syncPolicy').object('automated');
    return {
      meta: readMeta(application),
      sources: readSources(spec),
      destination: readDestination(spec.object('destination')),
      automated:
        spec.object('syncPolicy').has('automated') &&
        automated.optionalBoolean('enabled') !== false,
      sync: {
        ...(syncStatus && { status: syncStatus }),
        revisions: readRevisions(status.object('sync')),
      },
      ...(health && { health }),
      ...(status.has('operationState') && {
        operation: readOperation(status.object('operationState')),
      }),
      ...readApplied(status),
      resources: keepServing(status.list('resources').map(readResource)),
      conditions: status.list('conditions').map(readPresence),
    };
  },
};

function readSources(spec: ObjectReader): ApplicationRecord['sources'] {
  const several = spec.list('sources');
  const sources = several.length > 0 ? several : [spec.object('source')];
  return sources
    .filter(source => source.has('repoURL'))
    .map(source => {
      const targetRevision = source.optionalString('targetRevision');
      return {
        repoUrl: source.string('repoURL'),
        path: source.optionalString('path') ?? '',
        ...(targetRevision && { targetRevision }),
      };
    });
}

function readDestination(
  destination: ObjectReader,
): ApplicationRecord['destination'] {
  const name = destination.optionalString('name');
  const server = destination.optionalString('server');
  const namespace = destination.optionalString('namespace');
  return {
    ...(name && { name }),
    ...(server && { server }),
    ...(namespace && { namespace }),
  };
}

/** `revisions` for several sources, else `revision`. */
function readRevisions(holder: ObjectReader): readonly string[] {
  const several = holder.strings('revisions');
  if (several.length > 0) return several;
  const one = holder.optionalString('revision');
  return one ? [one] : [];
}

function readOperation(
  operation: ObjectReader,
): NonNullable<ApplicationRecord['operation']> {
  const message = operation.optionalString('message');
  const startedAt = operation.optionalString('startedAt');
  const finishedAt = operation.optionalString('finishedAt');
  const retryCount = operation.optionalInteger('retryCount');
  return {
    phase: operation.optionalString('phase') ?? '',
    ...(message && { message: cut(message) }),
    ...(startedAt && { startedAt }),
    ...(finishedAt && { finishedAt }),
    ...(retryCount !== undefined && { retryCount }),
    revisions: readRevisions(operation.object('syncResult')),
  };
}

function readApplied(status: ObjectReader): Pick<ApplicationRecord, 'applied'> {
  let newest: { id: number; entry: ObjectReader } | undefined;
  for (const entry of status.list('history')) {
    const id = entry.optionalInteger('id') ?? 0;
    if (!newest || id >= newest.id) newest = { id, entry };
  }
  if (!newest) return {};
  const deployedAt = newest.entry.optionalString('deployedAt');
  return {
    applied: {
      revisions: readRevisions(newest.entry),
      ...(deployedAt && { deployedAt }),
    },
  };
}

function readResource(
  resource: ObjectReader,
): ApplicationRecord['resources'][number] {
  const namespace = resource.optionalString('namespace');
  const status = resource.optionalString('status');
  return {
    group: resource.optionalString('group') ?? '',
    kind: resource.string('kind'),
    ...(namespace && { namespace }),
    name: resource.string('name'),
    ...(status && { status }),
  };
}

function readPresence(
  condition: ObjectReader,
): ApplicationRecord['conditions'][number] {
  const message = condition.optionalString('message');
  const since = condition.optionalString('lastTransitionTime');
  return {
    type: condition.string('type'),
    ...(message && { message: cut(message) }),
    ...(since && { since }),
  };
}
