import { isPlainObject, type PlainObject } from '../manifests/types';
import { referredName, type KindSchema } from './kindSchema';
import { pathText } from './fieldPath';

/** What a schema has to say that JSON Schema cannot. */
export interface FieldIssue {
  /** Like `spec.predictor.model.args[0]`. */
  readonly path: string;
  readonly message: string;
  readonly advice?: string;
}

/** A JSON Schema (draft 7) for one value, and what was found on the way. */
export interface NarrowedSchema {
  readonly schema: PlainObject;
  readonly issues: readonly FieldIssue[];
}

type Keys = readonly (string | number)[];

/** Deeper than any object that is written by people. */
const DEEPEST = 64;
/** Fields that every object has, whatever its schema says. */
const OWN_FIELDS = ['apiVersion', 'kind', 'metadata'];

const COPIED = [
  'required',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'uniqueItems',
  'multipleOf',
] as const;

/**
 * Translates a schema of Kubernetes' OpenAPI v3 for one value: only what the
 * value has is taken along, so that the price is that of the object and not
 * that of a schema of megabytes, and references that lead back to themselves
 * come to an end.
 *
 * Fields that the schema does not know are found here, where the names that
 * it does know are at hand; API servers would drop them without a word.
 */
export function narrowSchema(
  { root, definitions }: KindSchema,
  value: unknown,
  whose?: string,
): NarrowedSchema {
  const issues: FieldIssue[] = [];

  function narrow(
    given: PlainObject,
    at: unknown,
    keys: Keys,
    isOpen: boolean,
  ): PlainObject {
    // What is null counts as not given, as for the decoders of API servers.
    if (at === null || at === undefined || keys.length > DEEPEST) {
      return {};
    }
    const name = referredName(given);
    if (name !== undefined) {
      const target = definitions[name];
      return target ? narrow(target, at, keys, isOpen) : {};
    }
    const type = typeOf(given);
    return {
      ...(type === undefined ? {} : { type }),
      ...limits(given),
      ...branches(given, at, keys, isOpen),
      ...(isPlainObject(at) && fields(given, at, keys, isOpen)),
      ...(Array.isArray(at) && entries(given, at, keys, isOpen)),
    };
  }

  function branches(
    given: PlainObject,
    at: unknown,
    keys: Keys,
    isOpen: boolean,
  ): PlainObject {
    if (isIntOrString(given) || simpleTypes(given)) {
      return {};
    }
    const list = (key: string, open: boolean) => {
      const value_ = given[key];
      return Array.isArray(value_)
        ? {
            [key]: value_
              .filter(isPlainObject)
              .map(branch => narrow(branch, at, keys, open)),
          }
        : {};
    };
    // Built-in kinds refer by allOf to what a field is; in custom kinds a
    // branch only adds conditions and does not say which fields there are.
    const isReference = given.properties === undefined;
    return {
      ...list('allOf', isOpen || !isReference),
      ...list('anyOf', true),
      ...list('oneOf', true),
      ...(isPlainObject(given.not)
        ? { not: narrow(given.not, at, keys, true) }
        : {}),
    };
  }

  function fields(
    given: PlainObject,
    at: PlainObject,
    keys: Keys,
    isOpen: boolean,
  ): PlainObject {
    const known = isPlainObject(given.properties) ? given.properties : {};
    const more = given.additionalProperties;
    const isClosed =
      !isOpen &&
      given.properties !== undefined &&
      (more === undefined || more === false) &&
      given['x-kubernetes-preserve-unknown-fields'] !== true;
    const isObject =
      keys.length === 0 || given['x-kubernetes-embedded-resource'] === true;
    const properties: Record<string, unknown> = {};
    for (const [name, value_] of Object.entries(at)) {
      const own = Object.hasOwn(known, name) ? known[name] : undefined;
      if (isPlainObject(own)) {
        properties[name] = narrow(own, value_, [...keys, name], isOpen);
      } else if (isPlainObject(more)) {
        properties[name] = narrow(more, value_, [...keys, name], isOpen);
      } else if (isClosed && !(isObject && OWN_FIELDS.includes(name))) {
        issues.push(unknownField(name, keys, Object.keys(known), whose));
      }
    }
    return { properties };
  }

  function entries(
    given: PlainObject,
    at: readonly unknown[],
    keys: Keys,
    isOpen: boolean,
  ): PlainObject {
    const { items } = given;
    issues.push(...repeatedEntries(given, at, keys));
    // JSON Schema has no list of no schemas.
    return isPlainObject(items) && at.length > 0
      ? {
          items: at.map((entry, index) =>
            narrow(items, entry, [...keys, index], isOpen),
          ),
        }
      : {};
  }

  const schema = narrow(root, value, [], false);
  return { schema, issues };
}

