import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import createClient, { type Client, type Middleware } from 'openapi-fetch';
import type {
  Answer,
  FiguresOptions,
  ModelServingApi,
  RequestOptions,
  WorkloadsQuery,
} from './ModelServingApi';
import type { paths } from './openapi.generated';
import type {
  ChangePlan,
  ChangePreview,
  ChangeRequest,
  ClusterDoctorView,
  ClustersView,
  DoctorView,
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
  WavesView,
  WorkloadsView,
  ServiceInput,
  ValidationReport,
  ValidationRequest,
} from './types';

const PLUGIN_ID = 'model-serving';

/**
 * Errors carry the server's own message; a 304 is an answer, not an error.
 */
const throwResponseErrors: Middleware = {
  async onResponse({ response }) {
    if (!response.ok && response.status !== 304) {
      throw await ResponseError.fromResponse(response);
    }
  },
};

/**
 * The HTTP client of the plugin's API, for browsers and for other backends.
 *
 * Gives up when the caller's signal says so; it has no time-out of its own.
 *
 * @public
 */
export class ModelServingClient implements ModelServingApi {
  readonly #discoveryApi: DiscoveryLike;
  readonly #fetchApi: FetchLike;

  private constructor(discoveryApi: DiscoveryLike, fetchApi: FetchLike) {
    this.#discoveryApi = discoveryApi;
    this.#fetchApi = fetchApi;
  }

  /**
   * Takes the front end's API refs as they are; a backend passes its
   * discovery service and `{ fetch }`, and a token with each call.
   */
  static create(options: {
    discoveryApi: DiscoveryLike;
    fetchApi: FetchLike;
  }): ModelServingClient {
    return new ModelServingClient(options.discoveryApi, options.fetchApi);
  }

  async getClusters(options?: RequestOptions): Promise<Answer<ClustersView>> {
    const client = await this.#client();
    return answer(
      await client.request('get', '/clusters', conditional(options)),
    );
  }

  async getGpuHolders(
    options?: RequestOptions,
  ): Promise<Answer<GpuHoldersView>> {
    const client = await this.#client();
    return answer(
      await client.request('get', '/gpu-holders', conditional(options)),
    );
  }

  async getEntityRollouts(
    entityRef: string,
    options?: RequestOptions,
  ): Promise<Answer<RolloutsView>> {
    const client = await this.#client();
    return answer(
      await client.request(
        'get',
        '/entities/{kind}/{namespace}/{name}/rollouts',
        ofEntity(entityRef, options),
      ),
    );
  }

  async getEntityWaves(
    entityRef: string,
    options?: RequestOptions,
  ): Promise<Answer<WavesView>> {
    const client = await this.#client();
    return answer(
      await client.request(
        'get',
        '/entities/{kind}/{namespace}/{name}/waves',
        ofEntity(entityRef, options),
      ),
    );
  }

  async getEntityGpus(
    entityRef: string,
    options?: RequestOptions,
  ): Promise<Answer<GpusView>> {
    const client = await this.#client();
    return answer(
      await client.request(
        'get',
        '/entities/{kind}/{namespace}/{name}/gpus',
        ofEntity(entityRef, options),
      ),
    );
  }

  async getEntityFigures(
    entityRef: string,
    options?: FiguresOptions,
  ): Promise<Answer<FiguresView>> {
    const client = await this.#client();
    const { params, ...rest } = ofEntity(entityRef, options);
    return answer(
      await client.request(
        'get',
        '/entities/{kind}/{namespace}/{name}/figures',
        { ...rest, params: { ...params, query: figuresQuery(options) } },
      ),
    );
  }

  async getGpuActivity(
    options?: Omit<FiguresOptions, 'series'>,
  ): Promise<Answer<GpuActivityView>> {
    const client = await this.#client();
    const { params, ...rest } = conditional(options);
    const { range, cluster } = figuresQuery(options);
    return answer(
      await client.request('get', '/gpu-activity', {
        ...rest,
        params: {
          ...params,
          query: { ...(range && { range }), ...(cluster && { cluster }) },
        },
      }),
    );
  }

  async getOverviews(
    entityRefs: readonly string[],
    options?: RequestOptions,
  ): Promise<Answer<OverviewsView>> {
    const client = await this.#client();
    const { params, ...rest } = conditional(options);
    const query = { entityRef: [...entityRefs] };
    return answer(
      await client.request('get', '/overviews', {
        ...rest,
        params: { ...params, query },
      }),
    );
  }

  async getWorkloads(
    query: WorkloadsQuery = {},
    options?: RequestOptions,
  ): Promise<Answer<WorkloadsView>> {
    const client = await this.#client();
    const { params, ...rest } = conditional(options);
    return answer(
      await client.request('get', '/workloads', {
        ...rest,
        params: { ...params, query: workloadsQuery(query) },
      }),
    );
  }

  async getDoctor(options?: RequestOptions): Promise<Answer<DoctorView>> {
    const client = await this.#client();
    return answer(await client.request('get', '/doctor', conditional(options)));
  }

  async getClusterDoctor(
    cluster: string,
    options?: RequestOptions,
  ): Promise<Answer<ClusterDoctorView>> {
    const client = await this.#client();
    const { params, ...rest } = conditional(options);
    return answer(
      await client.request('get', '/doctor/{cluster}', {
        ...rest,
        params: { ...params, path: { cluster } },
      }),
    );
  }

