import type { GitOpsTenant } from '../../gitops';
import { newDocument } from '../yamlText';
import type { PlatformFacts } from './types';

const POD_SECURITY = 'pod-security.kubernetes.io';

/** The namespaces that tenants have in a cluster, with what is let in there. */
export function namespacesIn(facts: PlatformFacts, cluster: string) {
  return tenantsIn(facts, cluster).flatMap(tenant =>
    tenant.namespaces.map(name =>
      newDocument({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name, labels: labelsOf(facts, tenant) },
      }),
    ),
  );
}

/** The tenants that a cluster is for. */
export function tenantsIn(
  { repository }: PlatformFacts,
  cluster: string,
): readonly GitOpsTenant[] {
  return repository.tenants.filter(
    ({ clusters }) => clusters.length === 0 || clusters.includes(cluster),
  );
}

function labelsOf({ platform }: PlatformFacts, tenant: GitOpsTenant) {
  return {
    'modelfleet.dev/tenant': tenant.name,
    // What is rendered meets `restricted`; KServe's own helpers, such as
    // models in images, need more, and are told so instead of refused.
    [`${POD_SECURITY}/enforce`]: 'baseline',
    [`${POD_SECURITY}/warn`]: 'restricted',
    [`${POD_SECURITY}/audit`]: 'restricted',
    ...signatureLabel(platform.signatures),
  };
}

/** By which admission knows the namespaces whose images must be signed. */
function signatureLabel(signatures: string | undefined) {
  switch (signatures) {
    case 'policy-controller':
      return { 'policy.sigstore.dev/include': 'true' };
    case 'kyverno':
      return { 'modelfleet.dev/signed-images': 'required' };
    default:
      return {};
  }
}
