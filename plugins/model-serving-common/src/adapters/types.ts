import type { Delivery, Workload } from '../api/types';
import type { FindingsLookup } from '../diagnosis/findings';
import type { ClusterSnapshot } from '../fleet/snapshot';
import type { AcceleratorRule } from '../gpu/accelerators';
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
   *
   * `artifactUri` is what was asked for: it may come from the object and those
   * that configure it, not from pods. Nor may pods decide whether it serves a
   * model.
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
  /** The revisions of a Deployment or a Rollout that have pods, newest first. */
  replicaSetsOf(owner: ObservedRecord): readonly ReplicaSetRecord[];
  /** Which resources are accelerators, and how they are labelled. */
  readonly accelerators: readonly AcceleratorRule[];
  /** `undefined` when the cluster never showed its nodes and pods. */
  gpus(): GpuAccount | undefined;
  /** What was fetched on demand of a pod in trouble, by its uid. */
  readonly findings: FindingsLookup;
}

/**
 * Supporting a GitOps tool means one of these.
 *
 * @public
 */
export interface DeliveryAdapter<R extends ObservedRecord>
  extends Projection<R> {
  /**
   * Its objects make those that deliver, and deliver nothing themselves: not
   * being able to read them hides no delivery.
   */
  readonly explainsOnly?: boolean;
  /** `undefined` for an object that delivers nothing. */
  describe(record: R, seen: AssessmentContext): DeliveryClaim | undefined;
}

/** A delivery, and what it says of the place it delivers to. @public */
export interface DeliveryClaim {
  readonly delivery: Delivery;
  /** Where the objects go, in the tool's own words; `undefined` name and server = the same cluster. */
  readonly destination: {
    readonly name?: string;
    readonly server?: string;
    /** Other words for it, which only configured aliases join. */
    readonly alsoCalled?: readonly string[];
  };
  /** Folders in repositories, when the tool says so, each with its commits. */
  readonly sources: readonly ({
    readonly repoUrl: string;
    readonly path: string;
  } & Pick<Delivery, 'wantedRevision' | 'appliedRevision'>)[];
  /**
   * Folders of which it would make deliveries, when it makes some and cannot:
   * it explains why there is none.
   */
  readonly covers?: readonly FolderPattern[];
  /** What it applied or would apply, when the tool lists it. */
  readonly objects: readonly {
    readonly group: string;
    readonly kind: string;
    readonly namespace?: string;
    readonly name: string;
  }[];
}

/**
 * Folders of a repository, as Go's `path.Match` writes them: `*` stands for
 * any part of one name.
 *
 * @public
 */
export interface FolderPattern {
  readonly repoUrl: string;
  readonly paths: readonly string[];
  readonly excluded: readonly string[];
}
