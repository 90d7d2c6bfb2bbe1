import { ResponseError } from '@backstage/errors';
import createClient, { type Client, type Middleware } from 'openapi-fetch';
import type {
  Answer,
  FiguresOptions,
  ModelServingApi,
  RequestOptions,
  RolloutsQuestion,
  WorkloadsQuery,
} from './ModelServingApi';
import { answer, body } from './answers';
import type { paths } from './openapi.generated';
import {
  conditional,
  figuresQuery,
  ofEntity,
  rolloutsQuery,
  unconditional,
  workloadsQuery,
} from './requests';
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
    options?: RolloutsQuestion & RequestOptions,
  ): Promise<Answer<RolloutsView>> {
    const client = await this.#client();
    const { params, ...rest } = ofEntity(entityRef, options);
    return answer(
      await client.request(
        'get',
        '/entities/{kind}/{namespace}/{name}/rollouts',
        { ...rest, params: { ...params, query: rolloutsQuery(options) } },
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
