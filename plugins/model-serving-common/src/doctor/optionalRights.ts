import type { Finding } from '../api/types';
import type { Refusal } from '../diagnosis/findings';
import type { ClusterSnapshot } from '../fleet/snapshot';
import { rbacRule } from './rbac';

/** As `docs/rbac.yaml` has them. */
const RIGHTS: Readonly<
  Record<Refusal['what'], { readonly costs: string; readonly rbac: string }>
> = {
  events: {
    costs: 'Users do not see what the cluster says of pods that do not start.',
    rbac: rbacRule('', ['events'], ['list']),
  },
  logs: {
    costs: 'Users do not see the last lines that a failing pod printed.',
    rbac: rbacRule('', ['pods/log'], ['get']),
  },
};

/**
 * Events and logs are read only of pods in trouble, so that a refusal is known
 * from the first of them on. Nobody has to allow them.
 */
export function optionalRights({ refusedReads }: ClusterSnapshot): Finding[] {
  const refused = new Set(refusedReads);
  return (['events', 'logs'] as const)
    .filter(what => refused.has(what))
    .map(what => ({
      severity: 'info',
      code: 'OptionalForbidden',
      message: `The cluster did not let Backstage read ${what} of some pods when it was asked last.`,
      costs: RIGHTS[what].costs,
      advice:
        'The right is optional. To give it, add the rule to the ClusterRole of Backstage’s account; it is used when somebody looks at a pod in trouble.',
      rbac: RIGHTS[what].rbac,
    }));
}
