import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { at } from './names';

/** Reads `owner`: a group or a user, by its whole reference. */
export function readOwner(entry: Config, key: string): string {
  const value = entry.getString('owner');
  let ref;
  try {
    ref = parseEntityRef(value, {
      defaultKind: 'group',
      defaultNamespace: 'default',
    });
  } catch {
    throw new InputError(
      `${at(key, 'owner')} is '${value}', which is no entity reference; ` +
        `write it like group:default/vision-team`,
    );
  }
  if (!['group', 'user'].includes(ref.kind.toLocaleLowerCase('en-US'))) {
    throw new InputError(
      `${at(
        key,
        'owner',
      )} is '${value}'; only a group or a user can be an owner`,
    );
  }
  return stringifyEntityRef(ref);
}
