import type {
  ChangePlan,
  ChangeRequest,
  ClustersView,
  FigureName,
  FiguresView,
  GpuActivityView,
  GpusView,
  RolloutsView,
  TenantsView,
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
 * What the `model-serving` backend answers. Every method throws a
 * `ResponseError` of `@backstage/errors` when the server refuses, with the
 * server's message.
 *
 * @public
 */
export interface ModelServingApi {
  /** Every cluster that the caller may see, with its state and GPUs. */
  getClusters(options?: RequestOptions): Promise<Answer<ClustersView>>;
  /** The rollout of a Model or an inference service, by full entity ref. */
  getEntityRollouts(
    entityRef: string,
    options?: RequestOptions,
  ): Promise<Answer<RolloutsView>>;
  /** The GPUs of the clusters that concern an entity, by full entity ref. */
  getEntityGpus(
    entityRef: string,
    options?: RequestOptions,
  ): Promise<Answer<GpusView>>;
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
  /** The configured tenants, and whether the caller may change them. */
  getTenants(
    options?: Omit<RequestOptions, 'ifNoneMatch'>,
  ): Promise<TenantsView>;
  /** Checks a change and says where it would be written; changes nothing. */
  planChange(
    request: ChangeRequest,
    options?: Omit<RequestOptions, 'ifNoneMatch'>,
  ): Promise<ChangePlan>;
}
