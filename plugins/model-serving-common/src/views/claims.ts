import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/** Written by people: case and the namespace `default` may be left out. */
export function refFrom(text: string | undefined): string | undefined {
  if (!text) return undefined;
  try {
    return stringifyEntityRef(
      parseEntityRef(text.trim(), { defaultNamespace: 'default' }),
    );
  } catch {
    return undefined;
  }
}
