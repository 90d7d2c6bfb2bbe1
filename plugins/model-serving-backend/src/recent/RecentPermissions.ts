import type {
  AuthService,
  PermissionsService,
  PermissionsServiceRequestOptions,
} from '@backstage/backend-plugin-api';
import type {
  AuthorizePermissionRequest,
  AuthorizePermissionResponse,
  QueryPermissionRequest,
  QueryPermissionResponse,
} from '@backstage/plugin-permission-common';
import { callerKey } from './callerKey';
import { RecentAnswers, type Stopwatch } from './RecentAnswers';

/**
 * For how long a decision is believed: a page asks for each of its cards and
 * again at each change of the fleet, up to once a second. The person's token,
 * with the groups that they belong to, is believed for an hour.
 */
export const DECISION_MS = 5_000;

interface Options {
  readonly permissions: PermissionsService;
  readonly auth: Pick<AuthService, 'isPrincipal'>;
  readonly clock?: Stopwatch;
}

/**
 * Asks the permission framework the same question about the same person once
 * in a while, instead of for each card of a page.
 */
export class RecentPermissions implements PermissionsService {
  readonly #options: Options;
  readonly #decisions: RecentAnswers<AuthorizePermissionResponse[]>;
  readonly #conditional: RecentAnswers<QueryPermissionResponse[]>;

  static create(options: Options): RecentPermissions {
    return new RecentPermissions(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#decisions = RecentAnswers.create(DECISION_MS, options.clock);
    this.#conditional = RecentAnswers.create(DECISION_MS, options.clock);
  }

  authorize(
    requests: AuthorizePermissionRequest[],
    options: PermissionsServiceRequestOptions,
  ): Promise<AuthorizePermissionResponse[]> {
    const ask = () => this.#options.permissions.authorize(requests, options);
    const key = this.#keyOf(requests, options);
    return key === undefined ? ask() : this.#decisions.get(key, ask);
  }

  authorizeConditional(
    requests: QueryPermissionRequest[],
    options: PermissionsServiceRequestOptions,
  ): Promise<QueryPermissionResponse[]> {
    const ask = () =>
      this.#options.permissions.authorizeConditional(requests, options);
    const key = this.#keyOf(requests, options);
    return key === undefined ? ask() : this.#conditional.get(key, ask);
  }

  #keyOf(
    requests: readonly object[],
    { credentials }: PermissionsServiceRequestOptions,
  ): string | undefined {
    const caller = callerKey(this.#options.auth, credentials);
    return caller && JSON.stringify([caller, requests]);
  }
}
