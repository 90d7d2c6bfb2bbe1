import type { Evidence } from '../api/types';
import { resourceQuotaProjection } from '../observed/resourceQuota';
import { recordKey } from '../observed/resource';
import type { AssessmentContext } from './types';
import { fieldEvidence, objectRef } from './wording';

/** Why a quota keeps a replica from being made; a clause. */
export interface QuotaProblem {
  readonly text: string;
  readonly evidence: readonly Evidence[];
  readonly advice: string;
}

// Kubernetes v1.36 `plugin/pkg/admission/resourcequota`: "exceeded quota: gpus,
// requested: requests.nvidia.com/gpu=4, used: …=8, limited: …=8".
const EXCEEDED =
  /exceeded quota: ([^,\s]+)(?:, requested: (.*?), used: (.*?), limited: (.*?))?(?:$|[\s;"']*$)/;
const AMOUNT = /(?:requests|limits)?\.?([^=,\s]+)=([^,\s]+)/;

/**
 * What an API server's refusal says of a quota, with what the quota says now.
 * `undefined` for other refusals.
 */
export function quotaProblem(
  message: string,
  namespace: string,
  seen: AssessmentContext,
): QuotaProblem | undefined {
  if (!/exceeded quota/i.test(message)) return undefined;
  const [, name = '', requested, used, limited] = EXCEEDED.exec(message) ?? [];
  const [wanted, taken, allowed] = [requested, used, limited].map(amountIn);
  const quota = seen.cluster
    .records(resourceQuotaProjection)
    .get(recordKey({ namespace, name }));
  const now = quota?.limits.find(
    ({ resourceName }) => resourceName === wanted?.resourceName,
  );
  const text =
    wanted && taken && allowed
      ? `the quota ${name} of the namespace ${namespace} allows ${
          now?.hard ?? allowed.amount
        } × ${wanted.resourceName}, ${
          now?.used ?? taken.amount
        } are in use, and a replica needs ${wanted.amount}`
      : 'the quota of the namespace does not allow more';
  return {
    text,
    evidence:
      quota && now
        ? [
            fieldEvidence(
              objectRef(
                seen.cluster,
                resourceQuotaProjection.resource,
                quota.meta,
              ),
              `status.used[requests.${now.resourceName}]`,
              `${now.used ?? 'not counted yet'} of ${now.hard}`,
            ),
          ]
        : [],
    advice:
      'Use fewer GPUs or replicas, or ask the platform team for a larger quota.',
  };
}

function amountIn(
  text: string | undefined,
): { readonly resourceName: string; readonly amount: string } | undefined {
  const [, resourceName, amount] = AMOUNT.exec(text ?? '') ?? [];
  return resourceName && amount ? { resourceName, amount } : undefined;
}
