import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const RULES = {
  dnsLabel: {
    pattern: /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
    words:
      "a DNS label: lower case letters, digits and '-', at most 63 characters",
  },
  folderName: {
    pattern: /^[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?$/,
    words:
      "fit for a folder: letters, digits, '.', '_' and '-', first and last a letter or digit",
  },
} as const;

/** Which characters a configured name may have. */
export type NameRule = keyof typeof RULES;

/** How every message names a key. */
export function at(parent: string, key: string): string {
  return `Configuration '${parent}.${key}'`;
}

/** Reads one name. */
export function readName(
  config: Config,
  key: string,
  parent: string,
  rule: NameRule,
): string {
  return check(config.getString(key), at(parent, key), rule);
}

/** Reads a list of at least one name without duplicates. */
export function readNames(
  config: Config,
  key: string,
  parent: string,
  rule: NameRule,
): string[] {
  const names = config.getStringArray(key);
  if (names.length === 0) {
    throw new InputError(`${at(parent, key)} must name at least one`);
  }
  names.forEach((name, index) =>
    check(name, `Configuration '${parent}.${key}[${index}]'`, rule),
  );
  rejectDuplicates(names, index => `${parent}.${key}[${index}]`);
  return names;
}

/** Throws for the first name that is there twice, with the key of both. */
export function rejectDuplicates(
  names: readonly string[],
  keyOf: (index: number) => string,
): void {
  const seen = new Map<string, number>();
  names.forEach((name, index) => {
    const first = seen.get(name);
    if (first !== undefined) {
      throw new InputError(
        `Configuration '${keyOf(index)}' repeats '${name}' of '${keyOf(
          first,
        )}'; each may be there once`,
      );
    }
    seen.set(name, index);
  });
}

function check(value: string, where: string, rule: NameRule): string {
  const { pattern, words } = RULES[rule];
  if (!pattern.test(value)) {
    throw new InputError(`${where} is '${value}'; it must be ${words}`);
  }
  return value;
}
