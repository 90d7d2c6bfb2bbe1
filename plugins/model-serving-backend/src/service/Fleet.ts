import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  ChangeRequest,
  FleetSnapshot,
  GitOpsRepository,
  GitOpsTenant,
} from '@modelfleet/backstage-plugin-model-serving-common';

/** On whose behalf something is asked. */
export interface FleetOptions {
  readonly credentials: BackstageCredentials;
}

/**
 * What the HTTP API is made of. Every method takes the caller's credentials;
 * `AuthorizedFleet` is the one place that decides on them.
 */
export interface Fleet {
  /** The fleet, as far as the caller may see it. */
  read(options: FleetOptions): Promise<FleetSnapshot>;
  /** Whether the caller may see how access to clusters is configured. */
  mayDiagnose(options: FleetOptions): Promise<boolean>;
  tenants(options: FleetOptions): Promise<readonly TenantAccess[]>;
  /**
   * Checks a change against configuration.
   *
   * @throws InputError, NotAllowedError or ConflictError, with the way out.
   */
  checkChange(
    request: ChangeRequest,
    options: FleetOptions,
  ): Promise<CheckedChange>;
}

/** A tenant, and whether the caller may change its services. */
export interface TenantAccess {
  readonly repository: GitOpsRepository;
  readonly tenant: GitOpsTenant;
  /** Why the caller may not; absent when they may. */
  readonly refusal?: string;
}

/** A change that configuration allows. */
export interface CheckedChange {
  readonly repository: GitOpsRepository;
  readonly tenant: GitOpsTenant;
  readonly service: string;
  readonly namespace: string;
  readonly clusters: readonly string[];
}
