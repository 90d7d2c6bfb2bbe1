import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { at } from '../names';

/** Reads an http or https URL without credentials; `undefined` when absent. */
export function readAddress(
  config: Config,
  key: string,
  parent: string,
): string | undefined {
  const value = config.getOptionalString(key);
  if (value === undefined) {
    return undefined;
  }
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new InputError(`${at(parent, key)} must be an http or https URL`);
  }
  if (url.username || url.password) {
    // The value is not repeated: it holds a secret, and would be in Git.
    throw new InputError(
      `${at(parent, key)} must not hold credentials: it is written to Git`,
    );
  }
  return url.href.replace(/\/+$/, '');
}
