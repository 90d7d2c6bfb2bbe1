import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import { ModelServingClient } from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  Answer,
  ClusterDoctorView,
  ClustersView,
  GpusView,
  RolloutsView,
  WavesView,
  WorkloadsView,
} from '@modelfleet/backstage-plugin-model-serving-common';

/** What the HTTP API said; the body as it was parsed. */
export interface Reply {
  readonly status: number;
  readonly etag: string | undefined;
  readonly body: JsonObject;
}

/** The instance's HTTP API, as one caller sees it. */
export class Api {
  readonly #base: string;
  readonly #authorization: string | undefined;
  /** The client that the product's own front end and actions use. */
  readonly client: ModelServingClient;

  static create(base: string, authorization?: string): Api {
    return new Api(base, authorization);
  }

  private constructor(base: string, authorization: string | undefined) {
    this.#base = base;
    this.#authorization = authorization;
    this.client = ModelServingClient.create({
      discoveryApi: { getBaseUrl: async plugin => `${base}/${plugin}` },
      fetchApi: {
        fetch: (input, init) => {
          const request = new Request(input, init);
          if (authorization) {
            request.headers.set('Authorization', authorization);
          }
          return fetch(request);
        },
      },
    });
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Reply> {
    return this.#call('GET', path, headers);
  }

  post(path: string, body: object): Promise<Reply> {
    const headers = { 'Content-Type': 'application/json' };
    return this.#call('POST', path, headers, JSON.stringify(body));
  }

  async entity(path: string): Promise<Entity | undefined> {
    const response = await this.#fetch(`/catalog/entities/by-name/${path}`);
    return response.status === 404 ? undefined : response.json();
  }

  async entities(filter: string): Promise<Entity[]> {
    return (await this.#fetch(`/catalog/entities?filter=${filter}`)).json();
  }

  async clusters(): Promise<ClustersView> {
    return changed(await this.client.getClusters());
  }

  async doctor(cluster: string): Promise<ClusterDoctorView> {
    return changed(await this.client.getClusterDoctor(cluster));
  }

  async workloads(): Promise<WorkloadsView> {
    return changed(await this.client.getWorkloads());
  }

  async rollouts(entityRef: string): Promise<RolloutsView> {
    return changed(await this.client.getEntityRollouts(entityRef));
  }

  async waves(entityRef: string): Promise<WavesView> {
    return changed(await this.client.getEntityWaves(entityRef));
  }

  async gpus(entityRef: string): Promise<GpusView> {
    return changed(await this.client.getEntityGpus(entityRef));
  }

  async #call(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string,
  ): Promise<Reply> {
    const response = await this.#fetch(path, {
      method,
      headers,
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    return {
      status: response.status,
      etag: response.headers.get('etag') ?? undefined,
      body: text === '' ? {} : JSON.parse(text),
    };
  }

  #fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.#authorization) {
      headers.set('Authorization', this.#authorization);
    }
    return fetch(`${this.#base}${path}`, { ...init, headers });
  }
}

function changed<T>(answer: Answer<T>): T {
  if (answer.status === 'unchanged') {
    throw new Error('Nothing was cached that could be unchanged');
  }
  return answer.value;
}
