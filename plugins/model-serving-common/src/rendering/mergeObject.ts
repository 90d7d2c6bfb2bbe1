import { isMap, isSeq, type Document } from 'yaml';
import { setAt, valueAt } from './yamlText';

/**
 * Where something is in an object: keys of mappings, and `[name]` for the
 * entry of a list that has this name.
 */
export type ObjectPath = readonly string[];

/** What an object shall be, beside what others added to it. */
export interface WantedObject {
  readonly content: Readonly<Record<string, unknown>>;
  /** What others may set to something else. */
  readonly defaults?: readonly ObjectPath[];
  /** What only we write, and what therefore goes when it is not in `content`. */
  readonly owned?: readonly ObjectPath[];
}

/**
 * Brings an object that is in the repository to what is wanted. What others
 * added stays, comments included: mappings are merged, lists of things with
 * names are merged by name, other lists are replaced.
 *
 * @returns whether that changed anything
 */
export function mergeObject(document: Document, wanted: WantedObject): boolean {
  const defaults = new Set((wanted.defaults ?? []).map(key));
  const merged = mergeAt(document, [], [], wanted.content, defaults);
  const removed = (wanted.owned ?? []).filter(
    path =>
      lookUp(wanted.content, path) === undefined && removeAt(document, path),
  );
  return merged || removed.length > 0;
}

type Place = readonly (string | number)[];

function mergeAt(
  document: Document,
  place: Place,
  path: ObjectPath,
  wanted: unknown,
  defaults: ReadonlySet<string>,
): boolean {
  const present = valueAt(document, place);
  const isSet = present !== undefined && present !== null;
  if (isSet && defaults.has(key(path))) {
    return false;
  }
  if (isMapping(wanted) && isMapping(present)) {
    return Object.entries(wanted)
      .map(([name, value]) =>
        mergeAt(document, [...place, name], [...path, name], value, defaults),
      )
      .includes(true);
  }
  if (isNamedList(wanted) && isNamedList(present)) {
    return wanted
      .map(entry => mergeEntry(document, place, path, entry, defaults))
      .includes(true);
  }
  return setAt(document, place, wanted);
}

function mergeEntry(
  document: Document,
  place: Place,
  path: ObjectPath,
  entry: { readonly name: string },
  defaults: ReadonlySet<string>,
): boolean {
  const present = valueAt(document, place);
  const list = isNamedList(present) ? present : [];
  const at = list.findIndex(({ name }) => name === entry.name);
  return mergeAt(
    document,
    [...place, at < 0 ? list.length : at],
    [...path, `[${entry.name}]`],
    entry,
    defaults,
  );
}

function removeAt(document: Document, path: ObjectPath): boolean {
  const place = placeOf(document, path);
  if (!place) {
    return false;
  }
  document.deleteIn(place);
  removeEmpty(document, place.slice(0, -1));
  return true;
}

/** Where a document has a path; `undefined` when it has not. */
export function placeOf(
  document: Document,
  path: ObjectPath,
): (string | number)[] | undefined {
  const place: (string | number)[] = [];
  for (const step of path) {
    const next = stepInto(valueAt(document, place), step);
    if (next === undefined) {
      return undefined;
    }
    place.push(next);
  }
  return place;
}

/** What a document has at a path, as plain data. */
export function valueOf(document: Document, path: ObjectPath): unknown {
  const place = placeOf(document, path);
  return place && valueAt(document, place);
}

/** A mapping that held nothing but ours says nothing any more. */
function removeEmpty(document: Document, place: Place) {
  const node: unknown = document.getIn(place, true);
  const isEmpty = (isMap(node) || isSeq(node)) && node.items.length === 0;
  if (isEmpty && place.length > 0) {
    document.deleteIn(place);
    removeEmpty(document, place.slice(0, -1));
  }
}

/** What plain data has at a path. */
export function lookUp(content: unknown, path: ObjectPath): unknown {
  let value: unknown = content;
  for (const step of path) {
    const next = stepInto(value, step);
    value =
      next === undefined
        ? undefined
        : (value as Record<string | number, unknown>)[next];
  }
  return value;
}

function stepInto(value: unknown, step: string): string | number | undefined {
  const name = /^\[(.*)\]$/.exec(step)?.[1];
  if (name === undefined) {
    return isMapping(value) && Object.hasOwn(value, step) ? step : undefined;
  }
  const at = isNamedList(value)
    ? value.findIndex(entry => entry.name === name)
    : -1;
  return at < 0 ? undefined : at;
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNamedList(value: unknown): value is readonly { name: string }[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(
      entry =>
        typeof entry === 'object' &&
        entry !== null &&
        'name' in entry &&
        typeof entry.name === 'string',
    )
  );
}

function key(path: ObjectPath): string {
  return path.join('\n');
}
