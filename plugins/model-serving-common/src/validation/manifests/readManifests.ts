import { parseAllDocuments } from 'yaml';
import { isPlainObject, type PlainObject } from './types';

/** What a file of objects holds, or why it cannot be read. */
export type ReadFile =
  | { readonly objects: readonly PlainObject[]; readonly error?: undefined }
  | { readonly error: string };

/** Reads the objects of a YAML file; those of a List are objects of their own. */
export function readManifests(text: string): ReadFile {
  const objects: PlainObject[] = [];
  for (const document of [...parseAllDocuments(text)]) {
    const [problem] = document.errors;
    if (problem) {
      return { error: `is not readable YAML: ${firstLine(problem.message)}` };
    }
    let value: unknown;
    try {
      value = document.toJS();
    } catch (error) {
      return { error: `is not readable YAML: ${firstLine(String(error))}` };
    }
    if (value !== null && value !== undefined) {
      if (!isPlainObject(value)) {
        return { error: 'holds something that is no object' };
      }
      objects.push(...itemsOf(value));
    }
  }
  return { objects };
}

function itemsOf(object: PlainObject): PlainObject[] {
  const { kind, items } = object;
  return typeof kind === 'string' &&
    kind.endsWith('List') &&
    Array.isArray(items)
    ? items.filter(isPlainObject)
    : [object];
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? text;
}
