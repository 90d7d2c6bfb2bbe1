import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { at } from '../names';

/** How a configured text must look, in a pattern and in words. */
export interface TextRule {
  readonly pattern: RegExp;
  readonly words: string;
}

const LABEL = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?';
const QUALIFIED = '[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?';
const DOMAIN = `${LABEL}(\\.${LABEL})*`;

export const DNS_LABEL: TextRule = {
  pattern: new RegExp(`^${LABEL}$`),
  words: "a DNS label: lower case letters, digits and '-'",
};

export const OBJECT_NAME: TextRule = {
  pattern: new RegExp(`^${DOMAIN}$`),
  words: "a name of Kubernetes: lower case letters, digits, '-' and '.'",
};

export const LABEL_KEY: TextRule = {
  pattern: new RegExp(`^(${DOMAIN}/)?${QUALIFIED}$`),
  words: 'the key of a label, for example example.com/cost-center',
};

export const LABEL_VALUE: TextRule = {
  pattern: new RegExp(`^(${QUALIFIED})?$`),
  words: "the value of a label: letters, digits, '-', '_' and '.'",
};

export const IMAGE_NAME: TextRule = {
  pattern: /^[a-z0-9]([-a-z0-9._:/]*[a-z0-9])?$/,
  words: 'the name of an image without tag and digest',
};

export const PINNED_IMAGE: TextRule = {
  pattern: /^[a-z0-9][-a-z0-9._:/]*@sha256:[0-9a-f]{64}$/,
  words: 'an image pinned by digest: name@sha256: and 64 hexadecimal digits',
};

export const CIDR: TextRule = {
  pattern: /^([0-9]{1,3}(\.[0-9]{1,3}){3}|[0-9a-fA-F:]+)\/[0-9]{1,3}$/,
  words: 'a range of addresses, for example 10.0.0.0/8',
};

export const METRIC: TextRule = {
  pattern: /^[A-Za-z_:][A-Za-z0-9_:]*$/,
  words: 'the name of a metric',
};

/** One line of anything; what it means is up to whom it is for. */
export const ONE_LINE: TextRule = {
  pattern: /^[^\p{Cc}]{1,2048}$/u,
  words: 'one line of text',
};

/** Reads a text, `undefined` when it is absent. */
export function optionalText(
  config: Config,
  key: string,
  parent: string,
  rule: TextRule,
): string | undefined {
  return config.has(key) ? text(config, key, parent, rule) : undefined;
}

/** Reads a text that must be there. */
export function text(
  config: Config,
  key: string,
  parent: string,
  rule: TextRule,
): string {
  return checkText(config.getString(key), at(parent, key), rule);
}

/** Reads a list of texts; empty when it is absent. */
export function texts(
  config: Config,
  key: string,
  parent: string,
  rule: TextRule,
): string[] {
  return (config.getOptionalStringArray(key) ?? []).map((value, index) =>
    checkText(value, `Configuration '${parent}.${key}[${index}]'`, rule),
  );
}

/** Reads a mapping of texts; `undefined` when it is absent. */
export function optionalMap(
  config: Config,
  key: string,
  parent: string,
  keys: TextRule,
  values: TextRule,
): Record<string, string> | undefined {
  const map = config.getOptional(key);
  if (map === undefined) {
    return undefined;
  }
  if (typeof map !== 'object' || map === null || Array.isArray(map)) {
    throw new InputError(`${at(parent, key)} must be a mapping`);
  }
  return Object.fromEntries(
    Object.entries(map).map(([name, value]) => [
      checkText(name, `A key of ${at(parent, key)}`, keys),
      checkText(`${value ?? ''}`, at(parent, `${key}.${name}`), values),
    ]),
  );
}

/** Reads one of a few words; `undefined` when it is absent. */
export function optionalWord<T extends string>(
  config: Config,
  key: string,
  parent: string,
  words: readonly T[],
): T | undefined {
  const value = config.getOptionalString(key);
  const word = words.find(known => known === value);
  if (value !== undefined && word === undefined) {
    throw new InputError(
      `${at(parent, key)} is '${value}'; allowed: ${words.join(', ')}`,
    );
  }
  return word;
}

/** Drops what is `undefined`, so that an absent key stays absent. */
export function defined<T extends object>(
  value: T,
): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(
    Object.entries(value).filter(([, entry]) => entry !== undefined),
  ) as { [K in keyof T]: Exclude<T[K], undefined> };
}

function checkText(
  value: string,
  where: string,
  { pattern, words }: TextRule,
): string {
  if (!pattern.test(value)) {
    throw new InputError(`${where} is '${value}'; it must be ${words}`);
  }
  return value;
}
