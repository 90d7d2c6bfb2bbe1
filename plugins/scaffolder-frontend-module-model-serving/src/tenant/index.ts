export { tenantField, tenantFieldOptions } from './field';
export { unfinishedTenantShape } from './shape';
