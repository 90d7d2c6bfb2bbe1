import type { Cluster } from '../cluster/cluster';
import type { Application, AppProject } from '../resources/argocd';
import type { ManagedObject } from './compare';
import { compare } from './compare';
import type { ArgoDestination } from './destinations';
import {
  connectionError,
  findDestination,
  permitsDestination,
  permitsSource,
} from './destinations';
import type { Health } from './health';
import { healthOf, worse } from './health';
import type { ManifestBuilds, SourceType } from './manifestBuilds';
import type { LastApplied } from './merge';

/** What a look at an Application found. */
export interface Refresh {
  readonly sync: 'Synced' | 'OutOfSync' | 'Unknown';
  readonly health: Health;
  readonly objects: readonly ManagedObject[];
  readonly conditions: readonly { type: string; message: string }[];
  readonly sourceType?: SourceType;
  /** Present when the Application may be synced. */
  readonly target?: {
    readonly project: AppProject;
    readonly destination: ArgoDestination;
  };
}

export interface RefreshContext {
  readonly hub: Cluster;
  readonly destinations: readonly ArgoDestination[];
  readonly builds: ManifestBuilds;
  readonly lastApplied: LastApplied;
}

/** Compares an Application with its repository and its cluster. */
export function refresh(context: RefreshContext, app: Application): Refresh {
  const { hub, destinations } = context;
  const project = hub.projects.get({
    namespace: app.metadata.namespace,
    name: app.spec.project,
  });
  if (!project) {
    return invalid(
      `Application references project ${app.spec.project} which does not exist`,
    );
  }
  const destination = findDestination(destinations, app.spec.destination);
  if (!destination) {
    const { name, server } = app.spec.destination;
    return invalid(
      `application destination spec for ${
        app.metadata.name
      } is invalid: unable to find destination server: there are no clusters with this name: ${
        name ?? server ?? ''
      }`,
    );
  }
  const url = app.spec.source?.repoURL ?? '';
  if (!permitsSource(project, url)) {
    return invalid(
      `application repo ${url} is not permitted in project '${project.metadata.name}'`,
    );
  }
  const namespace = app.spec.destination.namespace ?? '';
  if (!permitsDestination(project, destination, namespace)) {
    return invalid(
      `application destination server '${destination.server}' and namespace '${namespace}' do not match any of the allowed destinations in project '${project.metadata.name}'`,
    );
  }
  return compareWithCluster(context, app, project, destination);
}

function compareWithCluster(
  context: RefreshContext,
  app: Application,
  project: AppProject,
  destination: ArgoDestination,
): Refresh {
  const error = connectionError(destination);
  if (error) {
    // As the real controller: nothing is loaded, so nothing is unhealthy.
    return failed(
      `Failed to load live state: failed to get cluster info for "${destination.server}": error synchronizing cache state : ${error}`,
      [],
    );
  }
  const name = app.metadata.name;
  const { cluster } = destination;
  const built = context.builds.build(
    app.spec.source ?? { repoURL: '' },
    app.spec.destination.namespace ?? '',
  );
  if ('error' in built) {
    return failed(
      `Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unknown desc = ${built.error}`,
      compare(name, [], cluster, context.lastApplied),
    );
  }
  const objects = compare(name, built.manifests, cluster, context.lastApplied);
  return {
    sync: objects.every(object => object.synced) ? 'Synced' : 'OutOfSync',
    health: aggregateHealth(objects),
    objects,
    conditions: [],
    sourceType: built.sourceType,
    target: { project, destination },
  };
}

/** Worst health of the live objects; Missing only when none is there. */
function aggregateHealth(objects: readonly ManagedObject[]): Health {
  if (objects.length > 0 && objects.every(object => !object.live)) {
    return 'Missing';
  }
  return objects.reduce<Health>((health, { live }) => {
    const own = live && healthOf(live);
    return own ? worse(health, own) : health;
  }, 'Healthy');
}

function invalid(message: string): Refresh {
  return {
    sync: 'Unknown',
    health: 'Unknown',
    objects: [],
    conditions: [{ type: 'InvalidSpecError', message }],
  };
}

function failed(message: string, objects: readonly ManagedObject[]): Refresh {
  return {
    sync: 'Unknown',
    health: aggregateHealth(objects),
    objects,
    conditions: [{ type: 'ComparisonError', message }],
  };
}
