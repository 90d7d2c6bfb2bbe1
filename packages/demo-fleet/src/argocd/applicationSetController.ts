import type { Cluster } from '../cluster/cluster';
import { deleteObject } from '../cluster/deletion';
import type { ErrorSink } from '../cluster/errorSink';
import { WorkQueue } from '../cluster/workQueue';
import type { RepositorySnapshot } from '../git/repository';
import { isOwnedBy, keyOf } from '../objects/kubeObject';
import type { ApplicationSet } from '../resources/argocd';
import type { Condition, ConditionChange } from '../resources/conditions';
import { withCondition } from '../resources/conditions';
import type { WantedApplication } from './applicationSet';
import { generateApplications } from './applicationSet';

const NAMESPACE = 'argocd';

/** Keeps the Applications of each ApplicationSet as its rule has them. */
export class ApplicationSetController {
  readonly #hub: Cluster;
  #snapshot: RepositorySnapshot;
  readonly #queue: WorkQueue;

  private constructor(
    hub: Cluster,
    snapshot: RepositorySnapshot,
    onError: ErrorSink,
  ) {
    this.#hub = hub;
    this.#snapshot = snapshot;
    this.#queue = WorkQueue.create({
      clock: hub.clock,
      delayMs: 300,
      reconcile: name => this.#reconcile(name),
      onError,
    });
  }

  static start(
    hub: Cluster,
    snapshot: RepositorySnapshot,
    onError: ErrorSink,
  ): ApplicationSetController {
    const controller = new ApplicationSetController(hub, snapshot, onError);
    hub.applicationSets.onChange(({ type, object }) => {
      if (type !== 'DELETED') {
        controller.#queue.add(object.metadata.name);
      }
    });
    return controller;
  }

  update(snapshot: RepositorySnapshot): void {
    this.#snapshot = snapshot;
    for (const set of this.#hub.applicationSets.list()) {
      this.#queue.add(set.metadata.name);
    }
  }

  #reconcile(name: string): void {
    const set = this.#hub.applicationSets.get({ namespace: NAMESPACE, name });
    if (!set || set.metadata.deletionTimestamp) {
      return;
    }
    let wanted: WantedApplication[];
    try {
      wanted = generateApplications(set, this.#snapshot);
    } catch (error) {
      // A rule that cannot be read deletes nothing.
      const message = error instanceof Error ? error.message : String(error);
      this.#report(set, undefined, message);
      return;
    }
    for (const application of wanted) {
      this.#apply(application);
    }
    const names = new Set(wanted.map(item => item.metadata.name));
    for (const app of this.#hub.applications.list(NAMESPACE)) {
      if (isOwnedBy(app, set) && !names.has(app.metadata.name)) {
        deleteObject(this.#hub, this.#hub.applications, keyOf(app));
      }
    }
    this.#report(set, wanted.length, undefined);
  }

  #apply(wanted: WantedApplication): void {
    const { applications } = this.#hub;
    const key = {
      namespace: wanted.metadata.namespace,
      name: wanted.metadata.name,
    };
    if (!applications.get(key)) {
      applications.create(wanted);
      return;
    }
    applications.modify(key, current => ({
      ...current,
      metadata: {
        ...current.metadata,
        labels: wanted.metadata.labels,
        finalizers: wanted.metadata.finalizers,
      },
      spec: wanted.spec,
    }));
  }

  #report(
    set: ApplicationSet,
    count: number | undefined,
    error: string | undefined,
  ): void {
    const failure = error ? { message: error } : {};
    const changes: ConditionChange[] = [
      {
        type: 'ErrorOccurred',
        status: error ? 'True' : 'False',
        reason: error
          ? 'ApplicationParamsGenerationError'
          : 'ApplicationSetUpToDate',
        message: 'Successfully generated parameters for all Applications',
        ...failure,
      },
      {
        type: 'ParametersGenerated',
        status: error ? 'False' : 'True',
        reason: error ? 'ErrorOccurred' : 'ParametersGenerated',
        message: 'Successfully generated parameters for all Applications',
        ...failure,
      },
      {
        type: 'ResourcesUpToDate',
        status: error ? 'False' : 'True',
        reason: error
          ? 'ApplicationParamsGenerationError'
          : 'ApplicationSetUpToDate',
        message: 'All applications have been generated successfully',
        ...failure,
      },
    ];
    const now = this.#hub.clock.timestamp();
    this.#hub.applicationSets.modify(keyOf(set), current => ({
      ...current,
      status: {
        ...current.status,
        conditions: changes.reduce<Condition[]>(
          (list, change) => withCondition(list, change, now),
          current.status?.conditions ?? [],
        ),
        ...(count === undefined ? {} : { resourcesCount: count }),
      },
    }));
  }
}
