import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError, ServiceUnavailableError } from '@backstage/errors';
import {
  ModelServingClient,
  type ChangePlan,
  type ChangeRequest,
  type ModelServingApi,
  type RequestOptions,
  type RolloutsView,
  type RoomsRequest,
  type RoomsView,
  type ValidationReport,
  type ValidationRequest,
  type WavesView,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { Caller } from './Caller';

const TIMEOUT_MS = 30_000;
/** It asks clusters, some of which are slow or away. */
const VALIDATION_TIMEOUT_MS = 120_000;
/** What the API gives at most. */
const MOST_ROWS = 2_000;

/** What the actions ask of the fleet, always as the person who started the task. */
export interface FleetAccess {
  /**
   * Checks that the person may make a change, and says where it is written.
   *
   * @throws the server's own refusal, by its name and with its message.
   */
  planChange(request: ChangeRequest, caller: Caller): Promise<ChangePlan>;
  /**
   * Checks files against what each cluster serves.
   *
   * @throws the server's own refusal, by its name and with its message.
   */
  validateFiles(
    request: ValidationRequest,
    caller: Caller,
  ): Promise<ValidationReport>;
  /**
   * Says what namespaces have left, and how a new version would take over.
   *
   * @throws the server's own refusal, by its name and with its message.
   */
  assessRooms(request: RoomsRequest, caller: Caller): Promise<RoomsView>;
  /** What the clusters say about one entity: as many rows as there can be. */
  getEntityRollouts(entityRef: string, caller: Caller): Promise<RolloutsView>;
  /** How far a change in waves is, and whether the next wave may go. */
  getEntityWaves(entityRef: string, caller: Caller): Promise<WavesView>;
}

/** {@link FleetAccess} over the HTTP API of the model-serving backend. */
export class HttpFleetAccess implements FleetAccess {
  readonly #auth: AuthService;
  readonly #api: ModelServingApi;

  private constructor(auth: AuthService, api: ModelServingApi) {
    this.#auth = auth;
    this.#api = api;
  }

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    /** Default: the runtime's own. */
    fetch?: typeof fetch;
  }): HttpFleetAccess {
    const { auth, discovery } = options;
    return new HttpFleetAccess(
      auth,
      ModelServingClient.create({
        discoveryApi: discovery,
        fetchApi: { fetch: options.fetch ?? fetch },
      }),
    );
  }

  async planChange(
    request: ChangeRequest,
    caller: Caller,
  ): Promise<ChangePlan> {
    return this.#asCaller(caller, options =>
      this.#api.planChange(request, options),
    );
  }

  async validateFiles(
    request: ValidationRequest,
    caller: Caller,
  ): Promise<ValidationReport> {
    return this.#asCaller(
      caller,
      options => this.#api.validateFiles(request, options),
      VALIDATION_TIMEOUT_MS,
    );
  }

  async assessRooms(request: RoomsRequest, caller: Caller): Promise<RoomsView> {
    return this.#asCaller(caller, options =>
      this.#api.assessRooms(request, options),
    );
  }

  async getEntityRollouts(
    entityRef: string,
    caller: Caller,
  ): Promise<RolloutsView> {
    return this.#asCaller(caller, async options => {
      const answer = await this.#api.getEntityRollouts(entityRef, {
        ...options,
        limit: MOST_ROWS,
      });
      if (answer.status === 'unchanged') {
        throw new ServiceUnavailableError(
          `The model-serving backend gave no rollouts of ${entityRef}`,
        );
      }
      return answer.value;
    });
  }

  async getEntityWaves(entityRef: string, caller: Caller): Promise<WavesView> {
    return this.#asCaller(caller, async options => {
      const answer = await this.#api.getEntityWaves(entityRef, options);
      if (answer.status === 'unchanged') {
        throw new ServiceUnavailableError(
          `The model-serving backend gave no waves of ${entityRef}`,
        );
      }
      return answer.value;
    });
  }

  async #asCaller<T>(
    caller: Caller,
    call: (options: RequestOptions) => Promise<T>,
    timeoutMs = TIMEOUT_MS,
  ): Promise<T> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await caller.getInitiatorCredentials(),
      targetPluginId: 'model-serving',
    });
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = caller.signal
      ? AbortSignal.any([caller.signal, timeout])
      : timeout;
    try {
      return await call({ token, signal });
    } catch (error) {
      caller.signal?.throwIfAborted();
      throw readable(error);
    }
  }
}

/** What a person reads is the server's message, not "Request failed". */
function readable(error: unknown): unknown {
  if (ResponseError.is(error)) {
    return error.statusCode >= 500
      ? new ServiceUnavailableError(
          `The model-serving backend failed (${error.statusCode}): ${error.cause.message}`,
        )
      : error.cause;
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new ServiceUnavailableError(
    `The model-serving backend cannot be reached (${reason}); nothing was written, try again when it is back`,
  );
}
