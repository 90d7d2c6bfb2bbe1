import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { at } from '../names';
import { OBJECT_NAME, text, type TextRule } from './fields';

const PLACEHOLDERS = ['service', 'namespace', 'tenant', 'cluster'] as const;

const PATTERN: TextRule = {
  pattern: /^[-a-z0-9.{}]{1,253}$/,
  words: 'a host name, with {service}, {namespace}, {tenant} or {cluster}',
};

/**
 * Reads the pattern of a host name. Without the service in it, two services
 * would claim one host.
 */
export function readHostname(config: Config, parent: string): string {
  const pattern = text(config, 'hostname', parent, PATTERN);
  const example = pattern.replace(/\{([^{}]*)\}/g, (whole, name) =>
    PLACEHOLDERS.includes(name) ? 'x' : whole,
  );
  if (!OBJECT_NAME.pattern.test(example)) {
    throw new InputError(
      `${at(parent, 'hostname')} is '${pattern}'; it must be ${PATTERN.words}`,
    );
  }
  if (!pattern.includes('{service}')) {
    throw new InputError(
      `${at(
        parent,
        'hostname',
      )} is '${pattern}', the same for every service; put {service} into it`,
    );
  }
  return pattern;
}
