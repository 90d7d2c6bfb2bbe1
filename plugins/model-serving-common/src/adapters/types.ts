import type { Delivery, Workload } from '../api/types';
import type { ClusterSnapshot } from '../fleet/snapshot';
import type { ObservedRecord, Projection } from '../observed/resource';

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
}

/** What an adapter may look at besides the object itself. @public */
export interface AssessmentContext {
  readonly now: Date;
  /** The cluster that has the object: its pods, replica sets and nodes. */
  readonly cluster: ClusterSnapshot;
}

/**
 * Supporting a GitOps tool means one of these.
 *
 * @public
 */
export interface DeliveryAdapter<R extends ObservedRecord>
  extends Projection<R> {
  describe(record: R, seen: AssessmentContext): DeliveryClaim;
}

/** A delivery, and what it says of the place it delivers to. @public */
export interface DeliveryClaim {
  readonly delivery: Delivery;
  /** Where the objects go, in the tool's own words; `undefined` name and server = the same cluster. */
  readonly destination: { readonly name?: string; readonly server?: string };
  /** Folder in the repository, and the repository, when the tool says so. */
  readonly source?: { readonly repoUrl: string; readonly path: string };
  /** What it applied or would apply, when the tool lists it. */
  readonly objects: readonly {
    readonly group: string;
    readonly kind: string;
    readonly namespace?: string;
    readonly name: string;
  }[];
}
