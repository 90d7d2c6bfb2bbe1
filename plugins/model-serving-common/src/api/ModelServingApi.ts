import type {
  ChangePlan,
  ChangePreview,
  ChangeRequest,
  ClusterDoctorView,
  ClustersView,
  DoctorView,
  FigureName,
  FiguresView,
  GpuActivityView,
  GpuHoldersView,
  GpusView,
  OverviewsView,
  PresentService,
  RoomsRequest,
  RoomsView,
  RolloutsView,
  TenantsView,
  Verdict,
  WavesView,
  WorkloadsView,
  ServiceInput,
  ValidationReport,
  ValidationRequest,
} from './types';

/** How one call is made. @public */
export interface RequestOptions {
  /** Ends the call; the only time-out there is. */
  readonly signal?: AbortSignal | undefined;
  /** For callers whose fetch does not add one, such as backends. */
  readonly token?: string | undefined;
  /** The `etag` of the answer that the caller has. */
  readonly ifNoneMatch?: string | undefined;
}

/**
 * What came back: the value, or that the caller's copy is still right, which
 * can only happen when the call had `ifNoneMatch`.
 *
 * @public
 */
export type Answer<T> =
  | { readonly status: 'changed'; readonly value: T; readonly etag?: string }
  | { readonly status: 'unchanged' };

/** What is asked of metrics. @public */
export interface FiguresOptions extends RequestOptions {
  /** How far back series go; default: `1h`. */
  readonly range?: FiguresView['range'];
  /** Figures of which a series is wanted; default: none. */
  readonly series?: readonly FigureName[];
  /** Only this cluster; default: all. */
  readonly cluster?: string;
}

/**
 * Which rows of a rollout are wanted: verdicts are alternatives, and everything
 * that is given must hold.
 *
 * @public
 */
export interface RolloutsFilter {
  readonly verdict?: readonly Verdict[];
  /** Words that all occur in the cluster, the service or what is said of it. */
  readonly text?: string;
}

/**
 * The first rows of a rollout, worst first. The list is live, so that it has no
 * cursor: whoever wants more asks for more.
 *
 * @public
 */
export interface RolloutsQuestion extends RolloutsFilter {
  /** 1 to 2000; default: 200. */
  readonly limit?: number;
}

/**
 * Which of the fleet's workloads are wanted: values of one list are
 * alternatives, and everything that is given must hold.
 *
 * @public
 */
export interface WorkloadsFilter {
  readonly cluster?: readonly string[];
  readonly namespace?: readonly string[];
  readonly verdict?: readonly Verdict[];
  /** Kinds of objects, like `InferenceService`. */
  readonly kind?: readonly string[];
  readonly tenant?: readonly string[];
  /** Full entity refs of the tenants' owners. */
  readonly owner?: readonly string[];
  /** Full entity refs of Components or Models. */
  readonly entityRef?: readonly string[];
  /** Whether an entity that the caller may see has it. */
  readonly catalogued?: boolean;
  /** Words that all occur in its names, image, artifact or engine. */
  readonly text?: string;
}

/** A page of the fleet's workloads. @public */
export interface WorkloadsQuery extends WorkloadsFilter {
  /** 1 to 500; default: 100. */
  readonly limit?: number;
  /** The `nextCursor` of the page before, with the same filter. */
  readonly cursor?: string;
}

/**
 * What the `model-serving` backend answers. Every method throws a
 * `ResponseError` of `@backstage/errors` when the server refuses, with the
 * server's message.
 *
 * @public
 */
export interface ModelServingApi {
  /** Every cluster that the caller may see, with its state and GPUs. */
  getClusters(options?: RequestOptions): Promise<Answer<ClustersView>>;
  /**
   * The rollout of a Model or an inference service, by full entity ref: the
   * first rows, and how many there are.
   */
  getEntityRollouts(
    entityRef: string,
    options?: RolloutsQuestion & RequestOptions,
  ): Promise<Answer<RolloutsView>>;
  /**
   * How far a change of an inference service is that goes in waves, and
   * whether the next wave may go.
   *
   * @param entityRef - Of a Component.
   */
  getEntityWaves(
    entityRef: string,
    options?: RequestOptions,
  ): Promise<Answer<WavesView>>;
  /** The GPUs of the clusters that concern an entity, by full entity ref. */
  getEntityGpus(
    entityRef: string,
    options?: RequestOptions,
  ): Promise<Answer<GpusView>>;
  /** Who takes the GPUs of each cluster that the caller may see. */
  getGpuHolders(options?: RequestOptions): Promise<Answer<GpuHoldersView>>;
  /**
   * How well a Model or an inference service serves, what it uses and costs,
   * by full entity ref.
   */
  getEntityFigures(
    entityRef: string,
    options?: FiguresOptions,
  ): Promise<Answer<FiguresView>>;
  /** How busy the GPUs of the clusters are that the caller may see. */
  getGpuActivity(
    options?: Omit<FiguresOptions, 'series'>,
  ): Promise<Answer<GpuActivityView>>;
  /**
   * How entities are and where they run, for the rows of a table: fifty full
   * entity refs at most.
   */
  getOverviews(
    entityRefs: readonly string[],
    options?: RequestOptions,
  ): Promise<Answer<OverviewsView>>;
  /** A page of every serving object that the caller may see. */
  getWorkloads(
    query?: WorkloadsQuery,
    options?: RequestOptions,
  ): Promise<Answer<WorkloadsView>>;
  /** How well each cluster can be observed, worst first. */
  getDoctor(options?: RequestOptions): Promise<Answer<DoctorView>>;
  /** What is observed in one cluster, kind by kind. */
  getClusterDoctor(
    cluster: string,
    options?: RequestOptions,
  ): Promise<Answer<ClusterDoctorView>>;
  /** The configured tenants, and whether the caller may change them. */
  getTenants(
    options?: Omit<RequestOptions, 'ifNoneMatch'>,
  ): Promise<TenantsView>;
  /** Checks a change and says where it would be written; changes nothing. */
  planChange(
    request: ChangeRequest,
    options?: Omit<RequestOptions, 'ifNoneMatch'>,
  ): Promise<ChangePlan>;
  /** What a tenant's namespaces still have for what is asked of them. */
  assessRooms(
    request: RoomsRequest,
    options?: Omit<RequestOptions, 'ifNoneMatch'>,
  ): Promise<RoomsView>;
  /**
   * What a service asks for at present, read back from its repository.
   *
   * @param place - `repository` may be left out when one has the tenant
   */
  getService(
    place: {
      readonly tenant: string;
      readonly service: string;
      readonly repository?: string;
    },
    options?: Omit<RequestOptions, 'ifNoneMatch'>,
  ): Promise<PresentService>;
  /** The files that a change would write, checked; changes nothing. */
  previewChange(
    request: ServiceInput,
    options?: Omit<RequestOptions, 'ifNoneMatch'>,
  ): Promise<ChangePreview>;
  /** Checks files of a service against what clusters serve. */
  validateFiles(
    request: ValidationRequest,
    options?: Omit<RequestOptions, 'ifNoneMatch'>,
  ): Promise<ValidationReport>;
}
