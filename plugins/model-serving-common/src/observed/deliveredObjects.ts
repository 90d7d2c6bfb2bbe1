/** What a delivery tool says that it applies. @public */
export interface DeliveredObject {
  readonly group: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** How many objects of one delivery are kept, serving kinds first. */
const MOST_OBJECTS = 40;

/** Kinds that never serve a model themselves. */
const COMMON: ReadonlySet<string> = new Set([
  'ConfigMap',
  'Secret',
  'ServiceAccount',
  'Role',
  'RoleBinding',
  'Service',
  'NetworkPolicy',
]);

/** The objects of a delivery that are kept: those that may serve a model first. */
export function keepServing<O extends { readonly kind: string }>(
  objects: readonly O[],
): O[] {
  return [...objects]
    .sort((a, b) => Number(COMMON.has(a.kind)) - Number(COMMON.has(b.kind)))
    .slice(0, MOST_OBJECTS);
}
