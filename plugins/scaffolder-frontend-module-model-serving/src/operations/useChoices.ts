import type { PlatformChoice } from '@modelfleet/backstage-plugin-model-serving-common';
import {
  lastKnown,
  useTenants,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { readSibling } from '../form';
import { unfinishedTenantShape } from '../tenant';

/** What the platform offers the tenant that the form has. */
export type OfferedChoices =
  | { readonly status: 'noTenant' | 'loading' }
  | { readonly status: 'failed'; readonly error: Error; retry(): void }
  | { readonly status: 'ready'; readonly choices: readonly PlatformChoice[] };

export function useChoices(
  formContext: unknown,
  tenantField: string,
): OfferedChoices {
  const { state, retry } = useTenants();
  const chosen = readSibling(unfinishedTenantShape, formContext, tenantField);
  const known = lastKnown(state);
  if (!chosen?.tenant) {
    return { status: 'noTenant' };
  }
  if (!known) {
    return state.status === 'failed'
      ? { status: 'failed', error: state.error, retry }
      : { status: 'loading' };
  }
  const tenant = known.data.items.find(
    ({ name, repository }) =>
      name === chosen.tenant &&
      (!chosen.repository || repository.id === chosen.repository),
  );
  return { status: 'ready', choices: tenant?.choices ?? [] };
}
