export { tenantField } from './field';
export { unfinishedTenantShape } from './shape';
