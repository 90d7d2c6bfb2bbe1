import { createBackendModule } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  RESOURCE_TYPE_MODEL_SERVING_CLUSTER,
  RESOURCE_TYPE_MODEL_SERVING_SERVICE,
  RESOURCE_TYPE_MODEL_SERVING_WORKLOAD,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { GUEST, JONAS, LEILA, MIRA } from './people';

const DENY: PolicyDecision = { result: AuthorizeResult.DENY };
const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };

function when(
  resourceType: string,
  rule: string,
  params: Record<string, string[]>,
): PolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'model-serving',
    resourceType,
    conditions: { resourceType, rule, params },
  };
}

/** What each person may not; everything else is allowed. */
const LIMITS = new Map<string, PolicyDecision>([
  [
    `${GUEST} model-serving.cluster.read`,
    when(RESOURCE_TYPE_MODEL_SERVING_CLUSTER, 'IS_CLUSTER', {
      names: ['cloud-eu', 'cloud-us'],
    }),
  ],
  [
    `${GUEST} model-serving.service.change`,
    when(RESOURCE_TYPE_MODEL_SERVING_SERVICE, 'IS_IN_CLUSTER', {
      clusters: ['cloud-eu'],
    }),
  ],
  [`${LEILA} model-serving.service.change`, DENY],
  [
    `${LEILA} model-serving.workload.read`,
    when(RESOURCE_TYPE_MODEL_SERVING_WORKLOAD, 'IS_TENANT_OWNED_BY', {
      owners: ['group:default/vision-team'],
    }),
  ],
  [`${LEILA} model-serving.doctor.read`, DENY],
  [`${JONAS} catalog.entity.read`, DENY],
  [`${MIRA} model-serving.fleet.read`, DENY],
]);

/** A policy that knows people by name. */
export const limitingPolicy = createBackendModule({
  pluginId: 'permission',
  moduleId: 'test-limits',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy({
          handle: async ({ permission }, user) =>
            LIMITS.get(`${user?.info.userEntityRef} ${permission.name}`) ??
            ALLOW,
        });
      },
    });
  },
});
