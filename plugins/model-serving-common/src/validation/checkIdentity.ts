import { identityOf } from './manifests/transform';
import { isPlainObject, type PlainObject } from './manifests/types';
import { pathText } from './schema/fieldPath';
import type { FieldIssue } from './schema/narrowSchema';

const NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;
const LABEL_KEY =
  /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;

/**
 * What every API server asks of every object, whatever its kind, and no schema
 * says: a name, labels and annotations that are fit, and the namespace that
 * the tenant was given.
 */
export function checkIdentity(
  object: PlainObject,
  namespace: string,
): FieldIssue[] {
  const identity = identityOf(object);
  const metadata = isPlainObject(object.metadata) ? object.metadata : {};
  const issues: FieldIssue[] = [];
  const say = (path: string, message: string, advice?: string) =>
    issues.push({ path, message, ...(advice && { advice }) });
  if (!identity.apiVersion) {
    say('apiVersion', 'This field is required and missing');
  }
  if (!identity.kind) {
    say('kind', 'This field is required and missing');
  }
  if (!NAME.test(identity.name) || identity.name.length > 253) {
    say(
      'metadata.name',
      identity.name
        ? 'This is no name for an object'
        : 'This field is required and missing',
      "Lower case letters, digits, '-' and '.' are allowed.",
    );
  }
  if (identity.namespace !== undefined && identity.namespace !== namespace) {
    say(
      'metadata.namespace',
      `The object would go to the namespace '${identity.namespace}'`,
      `The service may use '${namespace}' alone; remove the field, the overlay sets it.`,
    );
  }
  for (const [key, value] of entriesOf(metadata.labels)) {
    const path = pathText(['metadata', 'labels', key]);
    if (!LABEL_KEY.test(key) || key.length > 253 + 1 + 63) {
      say(path, 'This is no name for a label');
    } else if (
      typeof value !== 'string' ||
      value.length > 63 ||
      !LABEL_VALUE.test(value)
    ) {
      say(
        path,
        'This is no value for a label',
        "At most 63 letters, digits, '-', '_' and '.' are allowed, as a text.",
      );
    }
  }
  for (const [key, value] of entriesOf(metadata.annotations)) {
    if (typeof value !== 'string') {
      say(
        pathText(['metadata', 'annotations', key]),
        'The value of an annotation must be a text',
        'Put it in quotes.',
      );
    }
  }
  return issues;
}

function entriesOf(value: unknown): [string, unknown][] {
  return isPlainObject(value) ? Object.entries(value) : [];
}
