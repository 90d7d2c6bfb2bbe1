import type { Replacement } from '../../gitops';

/** One operation of a JSON patch (RFC 6902). */
export interface PatchOperation {
  readonly op: string;
  readonly path: string;
  readonly value?: unknown;
}

/** What the base has, as far as a patch depends on it. */
export interface BaseFacts {
  /** Adding to a selector keeps it; adding one where it is replaces it. */
  readonly hasNodeSelector: boolean;
  /** The same for the list of tolerations. */
  readonly hasTolerations: boolean;
  /** In tokens. */
  readonly contextLength: number | undefined;
  /** Of a Deployment: which of its containers is the engine. */
  readonly container: number;
  /** Of a Deployment: that of the engine, pinned by digest. */
  readonly image: string | undefined;
}

/** What a list of operations says about placement. */
export interface PatchFigures {
  readonly replicas?: number;
  readonly maxReplicas?: number;
  readonly resourceName?: string;
  readonly gpusPerReplica?: number;
  readonly product?: string;
  readonly contextLength?: number;
  readonly replacement?: Replacement;
}
