import type { Amounts } from '../observed';
import { isPlainObject, type PlainObject } from '../validation/manifests/types';

/** A mapping of a manifest. */
export type Fields = PlainObject;

/** A value, where it is a mapping. */
export function fieldsOf(value: unknown): Fields | undefined {
  return isPlainObject(value) ? value : undefined;
}

/** A field that is a mapping; an empty one where it is none. */
export function fieldsAt(fields: Fields, key: string): Fields {
  return fieldsOf(fields[key]) ?? {};
}

/** A value, where it is a text with something in it. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Adds amounts by their names. */
export function addUp(parts: readonly Amounts[]): Amounts {
  const sum: Record<string, number> = {};
  for (const part of parts) {
    for (const [name, amount] of Object.entries(part)) {
      sum[name] = (sum[name] ?? 0) + amount;
    }
  }
  return sum;
}
