import { ErrorObject } from 'ajv';
import { closestName } from './closestName';
import { ModelProblem } from './ModelProblem';
import { anyOf, childField, fieldOfPointer, got } from './wording';

const TYPES: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  object: 'an object with fields',
  string: 'text',
};

/**
 * Says what a validator of JSON schemas found in the words of the schema's own
 * descriptions, so that the rule is stated in one place.
 *
 * @param error - From Ajv with `verbose`, which adds the schema and the value.
 */
export function describeSchemaError(error: ErrorObject): ModelProblem {
  const field = fieldOfPointer(error.instancePath);
  const schema = asRecord(error.parentSchema);
  switch (error.keyword) {
    case 'required': {
      const name = String(error.params.missingProperty);
      const described = asRecord(asRecord(schema.properties)[name]);
      return {
        field: childField(field, name),
        message: `is missing${explain(described)}`,
      };
    }
    case 'additionalProperties':
      return unknownField(
        field,
        String(error.params.additionalProperty),
        schema,
      );
    case 'enum':
      return {
        field,
        message: `must be ${
          asList(schema.enum).length > 1 ? 'one of ' : ''
        }${anyOf(asList(schema.enum))}, ${got(error.data)}`,
      };
    case 'type': {
      const type = TYPES[String(error.params.type)] ?? 'of another type';
      return { field, message: `must be ${type}, ${got(error.data)}` };
    }
    case 'minimum':
      return {
        field,
        message: `must be at least ${error.params.limit}, ${got(error.data)}`,
      };
    case 'minLength':
      return { field, message: `must not be empty${explain(schema)}` };
    case 'maxLength':
      return {
        field,
        message: `must have at most ${error.params.limit} characters, ${got(
          error.data,
        )}`,
      };
    case 'minItems':
      return { field, message: `must not be an empty list${explain(schema)}` };
    case 'pattern':
      return {
        field,
        message: `is not valid, ${got(error.data)}${explain(schema)}`,
      };
    default:
      return { field, message: `${error.message}, ${got(error.data)}` };
  }
}

function unknownField(
  parent: string,
  name: string,
  schema: Record<string, unknown>,
): ModelProblem {
  const known = Object.keys(asRecord(schema.properties));
  const meant = closestName(name, known);
  const ownFields = schema.patternProperties
    ? '; fields of your own start with x-'
    : '';
  return {
    field: childField(parent, name),
    message: meant
      ? `is not a field of a Model, did you mean ${meant}?`
      : `is not a field of a Model; the fields here are ${known.join(
          ', ',
        )}${ownFields}`,
  };
}

/** The description of a field, and how a right value looks. */
function explain(schema: Record<string, unknown>): string {
  const description =
    typeof schema.description === 'string' ? schema.description : '';
  const example = asList(schema.examples)[0];
  const sentences = [
    description.replace(/\.$/, ''),
    example === undefined ? '' : `for example ${JSON.stringify(example)}`,
  ].filter(Boolean);
  return sentences.length ? ` (${sentences.join('; ')})` : '';
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
