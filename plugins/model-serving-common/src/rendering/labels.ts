import { parseEntityRef } from '@backstage/catalog-model';
import { MODELFLEET_ANNOTATIONS } from '../gitops';
import type { CheckedRequest } from './validateRequest';

/** Who renders. A file whose object says another is no longer ours. */
export const MANAGED_BY = {
  key: 'app.kubernetes.io/managed-by',
  value: 'modelfleet',
} as const;

/** Says who pays, unless the platform has a label of its own for it. */
export const COST_LABEL = 'modelfleet.dev/cost-center';

/** What every object of a service and every pod carries. */
export function labelsOf(request: CheckedRequest): Record<string, string> {
  const { service, tenant, owner, choices, platform = {} } = request;
  return {
    'app.kubernetes.io/name': service,
    [MANAGED_BY.key]: MANAGED_BY.value,
    // The Kubernetes plugin's label: its tab then works on the Component.
    'backstage.io/kubernetes-id': service,
    ...accountingLabels(tenant, owner),
    ...platform.labels,
    ...(choices.costCenter === ''
      ? {}
      : { [costLabelOf(request)]: choices.costCenter }),
  };
}

/** Who is asked, and whose bill it is: tools for costs read labels of pods. */
function accountingLabels(tenant: string, owner: string) {
  const { name } = parseEntityRef(owner);
  return {
    'modelfleet.dev/tenant': tenant,
    'modelfleet.dev/owner': name,
  };
}

/** Of {@link labelsOf}, those that also belong on pods. */
export function podLabelsOf(request: CheckedRequest): Record<string, string> {
  const { [MANAGED_BY.key]: _, ...rest } = labelsOf(request);
  return rest;
}

/** By which a serving object and its pods are known to be this service's. */
export function claimOf({ serviceRef, modelRef }: CheckedRequest) {
  return {
    [MODELFLEET_ANNOTATIONS.serviceRef]: serviceRef,
    [MODELFLEET_ANNOTATIONS.modelRef]: modelRef,
  };
}

/** The key of the label that says who pays. */
export function costLabelOf({ platform }: CheckedRequest): string {
  return platform?.costLabel ?? COST_LABEL;
}
