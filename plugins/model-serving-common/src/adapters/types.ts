import type { Delivery, Workload } from '../api/types';
import type { ClusterSnapshot } from '../fleet/snapshot';
import type { GpuAccount } from '../gpu/totals';
import type { DeploymentRecord } from '../observed/deployment';
import type { PodRecord } from '../observed/pod';
import type { ReplicaSetRecord } from '../observed/replicaSet';
import type {
  ObservedRecord,
  Projection,
  RecordMeta,
} from '../observed/resource';

/**
 * Supporting a serving CRD means one of these, in one file, with fixtures.
 *
 * @public
 */
export interface WorkloadAdapter<R extends ObservedRecord>
  extends Projection<R> {
  /**
   * Judges one object. Pure: everything it may look at is in `seen`.
   * Returns `undefined` for an object that serves no model (an ordinary
   * Deployment, or one that another adapter's object controls).
   */
  assess(record: R, seen: AssessmentContext): Workload | undefined;
  /** The pods of the object that are known, for GPU counts. */
  podsOf(record: R, seen: AssessmentContext): readonly PodRecord[];
}

/**
 * What an adapter may look at besides the object itself. Made by
 * `assessmentContext`, which indexes a cluster once for all its objects.
 *
 * @public
 */
export interface AssessmentContext {
  readonly now: Date;
  /** The cluster that has the object: its pods, replica sets and nodes. */
  readonly cluster: ClusterSnapshot;
  /** Whether an entity's label selector asks for the object. */
  isSelected(meta: RecordMeta): boolean;
  /** The pods that are known in a namespace. */
  podsIn(namespace: string): readonly PodRecord[];
  deployment(namespace: string, name: string): DeploymentRecord | undefined;
  /** The revisions of a Deployment that have pods, newest first. */
  replicaSetsOf(deployment: DeploymentRecord): readonly ReplicaSetRecord[];
  /** `undefined` when the cluster never showed its nodes and pods. */
  gpus(): GpuAccount | undefined;
}

/**
 * Supporting a GitOps tool means one of these.
 *
 * @public
 */
export interface DeliveryAdapter<R extends ObservedRecord>
  extends Projection<R> {
  /** `undefined` for an object that delivers nothing. */
  describe(record: R, seen: AssessmentContext): DeliveryClaim | undefined;
}

/** A delivery, and what it says of the place it delivers to. @public */
export interface DeliveryClaim {
  readonly delivery: Delivery;
  /** Where the objects go, in the tool's own words; `undefined` name and server = the same cluster. */
  readonly destination: { readonly name?: string; readonly server?: string };
  /** Folders in repositories, when the tool says so, each with its commits. */
  readonly sources: readonly ({
    readonly repoUrl: string;
    readonly path: string;
  } & Pick<Delivery, 'wantedRevision' | 'appliedRevision'>)[];
  /** What it applied or would apply, when the tool lists it. */
  readonly objects: readonly {
    readonly group: string;
    readonly kind: string;
    readonly namespace?: string;
    readonly name: string;
  }[];
}
