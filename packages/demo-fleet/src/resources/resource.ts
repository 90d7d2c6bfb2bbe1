import { z } from 'zod';
import type { KubeObject } from '../objects/kubeObject';
import { objectMeta } from '../objects/kubeObject';

/** A kind that a cluster serves. */
export interface Resource<T extends KubeObject> {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly singular: string;
  readonly kind: string;
  readonly shortNames: readonly string[];
  readonly namespaced: boolean;
  /** Whether `status` is written through its own sub-resource. */
  readonly statusSubresource: boolean;
  readonly description: string;
  readonly schema: z.ZodType<T>;
}

interface Names {
  group?: string;
  version: string;
  kind: string;
  plural: string;
  shortNames?: string[];
  namespaced?: boolean;
  description: string;
}

/** A kind with `spec` and `status`, each parsed by its schema. */
export function specResource<Spec extends z.ZodType, Status extends z.ZodType>(
  names: Names,
  spec: Spec,
  status: Status,
) {
  const schema = z.object({
    apiVersion: z.string(),
    kind: z.string(),
    metadata: objectMeta,
    spec,
    status: status.optional(),
  });
  return { ...naming(names), statusSubresource: true, schema };
}

/** A kind whose content is not under `spec`, such as an Event or a ConfigMap. */
export function plainResource<Shape extends z.ZodRawShape>(
  names: Names,
  shape: Shape,
) {
  const schema = z.object({
    apiVersion: z.string(),
    kind: z.string(),
    metadata: objectMeta,
    ...shape,
  });
  return { ...naming(names), statusSubresource: false, schema };
}

/** `apiVersion` of a resource's objects. */
export function apiVersionOf(
  resource: Pick<Resource<KubeObject>, 'group' | 'version'>,
): string {
  return resource.group
    ? `${resource.group}/${resource.version}`
    : resource.version;
}

/** How error messages name a resource: `pods`, `deployments.apps`. */
export function qualifiedName(
  resource: Pick<Resource<KubeObject>, 'group' | 'plural'>,
): string {
  return resource.group
    ? `${resource.plural}.${resource.group}`
    : resource.plural;
}

function naming(names: Names) {
  return {
    group: names.group ?? '',
    version: names.version,
    kind: names.kind,
    plural: names.plural,
    singular: names.kind.toLowerCase(),
    shortNames: names.shortNames ?? [],
    namespaced: names.namespaced ?? true,
    description: names.description,
  };
}
