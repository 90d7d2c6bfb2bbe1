import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

/**
 * The whole reference of a Model, from what a person gave.
 *
 * @throws InputError when it is no reference.
 * @public
 */
export function modelRefOf(text: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(text, {
        defaultKind: 'model',
        defaultNamespace: 'default',
      }),
    );
  } catch {
    throw new InputError(
      `'${text}' is no reference of a Model; write it like model:default/name`,
    );
  }
}