function typeOf(given: PlainObject): unknown {
  if (isIntOrString(given)) {
    return ['integer', 'string'];
  }
  return simpleTypes(given) ?? given.type;
}

function isIntOrString(given: PlainObject): boolean {
  return (
    given['x-kubernetes-int-or-string'] === true ||
    given.format === 'int-or-string'
  );
}

/** Quantities are `oneOf` of a text and a number; said as types, errors are plainer. */
function simpleTypes(given: PlainObject): string[] | undefined {
  const { oneOf } = given;
  if (!Array.isArray(oneOf)) {
    return undefined;
  }
  const types = oneOf.flatMap(branch =>
    isPlainObject(branch) &&
    typeof branch.type === 'string' &&
    Object.keys(branch).length === 1
      ? [branch.type]
      : [],
  );
  return types.length === oneOf.length ? types : undefined;
}

function limits(given: PlainObject): PlainObject {
  const copied = COPIED.flatMap(key =>
    given[key] === undefined ? [] : [[key, given[key]]],
  );
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = given;
  // In OpenAPI 3.0 "exclusive" is a yes or no beside the bound.
  const lowest = exclusiveMinimum === true ? 'exclusiveMinimum' : 'minimum';
  const highest = exclusiveMaximum === true ? 'exclusiveMaximum' : 'maximum';
  return {
    ...Object.fromEntries(copied),
    ...(typeof minimum === 'number' && { [lowest]: minimum }),
    ...(typeof maximum === 'number' && { [highest]: maximum }),
    ...(Array.isArray(given.enum) &&
      given.enum.length > 0 && { enum: [...new Set(given.enum)] }),
    ...(isUsable(given.pattern) && { pattern: given.pattern }),
  };
}

/** Go's expressions are nearly JavaScript's; what is not is left to the server. */
function isUsable(pattern: unknown): boolean {
  try {
    return typeof pattern === 'string' && new RegExp(pattern) !== undefined;
  } catch {
    return false;
  }
}

function unknownField(
  name: string,
  keys: Keys,
  known: readonly string[],
  whose: string | undefined,
): FieldIssue {
  const likely = known.find(
    field => field.toLowerCase() === name.toLowerCase(),
  );
  const some = [...known].sort().slice(0, 15).join(', ');
  const advice = likely
    ? `Did you mean '${likely}'?`
    : `It knows ${some}${known.length > 15 ? ' and others' : ''}.`;
  return {
    path: pathText([...keys, name]),
    message:
      whose === undefined
        ? 'The cluster does not know this field and would drop it'
        : `${whose} does not know this field and would drop it`,
    ...(known.length > 0 && { advice }),
  };
}

/** Lists that are maps or sets by `x-kubernetes-list-type`. */
function repeatedEntries(
  given: PlainObject,
  at: readonly unknown[],
  keys: Keys,
): FieldIssue[] {
  const type = given['x-kubernetes-list-type'];
  const names = given['x-kubernetes-list-map-keys'];
  const identify = (entry: unknown) => {
    if (type === 'set') {
      return JSON.stringify(entry);
    }
    return type === 'map' && Array.isArray(names) && isPlainObject(entry)
      ? JSON.stringify(names.map(name => entry[String(name)]))
      : undefined;
  };
  const seen = new Set<string>();
  return at.flatMap((entry, index): FieldIssue[] => {
    const identity = identify(entry);
    if (identity === undefined || !seen.has(identity)) {
      seen.add(identity ?? '');
      return [];
    }
    const by = Array.isArray(names) ? ` (by ${names.join(' and ')})` : '';
    return [
      {
        path: pathText([...keys, index]),
        message: `The list has this entry twice${by}`,
        advice: 'Remove one of them.',
      },
    ];
  });
}
