import Ajv, { type ErrorObject } from 'ajv';
import { isPlainObject, type PlainObject } from '../manifests/types';
import { pathOfPointer } from './fieldPath';
import type { KindSchema } from './kindSchema';
import { narrowSchema, type FieldIssue } from './narrowSchema';

/** A pattern of a cluster is not tried on texts that no such field has. */
const LONGEST_TESTED = 4096;
const MOST_ISSUES = 20;

/**
 * Holds an object against the schema of its kind, as a strict API server
 * would: unknown fields, types, required fields, enumerations, bounds,
 * patterns and the keys of lists. Rules in CEL are left to the server.
 *
 * @param whose - Whose schema it is, unless the cluster's own.
 * @public
 */
export function checkObject(
  schema: KindSchema,
  object: Readonly<Record<string, unknown>>,
  whose?: string,
): FieldIssue[] {
  const value = withoutNulls(object);
  const narrowed = narrowSchema(schema, value, whose);
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    validateFormats: false,
    validateSchema: false,
    meta: false,
    verbose: true,
    code: { regExp: Object.assign(testable, { code: 'testable' }) },
    logger: false,
  });
  const validate = ajv.compile(narrowed.schema);
  validate(value);
  const found = (validate.errors ?? [])
    // That a branch fails says less than why.
    .filter(({ keyword }) => keyword !== 'if')
    .map(error => inWords(error, value));
  return unique([...narrowed.issues, ...found]).slice(0, MOST_ISSUES);
}

function testable(pattern: string, flags: string) {
  const expression = new RegExp(pattern, flags.replace('u', ''));
  return {
    test: (text: string) =>
      text.length > LONGEST_TESTED || expression.test(text),
  };
}

function inWords(error: ErrorObject, value: PlainObject): FieldIssue {
  const at = pathOfPointer(error.instancePath, value);
  const path = at === '' ? '(the object)' : at;
  const { params } = error;
  switch (error.keyword) {
    case 'required': {
      const field = String(params.missingProperty);
      return {
        path: at === '' ? field : `${at}.${field}`,
        message: 'This field is required and missing',
      };
    }
    case 'type':
      return {
        path,
        message: `This must be ${typeWords(params.type)}, and is ${wordOf(
          error.data,
        )}`,
      };
    case 'enum':
      return {
        path,
        message: `The value ${shown(error.data)} is not allowed`,
        advice: `Allowed: ${listOf(params.allowedValues)}.`,
      };
    case 'pattern':
      return {
        path,
        message: `The value ${shown(error.data)} does not match ${String(
          params.pattern,
        )}`,
      };
    case 'anyOf':
    case 'oneOf':
      return {
        path,
        message: 'None of the forms that are allowed here fits',
      };
    case 'not':
      return { path, message: 'These fields are not allowed together' };
    default:
      return { path, message: `This ${error.message ?? 'is not allowed'}` };
  }
}

function typeWords(type: unknown): string {
  const words: Readonly<Record<string, string>> = {
    array: 'a list',
    boolean: 'true or false',
    integer: 'a whole number',
    number: 'a number',
    object: 'a mapping',
    string: 'a text',
  };
  const types: unknown[] = Array.isArray(type) ? type : [type];
  return types.map(name => words[String(name)] ?? String(name)).join(' or ');
}

function wordOf(value: unknown): string {
  if (Array.isArray(value)) {
    return 'a list';
  }
  if (isPlainObject(value)) {
    return 'a mapping';
  }
  return `${typeof value === 'string' ? 'the text ' : ''}${shown(value)}`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function listOf(values: unknown): string {
  return Array.isArray(values) ? values.map(String).join(', ') : '';
}

function withoutNulls(value: PlainObject): PlainObject {
  const clean = (item: unknown): unknown => {
    if (Array.isArray(item)) {
      return item.map(clean);
    }
    return isPlainObject(item) ? withoutNulls(item) : item;
  };
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) =>
      item === null || item === undefined ? [] : [[key, clean(item)]],
    ),
  );
}

function unique(issues: readonly FieldIssue[]): FieldIssue[] {
  const seen = new Set<string>();
  return issues.filter(({ path, message }) => {
    const key = `${path}\n${message}`;
    return !seen.has(key) && seen.add(key);
  });
}
