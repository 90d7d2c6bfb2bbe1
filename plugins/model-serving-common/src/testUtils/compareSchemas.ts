import type { KindSchema } from '@modelfleet/backstage-plugin-model-serving-common';

type Schema = Readonly<Record<string, unknown>>;

const REFERENCE = '#/components/schemas/';

/** Fields of every object, which custom kinds do not describe. */
const OF_EVERY_OBJECT: ReadonlySet<string> = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'status',
]);

/**
 * Holds a schema that was written down against the one that a server or a
 * custom resource definition has: every field must be there on both sides,
 * with the same type, and what ours requires must be required. Where ours
 * takes anything, it is left alone.
 *
 * @param options - `requiresMore`: ours may require what theirs does not.
 * KServe leaves it to the pods that it makes what a pod requires.
 * @returns one line for each difference, with the path of the field.
 * @public
 */
export function compareSchemas(
  own: KindSchema,
  served: KindSchema,
  options: { readonly requiresMore?: boolean } = {},
): string[] {
  const found: string[] = [];

  function compare(ours: Schema, theirs: Schema, path: string): void {
    const mine = resolved(ours, own);
    const other = resolved(theirs, served);
    if (isOpen(mine) || path.split('.').length > 30) {
      return;
    }
    if (typeOf(mine) !== typeOf(other)) {
      found.push(`${path}: ours is ${typeOf(mine)}, theirs ${typeOf(other)}`);
      return;
    }
    values(mine, other, path);
    const fields = recordOf(mine.properties);
    const known = recordOf(other.properties);
    for (const name of path === '' ? withoutCommon(fields) : keys(fields)) {
      const field = recordOf(known[name]);
      if (known[name] === undefined) {
        found.push(`${below(path, name)}: they have no such field`);
      } else {
        compare(recordOf(fields[name]), field, below(path, name));
      }
    }
    for (const name of path === '' ? withoutCommon(known) : keys(known)) {
      if (fields[name] === undefined && mine.properties !== undefined) {
        found.push(`${below(path, name)}: we have no such field`);
      }
    }
    const theirNeeds = listOf(other.required);
    for (const name of listOf(mine.required)) {
      if (!theirNeeds.includes(name) && !options.requiresMore) {
        found.push(`${below(path, String(name))}: they do not require it`);
      }
    }
    if (mine.items !== undefined) {
      compare(recordOf(mine.items), recordOf(other.items), `${path}[]`);
    }
    if (mine.additionalProperties !== undefined) {
      compare(
        recordOf(mine.additionalProperties),
        recordOf(other.additionalProperties),
        below(path, '*'),
      );
    }
  }

  function values(mine: Schema, other: Schema, path: string): void {
    const allowed = listOf(mine.enum);
    // Servers do not publish the values of built-in kinds.
    for (const value of listOf(other.enum)) {
      if (allowed.length > 0 && value !== '' && !allowed.includes(value)) {
        found.push(`${path}: ours does not take ${String(value)}`);
      }
    }
  }

  compare(own.root, served.root, '');
  return found;
}

function withoutCommon(fields: Schema): string[] {
  return keys(fields).filter(name => !OF_EVERY_OBJECT.has(name));
}

function keys(fields: Schema): string[] {
  return Object.keys(fields);
}

function resolved(schema: Schema, within: KindSchema): Schema {
  const [branch, ...others] = listOf(schema.allOf);
  const target =
    schema.$ref ??
    (others.length === 0 && schema.properties === undefined
      ? recordOf(branch).$ref
      : undefined);
  const name = typeof target === 'string' ? target.slice(REFERENCE.length) : '';
  const definition = within.definitions[name];
  return definition ? resolved(definition, within) : schema;
}

function isOpen(schema: Schema): boolean {
  return schema['x-kubernetes-preserve-unknown-fields'] === true;
}

/** Quantities and ports are written as a number or a text everywhere. */
function typeOf(schema: Schema): string {
  const isEither =
    schema['x-kubernetes-int-or-string'] === true ||
    schema.format === 'int-or-string' ||
    (Array.isArray(schema.oneOf) && schema.type === undefined);
  return isEither ? 'a number or a text' : String(schema.type);
}

function below(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function recordOf(value: unknown): Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
