import type { ObjectReader } from './ObjectReader';

/** What a pod claims through dynamic resource allocation. @public */
export interface PodClaimsRecord {
  /** ResourceClaims in its namespace, those that were made for it as well. */
  readonly names: readonly string[];
  /** ResourceClaimTemplates of which its claim is not made yet. */
  readonly templates: readonly string[];
  /**
   * The claim that the scheduler made for the extended resources that DRA
   * backs, and which these are: they must not be counted by their requests.
   */
  readonly extended?: {
    readonly claim: string;
    readonly resourceNames: readonly string[];
  };
}

/**
 * Reads the claims of a pod, Kubernetes v1.36 `core/v1`:
 * `spec.resourceClaims`, `status.resourceClaimStatuses` and
 * `status.extendedResourceClaimStatus`.
 */
export function readPodClaims(
  spec: ObjectReader,
  status: ObjectReader,
): PodClaimsRecord | undefined {
  const made = new Map(
    status
      .list('resourceClaimStatuses')
      .map(
        claim =>
          [
            claim.optionalString('name'),
            claim.optionalString('resourceClaimName'),
          ] as const,
      ),
  );
  const names = new Set<string>();
  const templates: string[] = [];
  for (const claim of spec.list('resourceClaims')) {
    const label = claim.optionalString('name');
    const name = claim.optionalString('resourceClaimName') ?? made.get(label);
    const template = claim.optionalString('resourceClaimTemplateName');
    if (name) names.add(name);
    // One that has a status without a name was found not to be needed.
    else if (template && !made.has(label)) templates.push(template);
  }
  const extended = readExtended(status);
  if (extended) names.add(extended.claim);
  if (names.size === 0 && templates.length === 0) return undefined;
  return { names: [...names], templates, ...(extended && { extended }) };
}

function readExtended(
  status: ObjectReader,
): PodClaimsRecord['extended'] | undefined {
  const extended = status.object('extendedResourceClaimStatus');
  const claim = extended.optionalString('resourceClaimName');
  if (!claim) return undefined;
  const resourceNames = extended
    .list('requestMappings')
    .map(mapping => mapping.optionalString('resourceName'))
    .filter(name => name !== undefined);
  return { claim, resourceNames: [...new Set(resourceNames)] };
}
