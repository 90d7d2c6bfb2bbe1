import { isPlainObject, type PlainObject } from './types';

/** One operation of RFC 6902, as overlays use them. */
export interface JsonOperation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
  readonly value?: unknown;
}

/** Whether every entry is an operation. */
export function isJsonPatch(value: unknown): value is JsonOperation[] {
  return (
    Array.isArray(value) &&
    value.every(
      entry =>
        isPlainObject(entry) &&
        typeof entry.op === 'string' &&
        typeof entry.path === 'string' &&
        (entry.from === undefined || typeof entry.from === 'string'),
    )
  );
}

/**
 * Applies a JSON patch (RFC 6902) to a copy of an object.
 *
 * @throws Error saying which operation has no place to be applied.
 */
export function patchObject(
  object: PlainObject,
  operations: readonly JsonOperation[],
): PlainObject {
  let root: unknown = structuredClone(object);
  for (const operation of operations) {
    root = applyOne(root, operation);
  }
  if (!isPlainObject(root)) {
    throw new Error('leaves no object');
  }
  return root;
}

function applyOne(root: unknown, operation: JsonOperation): unknown {
  const { op, path, from = '', value } = operation;
  switch (op) {
    case 'add':
      return put(root, path, structuredClone(value), 'add');
    case 'replace':
      return put(root, path, structuredClone(value), 'replace');
    case 'remove':
      return remove(root, path);
    case 'copy':
      return put(root, path, structuredClone(read(root, from)), 'add');
    case 'move': {
      const moved = read(root, from);
      return put(remove(root, from), path, moved, 'add');
    }
    case 'test':
      if (JSON.stringify(read(root, path)) !== JSON.stringify(value)) {
        throw new Error(`the test of ${path} does not hold`);
      }
      return root;
    default:
      throw new Error(`there is no operation '${op}'`);
  }
}

function put(
  root: unknown,
  path: string,
  value: unknown,
  how: 'add' | 'replace',
): unknown {
  const keys = keysOf(path);
  const last = keys.pop();
  if (last === undefined) {
    return value;
  }
  const parent = walk(root, keys, path);
  if (Array.isArray(parent)) {
    const index = indexOf(parent, last, path, how === 'add');
    parent.splice(index, how === 'add' ? 0 : 1, value);
  } else if (how === 'replace' && !Object.hasOwn(parent, last)) {
    throw new Error(`${path} is not there to be replaced`);
  } else {
    Object.defineProperty(parent, last, {
      value,
      configurable: true,
      enumerable: true,
      writable: true,
    });
  }
  return root;
}

function remove(root: unknown, path: string): unknown {
  const keys = keysOf(path);
  const last = keys.pop() ?? '';
  const parent = walk(root, keys, path);
  if (Array.isArray(parent)) {
    parent.splice(indexOf(parent, last, path, false), 1);
  } else if (Object.hasOwn(parent, last)) {
    Reflect.deleteProperty(parent, last);
  } else {
    throw new Error(`${path} is not there to be removed`);
  }
  return root;
}

function read(root: unknown, path: string): unknown {
  const keys = keysOf(path);
  const last = keys.pop();
  if (last === undefined) {
    return root;
  }
  const parent = walk(root, keys, path);
  return Array.isArray(parent)
    ? parent[indexOf(parent, last, path, false)]
    : Object.entries(parent).find(([key]) => key === last)?.[1];
}

/** The collection that the last part of a path is in. */
function walk(
  root: unknown,
  keys: readonly string[],
  path: string,
): unknown[] | object {
  let current = root;
  for (const key of keys) {
    if (Array.isArray(current)) {
      current = current[indexOf(current, key, path, false)];
    } else if (isPlainObject(current) && Object.hasOwn(current, key)) {
      current = current[key];
    } else {
      throw new Error(`${path} leads nowhere: there is no '${key}'`);
    }
  }
  if (Array.isArray(current) || isPlainObject(current)) {
    return current;
  }
  throw new Error(`${path} leads nowhere`);
}

function indexOf(
  list: readonly unknown[],
  key: string,
  path: string,
  mayAppend: boolean,
): number {
  if (key === '-' && mayAppend) {
    return list.length;
  }
  const index = /^(0|[1-9]\d*)$/.test(key) ? Number(key) : NaN;
  const most = mayAppend ? list.length : list.length - 1;
  if (!(index <= most)) {
    throw new Error(`${path}: the list has no entry '${key}'`);
  }
  return index;
}

function keysOf(path: string): string[] {
  if (path === '') {
    return [];
  }
  if (!path.startsWith('/')) {
    throw new Error(`'${path}' is no path; it must begin with /`);
  }
  return path
    .slice(1)
    .split('/')
    .map(key => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}
