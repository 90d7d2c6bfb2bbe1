import type { ServiceRuntime } from '../../gitops';
import type { ServiceFacts } from '../facts';
import type { ObjectPath } from '../mergeObject';
import type { ServiceObject } from '../objects/types';
import type { BaseFacts, PatchFigures, PatchOperation } from '../overlay/types';
import type { CheckedPlacement } from '../validateRequest';

/** Group, version and kind of an object. */
export interface ObjectKind {
  /** Absent for the core group. */
  readonly group?: string;
  readonly version: string;
  readonly kind: string;
}

/** What runs a model, and how overlays fit it to a cluster. */
export interface ServingKind {
  readonly runtime: ServiceRuntime;
  readonly kind: ObjectKind;
  /** Of its file, below the service's folder. */
  readonly path: string;
  /** Where the arguments of the engine are. */
  readonly args: ObjectPath;
  /** Of these, which are ours; others may add to them. */
  readonly ownFlags: readonly string[];
  /** Where the pod's own fields are. */
  readonly pod: ObjectPath;
  /** Where it says how pods are replaced. */
  readonly strategy: ObjectPath;
  /** Where it says what is served; absent when that is among its arguments. */
  readonly artifact?: ObjectPath;
  /** What overlays build on, and what is therefore filled in everywhere. */
  readonly needed: readonly ObjectPath[];
  /** The object without accelerators: how many and which is what overlays say. */
  object(facts: ServiceFacts): ServiceObject;
  /** What makes the base fit one cluster. */
  operations(
    facts: ServiceFacts,
    placement: CheckedPlacement,
    base: BaseFacts,
  ): PatchOperation[];
  /** Reads one of these operations; `undefined` for what somebody else wrote. */
  readOperation(operation: PatchOperation): PatchFigures | undefined;
}
