import type { ErrorSink } from '../cluster/errorSink';
import { deleteObject, releaseFinalizer } from '../cluster/deletion';
import { WorkQueue } from '../cluster/workQueue';
import { keyOf } from '../objects/kubeObject';
import type { Application, ApplicationStatus } from '../resources/argocd';
import { refreshedStatus, withSyncError } from './applicationStatus';
import { applyOne } from './apply';
import { compare, TRACKING_ID } from './compare';
import { connectionError, findDestination } from './destinations';
import { begunOperation, endedOperation, withHistory } from './operation';
import type { Refresh, RefreshContext } from './refresh';
import { refresh } from './refresh';

export const CASCADE_FINALIZER = 'resources-finalizer.argocd.argoproj.io';

const NAMESPACE = 'argocd';

/** Simulated: how soon a change is looked at, and how long a sync takes. */
const REFRESH_DELAY_MS = 400;
const SYNC_MS = 700;
const RESYNC_MS = 180_000;

/** The application controller of the hub. */
export class ApplicationController {
  #context: RefreshContext;
  readonly #queue: WorkQueue;
  /** Revision of the last full comparison, by Application. */
  readonly #compared = new Map<string, string>();

  private constructor(context: RefreshContext, onError: ErrorSink) {
    this.#context = context;
    this.#queue = WorkQueue.create({
      clock: context.hub.clock,
      delayMs: REFRESH_DELAY_MS,
      reconcile: name => this.#reconcile(name),
      onError,
    });
  }

  static start(
    context: RefreshContext,
    onError: ErrorSink,
  ): ApplicationController {
    const controller = new ApplicationController(context, onError);
    context.hub.applications.onChange(({ type, object, previous }) => {
      const { name, uid } = object.metadata;
      const same =
        previous?.metadata.generation === object.metadata.generation &&
        !object.metadata.deletionTimestamp;
      if (type === 'DELETED') {
        controller.#compared.delete(uid);
      } else if (!same) {
        controller.#queue.add(name);
      }
    });
    for (const { cluster } of context.destinations) {
      cluster.log.listenAll(({ object }) => {
        const mark = object.metadata.annotations?.[TRACKING_ID];
        if (mark) {
          controller.#queue.add(mark.split(':')[0] ?? '');
        }
      });
    }
    controller.#resyncLater();
    return controller;
  }

  /** A new commit, or a cluster that came or went: look at everything. */
  update(change: Partial<Pick<RefreshContext, 'builds'>> = {}): void {
    this.#context = { ...this.#context, ...change };
    for (const app of this.#context.hub.applications.list()) {
      this.#queue.add(app.metadata.name);
    }
  }

  #resyncLater(): void {
    this.#context.hub.clock.afterWall(RESYNC_MS, () => {
      this.#compared.clear();
      this.update();
      this.#resyncLater();
    });
  }

  #get(name: string): Application | undefined {
    return this.#context.hub.applications.get({ namespace: NAMESPACE, name });
  }

  #reconcile(name: string): void {
    const app = this.#get(name);
    if (!app) {
      return;
    }
    if (app.metadata.deletionTimestamp) {
      this.#cascade(app);
      return;
    }
    const { builds, hub } = this.#context;
    const { revision } = builds;
    const full = this.#compared.get(app.metadata.uid) !== revision;
    this.#compared.set(app.metadata.uid, revision);
    const found = refresh(this.#context, app);
    const now = hub.clock.timestamp();
    const status = refreshedStatus(app, found, revision, now, full);
    const next = this.#automatic(app, found, status, revision, now);
    this.#write(app, next);
  }

  /** Starts a sync where the policy says so; otherwise says why not. */
  #automatic(
    app: Application,
    found: Refresh,
    status: ApplicationStatus,
    revision: string,
    now: string,
  ): ApplicationStatus {
    const policy = app.spec.syncPolicy?.automated;
    const last = app.status?.operationState;
    if (last?.phase === 'Running' || found.sync === 'Unknown') {
      return status;
    }
    const wanted = policy && policy.enabled !== false;
    if (!wanted || found.sync === 'Synced' || !found.target) {
      return withSyncError(status, undefined, now);
    }
    const attempted = last?.syncResult?.revision === revision;
    if (attempted && last?.phase === 'Failed') {
      return withSyncError(
        status,
        `Failed last sync attempt to ${revision}: ${last.message ?? ''}`,
        now,
      );
    }
    const pruneOnly = found.objects.every(
      object => object.synced || !object.wanted,
    );
    if ((attempted && !policy.selfHeal) || (pruneOnly && !policy.prune)) {
      return status;
    }
    this.#syncLater(app, SYNC_MS);
    return {
      ...withSyncError(status, undefined, now),
      operationState: begunOperation(app, revision, now),
    };
  }

  #syncLater(app: Application, ms: number): void {
    const { name, uid } = app.metadata;
    this.#context.hub.clock.after(ms, () => {
      const current = this.#get(name);
      if (
        current?.metadata.uid === uid &&
        !current.metadata.deletionTimestamp
      ) {
        this.#sync(current);
      }
    });
  }

  #sync(app: Application): void {
    const { builds, hub, lastApplied } = this.#context;
    const begun = app.status?.operationState;
    const found = refresh(this.#context, app);
    if (!begun) {
      return;
    }
    const state = {
      ...begun,
      syncResult: {
        ...begun.syncResult,
        revision: builds.revision,
        source: app.spec.source ?? { repoURL: '' },
      },
    };
    if (!found.target) {
      const message = found.conditions.map(item => item.message).join('; ');
      this.#write(app, {
        ...app.status,
        operationState: {
          ...state,
          phase: 'Error',
          message,
          finishedAt: hub.clock.timestamp(),
        },
      });
      return;
    }
    const prune = app.spec.syncPolicy?.automated?.prune === true;
    const context = {
      app: app.metadata.name,
      ...found.target,
      createNamespace:
        app.spec.syncPolicy?.syncOptions?.includes('CreateNamespace=true') ??
        false,
      lastApplied,
    };
    const results = found.objects
      .filter(object => object.wanted || prune)
      .map(object => applyOne(context, object));
    const ended = endedOperation(app, state, results, hub.clock.now());
    this.#write(app, {
      ...app.status,
      operationState: ended.state,
      history: withHistory(app, ended.state),
    });
    if (ended.retryInMs === undefined) {
      this.#queue.add(app.metadata.name);
    } else {
      this.#syncLater(app, ended.retryInMs);
    }
  }

  /** A deleted Application takes its objects along before it goes. */
  #cascade(app: Application): void {
    const { destinations, hub } = this.#context;
    const { name } = app.metadata;
    const destination = findDestination(destinations, app.spec.destination);
    const error = destination && connectionError(destination);
    if (error) {
      const message = `failed to get cluster info: ${error}`;
      this.#write(app, {
        ...app.status,
        conditions: [
          {
            type: 'DeletionError',
            message,
            lastTransitionTime: hub.clock.timestamp(),
          },
        ],
      });
      this.#queue.addAfter(name, 5_000);
      return;
    }
    const left = destination
      ? compare(name, [], destination.cluster, new Map())
      : [];
    for (const { collection, live } of left) {
      if (destination && collection && live) {
        deleteObject(destination.cluster, collection, keyOf(live));
      }
    }
    if (left.length > 0) {
      this.#queue.addAfter(name, 500);
    } else {
      releaseFinalizer(hub.applications, app, CASCADE_FINALIZER);
    }
  }

  #write(app: Application, status: ApplicationStatus): void {
    this.#context.hub.applications.modify(keyOf(app), current => ({
      ...current,
      status,
    }));
  }
}
