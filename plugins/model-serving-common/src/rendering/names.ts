import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

/** How a name must look, in a pattern and in words. */
export interface NameRule {
  readonly pattern: RegExp;
  readonly maxLength: number;
  readonly words: string;
}

/** RFC 1035: KServe makes a Service of this name, which cannot start with a digit. */
export const SERVICE_NAME: NameRule = {
  pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
  maxLength: 51,
  words:
    "lower case letters, digits and '-', beginning with a letter and ending with a letter or digit",
};

/** RFC 1123 label: namespaces and the folders of tenants. */
export const DNS_LABEL: NameRule = {
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  maxLength: 63,
  words:
    "lower case letters, digits and '-', beginning and ending with a letter or digit",
};

/** Clusters are folders, and Resources of the catalog. */
export const CLUSTER_NAME: NameRule = {
  pattern: /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/,
  maxLength: 63,
  words:
    "letters, digits, '-', '_' and '.', beginning and ending with a letter or digit",
};

/** Kubernetes: validation of label values. */
export const LABEL_VALUE: NameRule = { ...CLUSTER_NAME };

/** Kubernetes: an extended resource is a qualified name with a domain. */
export const RESOURCE_NAME: NameRule = {
  pattern:
    /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?\/[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/,
  maxLength: 253 + 1 + 63,
  words: "a domain, '/' and a name, for example nvidia.com/gpu",
};

/** Shows a value in a message, shortened and on one line. */
export function quote(value: string): string {
  const line = JSON.stringify(
    value.length > 60 ? `${value.slice(0, 60)}…` : value,
  );
  return `'${line.slice(1, -1)}'`;
}

/** Throws an InputError that says how the name must look. */
export function checkName(what: string, value: string, rule: NameRule): string {
  if (value.length > rule.maxLength) {
    throw new InputError(
      `${what} ${quote(value)} has ${value.length} characters; at most ${
        rule.maxLength
      } are possible`,
    );
  }
  if (!rule.pattern.test(value)) {
    throw new InputError(`${what} ${quote(value)} must be ${rule.words}`);
  }
  return value;
}

/** Reads an entity ref and gives it back whole: `kind:namespace/name`. */
export function fullEntityRef(
  what: string,
  value: string,
  defaultKind: string,
): string {
  let ref;
  try {
    ref = parseEntityRef(value, { defaultKind, defaultNamespace: 'default' });
  } catch {
    throw new InputError(
      `${what} ${quote(
        value,
      )} is no entity reference; write it like ${defaultKind}:default/name`,
    );
  }
  for (const part of [ref.kind, ref.namespace, ref.name]) {
    checkName(what, part, CLUSTER_NAME);
  }
  return stringifyEntityRef(ref);
}

/**
 * Checks the name of a service, which is that of its Component, of its serving
 * object and of its folder.
 *
 * @throws InputError that says how it must look.
 * @public
 */
export function checkServiceName(value: string): string {
  return checkName('Service name', value, SERVICE_NAME);
}
