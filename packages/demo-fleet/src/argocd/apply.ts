import { createObject } from '../apiserver/writing';
import type { Cluster } from '../cluster/cluster';
import { deleteObject } from '../cluster/deletion';
import { isRecord } from '../objects/json';
import { keyOf } from '../objects/kubeObject';
import type { AppProject, ResourceResult } from '../resources/argocd';
import type { ManagedObject } from './compare';
import { marked as withMark, trackingId } from './compare';
import type { ArgoDestination } from './destinations';
import { permitsDestination, permitsKind } from './destinations';
import type { Manifest } from './manifest';
import type { LastApplied } from './merge';
import { threeWayMerge } from './merge';

export interface ApplyContext {
  readonly app: string;
  readonly project: AppProject;
  readonly destination: ArgoDestination;
  readonly createNamespace: boolean;
  readonly lastApplied: LastApplied;
}

/** Applies or prunes one object and says how that went, as a sync result does. */
export function applyOne(
  context: ApplyContext,
  object: ManagedObject,
): ResourceResult {
  const { group, version, kind, namespace, name } = object;
  const result = (status: string, message: string): ResourceResult => ({
    group,
    version,
    kind,
    namespace,
    name,
    status,
    message,
    hookPhase: status === 'SyncFailed' ? 'Failed' : 'Running',
    syncPhase: 'Sync',
  });
  const refusal = refusalOf(context, object);
  if (refusal) {
    return result('SyncFailed', refusal);
  }
  try {
    return object.wanted
      ? result('Synced', applyWanted(context, object, object.wanted))
      : result('Pruned', prune(context.destination.cluster, object));
  } catch (error) {
    return result(
      'SyncFailed',
      error instanceof Error ? error.message : String(error),
    );
  }
}

function refusalOf(
  { project, destination }: ApplyContext,
  { collection, group, kind, namespace, version }: ManagedObject,
): string | undefined {
  if (!collection) {
    return `The Kubernetes API could not find ${
      group ? `${group}/` : ''
    }${kind} for requested resource. Make sure the "${kind}" CRD (${
      group ? `${group}/` : ''
    }${version}) is installed on the destination cluster.`;
  }
  const { namespaced } = collection.resource;
  if (!permitsKind(project, group, kind, namespaced)) {
    return `resource ${group}:${kind} is not permitted in project ${project.metadata.name}.`;
  }
  if (namespaced && !permitsDestination(project, destination, namespace)) {
    return `namespace ${namespace} is not permitted in project '${project.metadata.name}'`;
  }
  return undefined;
}

function applyWanted(
  context: ApplyContext,
  object: ManagedObject,
  wanted: Manifest,
): string {
  const { app, createNamespace, destination, lastApplied } = context;
  const { cluster } = destination;
  const { collection, live, name, namespace } = object;
  const id = trackingId(app, wanted);
  const marked = withMark(wanted, id);
  const label = `${object.kind.toLowerCase()}${
    object.group ? `.${object.group}` : ''
  }/${name}`;
  const before = lastApplied.get(id);
  lastApplied.set(id, marked);
  if (!collection) {
    return label;
  }
  if (!live) {
    if (createNamespace && !cluster.namespaces.get({ name: namespace })) {
      createObject(cluster, cluster.namespaces, undefined, {
        metadata: { name: namespace },
      });
    }
    createObject(
      cluster,
      collection,
      collection.resource.namespaced ? namespace : undefined,
      marked,
    );
    return `${label} created`;
  }
  const next = threeWayMerge(live, marked, before);
  const written = collection.replace(keyOf(live), isRecord(next) ? next : live);
  return written === live ? `${label} unchanged` : `${label} configured`;
}

function prune(cluster: Cluster, object: ManagedObject): string {
  const { collection, live } = object;
  if (collection && live) {
    deleteObject(cluster, collection, keyOf(live));
  }
  return 'pruned';
}
