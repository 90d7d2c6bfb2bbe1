import { readValue } from '../form';
import { tenantShape } from './shape';

/** Why a value does not name a tenant; absent when it does. */
export function validateTenant(value: unknown): string | undefined {
  const chosen = readValue(tenantShape, value);
  if (!chosen?.tenant) {
    return 'Choose the team that will own the service.';
  }
  if (!chosen.repository) {
    return `Name the Git repository of team ${chosen.tenant}.`;
  }
  return chosen.namespace
    ? undefined
    : `Name the namespace of team ${chosen.tenant}.`;
}