  async getTenants(
    options?: Omit<RequestOptions, 'ifNoneMatch'>,
  ): Promise<TenantsView> {
    const client = await this.#client();
    return body(
      await client.request('get', '/tenants', unconditional(options)),
    );
  }

  async planChange(
    request: ChangeRequest,
    options?: Omit<RequestOptions, 'ifNoneMatch'>,
  ): Promise<ChangePlan> {
    const client = await this.#client();
    return body(
      await client.request('post', '/changes', {
        ...unconditional(options),
        body: request,
      }),
    );
  }

  async assessRooms(
    request: RoomsRequest,
    options?: Omit<RequestOptions, 'ifNoneMatch'>,
  ): Promise<RoomsView> {
    const client = await this.#client();
    return body(
      await client.request('post', '/rooms', {
        ...unconditional(options),
        body: request,
      }),
    );
  }

  async getService(
    place: {
      readonly tenant: string;
      readonly service: string;
      readonly repository?: string;
    },
    options?: Omit<RequestOptions, 'ifNoneMatch'>,
  ): Promise<PresentService> {
    const { tenant, service, repository } = place;
    const client = await this.#client();
    return body(
      await client.request('get', '/services/{tenant}/{service}', {
        ...unconditional(options),
        params: {
          path: { tenant, service },
          query: { ...(repository && { repository }) },
        },
      }),
    );
  }

  async previewChange(
    request: ServiceInput,
    options?: Omit<RequestOptions, 'ifNoneMatch'>,
  ): Promise<ChangePreview> {
    const client = await this.#client();
    return body(
      await client.request('post', '/previews', {
        ...unconditional(options),
        body: request,
      }),
    );
  }

  async validateFiles(
    request: ValidationRequest,
    options?: Omit<RequestOptions, 'ifNoneMatch'>,
  ): Promise<ValidationReport> {
    const client = await this.#client();
    return body(
      await client.request('post', '/validations', {
        ...unconditional(options),
        body: request,
      }),
    );
  }

  /**
   * Front ends add to a request more than once, and one with a body can be
   * taken apart only once: its text can be sent again.
   */
  async #send(request: Request): Promise<Response> {
    if (request.method === 'GET') {
      return this.#fetchApi.fetch(request);
    }
    return this.#fetchApi.fetch(request.url, {
      method: request.method,
      headers: request.headers,
      body: await request.text(),
      signal: request.signal,
    });
  }

  async #client(): Promise<Client<paths>> {
    const client = createClient<paths>({
      baseUrl: await this.#discoveryApi.getBaseUrl(PLUGIN_ID),
      fetch: request => this.#send(request),
    });
    client.use(throwResponseErrors);
    return client;
  }
}

/** The part of a discovery API or service that the client needs. @public */
export interface DiscoveryLike {
  getBaseUrl(pluginId: string): Promise<string>;
}

/** The part of a fetch API that the client needs. @public */
export interface FetchLike {
  fetch: typeof fetch;
}

function entityPath(entityRef: string) {
  const { kind, namespace, name } = parseEntityRef(entityRef, {
    defaultNamespace: 'default',
  });
  return { kind: kind.toLocaleLowerCase('en-US'), namespace, name };
}

function unconditional(options: RequestOptions | undefined) {
  return {
    signal: options?.signal ?? null,
    headers: options?.token ? { authorization: `Bearer ${options.token}` } : {},
  };
}

function conditional(options: RequestOptions | undefined) {
  const header = options?.ifNoneMatch
    ? { 'if-none-match': options.ifNoneMatch }
    : {};
  return { ...unconditional(options), params: { header } };
}

function figuresQuery(options: FiguresOptions | undefined) {
  const { range, series, cluster } = options ?? {};
  return {
    ...(range && { range }),
    ...(series && { series: [...series] }),
    ...(cluster && { cluster }),
  };
}

/** Lists that may be changed, as the client wants them. */
function workloadsQuery({ verdict, ...query }: WorkloadsQuery) {
  const { catalogued, text, limit, cursor, ...lists } = query;
  const { cluster, namespace, kind, tenant, owner, entityRef } = lists;
  return {
    ...(cluster && { cluster: [...cluster] }),
    ...(namespace && { namespace: [...namespace] }),
    ...(verdict && { verdict: [...verdict] }),
    ...(kind && { kind: [...kind] }),
    ...(tenant && { tenant: [...tenant] }),
    ...(owner && { owner: [...owner] }),
    ...(entityRef && { entityRef: [...entityRef] }),
    ...(catalogued !== undefined && { catalogued }),
    ...(text && { text }),
    ...(limit !== undefined && { limit }),
    ...(cursor && { cursor }),
  };
}

function ofEntity(entityRef: string, options: RequestOptions | undefined) {
  const { params, ...rest } = conditional(options);
  return { ...rest, params: { ...params, path: entityPath(entityRef) } };
}

interface Fetched<T> {
  readonly data?: T | undefined;
  readonly response: Response;
}

function answer<T>(fetched: Fetched<T>): Answer<T> {
  if (fetched.response.status === 304) {
    return { status: 'unchanged' };
  }
  const etag = fetched.response.headers.get('etag');
  return {
    status: 'changed',
    value: body(fetched),
    ...(etag ? { etag } : {}),
  };
}

function body<T>({ data, response }: Fetched<T>): T {
  if (data === undefined) {
    throw new Error(
      `The model-serving backend answered ${response.status} without a body for ${response.url}`,
    );
  }
  return data;
}
