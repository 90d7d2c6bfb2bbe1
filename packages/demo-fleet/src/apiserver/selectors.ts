import { isRecord } from '../objects/json';
import type { KubeObject } from '../objects/kubeObject';
import { StatusError } from '../objects/statusError';
import type { Resource } from '../resources/resource';
import { isBuiltIn } from './answer';

/** Whether an object is wanted. */
export type Matcher = (object: KubeObject) => boolean;

const EVERYWHERE = ['metadata.name', 'metadata.namespace'];

/** What may be asked for besides name and namespace, by kind. */
const FIELDS: Record<string, readonly string[]> = {
  Pod: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'status.phase',
    'status.podIP',
  ],
  Event: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.fieldPath',
    'reason',
    'type',
    'source.component',
    'reportingComponent',
  ],
  Node: ['spec.unschedulable'],
  Namespace: ['status.phase'],
};

const TERM =
  /^\s*(?:(!)\s*([^\s!=,()]+)|([^\s!=,()]+)\s*(?:(==|!=|=)\s*([^\s,()]*)|\s(in|notin)\s*\(([^()]*)\))?)\s*$/;

/** `app=x,tier!=y,zone in (a,b),!legacy`, as kubectl's `-l` takes it. */
export function parseLabelSelector(text: string): Matcher {
  const matchers = splitTerms(text).map(labelTerm);
  return object => matchers.every(matches => matches(object));
}

/** `metadata.name=x,status.phase!=Running`, for the fields of that kind. */
export function parseFieldSelector(
  text: string,
  resource: Resource<KubeObject>,
): Matcher {
  const allowed = [...EVERYWHERE, ...(FIELDS[resource.kind] ?? [])];
  const matchers = text
    .split(',')
    .filter(term => term.trim() !== '')
    .map((term): Matcher => {
      const match = /^([^=!]+)(==|!=|=)(.*)$/.exec(term.trim());
      const [, field = '', operator, wanted = ''] = match ?? [];
      if (!match) {
        throw StatusError.create(
          'BadRequest',
          `invalid selector: '${term}'; can't understand '${term}'`,
        );
      }
      if (!allowed.includes(field)) {
        throw StatusError.create(
          'BadRequest',
          isBuiltIn(resource.group) && !(resource.kind in FIELDS)
            ? `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`
            : `field label not supported: ${field}`,
        );
      }
      return object =>
        (fieldOf(object, field) === wanted) === (operator !== '!=');
    });
  return object => matchers.every(matches => matches(object));
}

function labelTerm(term: string): Matcher {
  const match = TERM.exec(term);
  if (!match) {
    throw StatusError.create(
      'BadRequest',
      `unable to parse requirement: '${term}'`,
    );
  }
  const [, not, absent = '', key = '', operator, value, set, members] = match;
  const labelOf = (object: KubeObject, name: string) =>
    object.metadata.labels?.[name];
  if (not) {
    return object => labelOf(object, absent) === undefined;
  }
  if (set) {
    const values = (members ?? '').split(',').map(item => item.trim());
    return object => {
      const label = labelOf(object, key);
      const listed = label !== undefined && values.includes(label);
      return listed === (set === 'in');
    };
  }
  if (!operator) {
    return object => labelOf(object, key) !== undefined;
  }
  return object => (labelOf(object, key) === value) === (operator !== '!=');
}

/** Commas part terms, save those within parentheses. */
function splitTerms(text: string): string[] {
  return text.split(/,(?![^(]*\))/).filter(term => term.trim() !== '');
}

function fieldOf(object: KubeObject, field: string): string {
  let value: unknown = object;
  for (const step of field.split('.')) {
    value = isRecord(value) ? value[step] : undefined;
  }
  return value === undefined || value === null ? '' : String(value);
}
