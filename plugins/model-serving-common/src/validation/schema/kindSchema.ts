import { isPlainObject, type PlainObject } from '../manifests/types';

/** Group, version and kind of an object. @public */
export interface GroupVersionKind {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/**
 * The schema of one kind, as a cluster serves it: OpenAPI v3 with the
 * extensions of Kubernetes, without its prose.
 *
 * @public
 */
export interface KindSchema {
  readonly root: Readonly<Record<string, unknown>>;
  /** What `#/components/schemas/<name>` refers to. */
  readonly definitions: Readonly<
    Record<string, Readonly<Record<string, unknown>>>
  >;
}

const REFERENCE = '#/components/schemas/';

/** Prose, and what only servers and editors use. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'description',
  'default',
  'example',
  'externalDocs',
  'title',
  'x-kubernetes-patch-strategy',
  'x-kubernetes-patch-merge-key',
  'x-kubernetes-selectable-fields',
]);

/**
 * Finds a kind in the document of its group and version
 * (`/openapi/v3/apis/<group>/<version>`), with all that it refers to.
 *
 * @param document - The answer of a cluster, parsed from JSON.
 * @returns `undefined` when the document does not have the kind.
 * @throws Error when it is no OpenAPI document.
 * @public
 */
export function findKindSchema(
  document: unknown,
  wanted: GroupVersionKind,
): KindSchema | undefined {
  const schemas = schemasOf(document);
  const root = Object.values(schemas).find(schema => isOfKind(schema, wanted));
  if (!root) {
    return undefined;
  }
  const definitions = new Map<string, PlainObject>();
  const pending = [...referencesIn(root)];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const schema = schemas[name];
    if (schema && !definitions.has(name)) {
      definitions.set(name, withoutProse(schema));
      pending.push(...referencesIn(schema));
    }
  }
  return {
    root: withoutProse(root),
    definitions: Object.fromEntries(definitions),
  };
}

/** The name that a `$ref` has; `undefined` for a reference to elsewhere. */
export function referredName(schema: PlainObject): string | undefined {
  const { $ref: reference } = schema;
  return typeof reference === 'string' && reference.startsWith(REFERENCE)
    ? reference.slice(REFERENCE.length)
    : undefined;
}

function schemasOf(document: unknown): Record<string, PlainObject> {
  const components = isPlainObject(document) ? document.components : undefined;
  const schemas = isPlainObject(components) ? components.schemas : undefined;
  if (!isPlainObject(schemas)) {
    throw new Error('it is no OpenAPI document: components.schemas is missing');
  }
  return Object.fromEntries(
    Object.entries(schemas).flatMap(([name, schema]) =>
      isPlainObject(schema) ? [[name, schema]] : [],
    ),
  );
}

function isOfKind(schema: PlainObject, wanted: GroupVersionKind): boolean {
  const stated = schema['x-kubernetes-group-version-kind'];
  const kinds: unknown[] = Array.isArray(stated) ? stated : [stated];
  return kinds.some(
    entry =>
      isPlainObject(entry) &&
      (entry.group ?? '') === wanted.group &&
      entry.version === wanted.version &&
      entry.kind === wanted.kind,
  );
}

function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(referencesIn);
  }
  if (!isPlainObject(value)) {
    return [];
  }
  const name = referredName(value);
  return [
    ...(name === undefined ? [] : [name]),
    ...Object.values(value).flatMap(referencesIn),
  ];
}

/** A property may be called `description`, so names are told from keywords. */
function withoutProse(schema: PlainObject): PlainObject {
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]): [string, unknown][] => {
      if (LEFT_OUT.has(key)) {
        return [];
      }
      if (key === 'properties' && isPlainObject(value)) {
        return [
          [
            key,
            Object.fromEntries(
              Object.entries(value).map(([name, property]) => [
                name,
                isPlainObject(property) ? withoutProse(property) : property,
              ]),
            ),
          ],
        ];
      }
      return [[key, stripped(value)]];
    }),
  );
}

function stripped(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(stripped);
  }
  return isPlainObject(value) ? withoutProse(value) : value;
}
