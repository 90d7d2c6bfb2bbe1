import type {
  ChangePlan,
  ChangeRequest,
  ClustersView,
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
