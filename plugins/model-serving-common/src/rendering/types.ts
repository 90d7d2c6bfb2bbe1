import type {
  PlatformPolicy,
  Replacement,
  ServiceChoices,
  ServiceOperations,
  ServiceRuntime,
} from '../gitops';

/**
 * What the renderer needs to know of a Model's variant: one entry of
 * `spec.artifacts` is assignable to it.
 *
 * @public
 */
export interface ServedArtifact {
  readonly name: string;
  readonly uri: string;
  /** Commit, tag or branch at the hub. */
  readonly revision?: string;
  /** `sha256:…`, of an OCI artifact. */
  readonly digest?: string;
  /** File format of the weights, for example `safetensors`. */
  readonly format?: string;
  /** Of the weights; start-up probes are sized by it. */
  readonly sizeBytes?: number;
  /** Its hub gives it only to accounts that accepted the licence. */
  readonly gated?: boolean;
}

/**
 * What one cluster shall run.
 *
 * @public
 */
export interface Placement {
  /** Name as the Backstage Kubernetes plugin knows it. */
  readonly cluster: string;
  /** GPU model as nodes label it; any model when left out. */
  readonly product?: string;
  /** At least 1; with autoscaling, how many run at least. */
  readonly replicas: number;
  /**
   * With autoscaling, how many run at most; default: twice `replicas`. Without
   * it, nothing.
   */
  readonly maxReplicas?: number;
  /** Whole devices for each replica, at least 1. */
  readonly gpusPerReplica: number;
  /** As nodes advertise it; default `nvidia.com/gpu`. */
  readonly resourceName?: string;
}

/**
 * One deployed use of a Model, as a person asked for it.
 *
 * Placements are those to add or change: clusters that the service already
 * has and that are not named here stay as they are.
 *
 * @public
 */
export interface ServiceRequest {
  readonly service: string;
  readonly title?: string;
  readonly description?: string;
  readonly tenant: string;
  /** Entity ref of the owner; kind defaults to Group. */
  readonly owner: string;
  /** Entity ref; kind defaults to System. */
  readonly system?: string;
  /** In every cluster of the request. */
  readonly namespace: string;
  /** Of the Component; a new one without it is `experimental`. */
  readonly lifecycle?: string;
  /** Entity ref; kind defaults to Model. */
  readonly modelRef: string;
  readonly model: {
    readonly name: string;
    readonly artifact: ServedArtifact;
    /** The longest context that the model was made for, in tokens. */
    readonly maxPositionEmbeddings?: number;
  };
  /**
   * Longest prompt and answer of a request together, in tokens. Without it
   * stays what the files say; a new service takes the model's own.
   */
  readonly contextLength?: number;
  readonly placements: readonly Placement[];
  /** Default: as the files say, else as the platform does. */
  readonly runtime?: ServiceRuntime;
  /** Choices that are left out stay as the files, else the platform, say. */
  readonly operations?: Partial<ServiceOperations>;
  /**
   * What the GPUs that are free come to, by cluster; taken with the choice
   * `byRoom` where something changes. Default: as the files say, else the new
   * version starts first.
   */
  readonly replacements?: Readonly<Record<string, Replacement>>;
  /** What the platform decided, from configuration and never from a form. */
  readonly platform?: PlatformPolicy;
}

/**
 * Text files by their path below the service's folder, with `/`.
 *
 * @public
 */
export type ServiceFiles = ReadonlyMap<string, string>;

/**
 * Something in a service's folder that is kept as it is, for it was written
 * by others or is shared with clusters that a request leaves out.
 *
 * @public
 */
export interface NotUnderstood {
  /** Below the service's folder. */
  readonly path: string;
  /** One sentence for a person. */
  readonly message: string;
}

/**
 * The outcome of {@link renderService}.
 *
 * @public
 */
export interface RenderedService {
  /** Every file of the service: written, changed and kept. */
  readonly files: ServiceFiles;
  /** Paths whose content is new or different, in the order of `files`. */
  readonly changed: readonly string[];
  /** Paths that were ours and are gone; not in `files`. */
  readonly removed: readonly string[];
  readonly notUnderstood: readonly NotUnderstood[];
  /** Every choice as it was made. */
  readonly choices: ServiceChoices;
}

/**
 * What the files of a service say, as far as it is understood.
 *
 * @public
 */
export interface ParsedService {
  /** Name of the serving object. */
  readonly service?: string;
  readonly modelRef?: string;
  /** As the serving object states it, with the revision that it pins. */
  readonly artifactUri?: string;
  /** In tokens; of the clusters whose overlay does not say another. */
  readonly contextLength?: number;
  /** Absent when the files hold no serving object. */
  readonly runtime?: ServiceRuntime;
  /** As far as the files tell; empty without a serving object. */
  readonly operations?: Partial<ServiceOperations>;
  /** One entry for each folder of `clusters/`, by name. */
  readonly placements: readonly ParsedPlacement[];
  readonly notUnderstood: readonly NotUnderstood[];
}

/**
 * What one overlay says; a figure that it leaves to the base is absent.
 *
 * @public
 */
export interface ParsedPlacement {
  readonly cluster: string;
  readonly namespace?: string;
  readonly product?: string;
  readonly replicas?: number;
  /** Where an autoscaler may start more. */
  readonly maxReplicas?: number;
  readonly gpusPerReplica?: number;
  readonly resourceName?: string;
  /** In tokens, where it differs from that of the base. */
  readonly contextLength?: number;
  /** Where each cluster has its own. */
  readonly replacement?: Replacement;
}
