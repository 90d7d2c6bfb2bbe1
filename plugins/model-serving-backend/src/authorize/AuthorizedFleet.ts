import { NotAllowedError } from '@backstage/errors';
import type {
  AuthService,
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import type { PermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  modelServingClusterReadPermission,
  modelServingDoctorReadPermission,
  modelServingFleetReadPermission,
  modelServingServiceChangePermission,
  modelServingWorkloadReadPermission,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  ChangeRequest,
  FleetSnapshot,
  GitOpsRepository,
  GitOpsTenant,
  ResourceType,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  CheckedChange,
  Fleet,
  FleetOptions,
  TenantAccess,
} from '../service';
import { lazily } from '../state';
import { clusterResource } from './registerPermissions';
import {
  clusterResourceRef,
  serviceResourceRef,
  workloadResourceRef,
} from './rules';
import type { ServiceResource } from './rules';
import { VisibleWorkloads } from './VisibleWorkloads';

interface Options {
  readonly fleet: Fleet;
  readonly repositories: readonly GitOpsRepository[];
  /** The kinds of serving objects, which are hidden by namespace. */
  readonly kinds: readonly ResourceType[];
  readonly permissions: PermissionsService;
  readonly permissionsRegistry: PermissionsRegistryService;
  readonly auth: AuthService;
  readonly userInfo: UserInfoService;
}

/**
 * Enforces permissions over another fleet. What a caller may not see does not
 * appear and has no part in what is computed for them.
 */
export class AuthorizedFleet implements Fleet {
  readonly #options: Options;
  readonly #visible: VisibleWorkloads;

  static create(options: Options): AuthorizedFleet {
    return new AuthorizedFleet(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#visible = VisibleWorkloads.create(options);
  }

  async read(options: FleetOptions): Promise<FleetSnapshot> {
    const { fleet, permissions, repositories } = this.#options;
    const [[decision], [ofClusters, ofWorkloads]] = await Promise.all([
      permissions.authorize(
        [{ permission: modelServingFleetReadPermission }],
        options,
      ),
      // In one question: each is a request, and makes others.
      permissions.authorizeConditional(
        [
          { permission: modelServingClusterReadPermission },
          { permission: modelServingWorkloadReadPermission },
        ],
        options,
      ),
    ]);
    const clusters = this.#deciderOf(ofClusters, clusterResourceRef);
    const workloads = this.#deciderOf(ofWorkloads, workloadResourceRef);
    if (decision?.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        'You may not see the fleet. Ask for the permission model-serving.fleet.read.',
      );
    }
    const snapshot = await fleet.read(options);
    if (clusters.always && workloads.always) return snapshot;
    const visible = lazily(() => {
      const shown = clusters.always
        ? snapshot.clusters
        : snapshot.clusters.filter(({ cluster }) =>
            clusters.may(clusterResource(cluster, repositories)),
          );
      return workloads.always
        ? shown
        : shown.map(cluster =>
            this.#visible.of(cluster, {
              key: workloads.key,
              mayRead: workloads.may,
            }),
          );
    });
    return {
      version: snapshot.version,
      now: snapshot.now,
      // What decides on each cluster and namespace is the same for the same keys.
      scope: JSON.stringify([clusters.key, workloads.key]),
      get clusters() {
        return visible();
      },
    };
  }

  async mayDiagnose(options: FleetOptions): Promise<boolean> {
    const [decision] = await this.#options.permissions.authorize(
      [{ permission: modelServingDoctorReadPermission }],
      options,
    );
    return decision?.result === AuthorizeResult.ALLOW;
  }

  async tenants(options: FleetOptions): Promise<readonly TenantAccess[]> {
    const all = await this.#options.fleet.tenants(options);
    const refusalOf = await this.#changeDecider(options.credentials);
    return all.map(access => {
      const { tenant } = access;
      // Changing anything of a tenant is enough to be offered it.
      const refusals = placesOf(tenant).map(place => refusalOf(tenant, place));
      const refusal = refusals.every(Boolean) ? refusals[0] : undefined;
      return { ...access, ...(refusal && { refusal }) };
    });
  }

  async checkChange(
    request: ChangeRequest,
    options: FleetOptions,
  ): Promise<CheckedChange> {
    // Who is asked first, so that a stranger learns nothing from the answer.
    const refusalOf = await this.#changeDecider(options.credentials);
    const known = (await this.#options.fleet.tenants(options)).filter(
      ({ tenant, repository }) =>
        tenant.name === request.tenant &&
        (request.repository ?? repository.id) === repository.id,
    );
    for (const { tenant } of known) {
      this.#rejectAll(tenant, placesOf(tenant), refusalOf);
    }
    const change = await this.#options.fleet.checkChange(request, options);
    for (const cluster of change.clusters) {
      const refusal = refusalOf(change.tenant, {
        cluster,
        namespace: change.namespace,
        service: change.service,
      });
      if (refusal) {
        throw new NotAllowedError(refusal);
      }
    }
    return change;
  }

  #rejectAll(
    tenant: GitOpsTenant,
    places: readonly Place[],
    refusalOf: RefusalOf,
  ): void {
    const refusals = places.map(place => refusalOf(tenant, place));
    const [first] = refusals;
    if (first && refusals.every(Boolean)) {
      throw new NotAllowedError(first);
    }
  }

  /** Why a person may not change a service in a place; nothing if they may. */
  async #changeDecider(credentials: BackstageCredentials): Promise<RefusalOf> {
    const { auth, userInfo } = this.#options;
    if (!auth.isPrincipal(credentials, 'user')) {
      return () =>
        'Only a signed-in person can change a service; a plugin or service account cannot. Pass on the credentials of the person who asked.';
    }
    const { userEntityRef, ownershipEntityRefs } = await userInfo.getUserInfo(
      credentials,
    );
    const { may: mayChange } = await this.#decider(
      modelServingServiceChangePermission,
      serviceResourceRef,
      credentials,
    );
    return (tenant, place) => {
      if (![userEntityRef, ...ownershipEntityRefs].includes(tenant.owner)) {
        return (
          `You are not a member of ${tenant.owner}, which owns tenant ${tenant.name}. ` +
          `Ask a member of it to make the change, or to add you.`
        );
      }
      const resource = { tenant: tenant.name, owner: tenant.owner, ...place };
      return mayChange(resource)
        ? undefined
        : `You may not change services of tenant ${tenant.name} in cluster ${place.cluster}, namespace ` +
            `${place.namespace}. Ask for the permission model-serving.service.change.`;
    };
  }

  /** Asks for one decision and applies its conditions here, for each resource. */
  async #decider<TResource>(
    permission: ResourcePermission,
    resourceRef: PermissionResourceRef<TResource, Record<string, never>>,
    credentials: BackstageCredentials,
  ): Promise<Decider<TResource>> {
    const [decision] = await this.#options.permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    return this.#deciderOf(decision, resourceRef);
  }

  #deciderOf<TResource>(
    decision: PolicyDecision | undefined,
    resourceRef: PermissionResourceRef<TResource, Record<string, never>>,
  ): Decider<TResource> {
    if (!decision || decision.result === AuthorizeResult.DENY) {
      return { may: () => false, always: false, key: AuthorizeResult.DENY };
    }
    const authorize = createConditionAuthorizer(
      this.#options.permissionsRegistry.getPermissionRuleset(resourceRef),
    );
    return {
      may: resource => authorize(decision, resource),
      always: decision.result === AuthorizeResult.ALLOW,
      key: JSON.stringify(decision),
    };
  }
}

interface Decider<TResource> {
  may(resource: TResource): boolean;
  /** Whatever the resource is. */
  readonly always: boolean;
  /** The same for those who may the same. */
  readonly key: string;
}

type Place = Pick<ServiceResource, 'cluster' | 'namespace' | 'service'>;
type RefusalOf = (tenant: GitOpsTenant, place: Place) => string | undefined;

function placesOf(tenant: GitOpsTenant): Place[] {
  return tenant.clusters.flatMap(cluster =>
    tenant.namespaces.map(namespace => ({ cluster, namespace })),
  );
}
