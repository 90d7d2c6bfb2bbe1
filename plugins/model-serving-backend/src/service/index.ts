export { CatalogReader } from './CatalogReader';
export { ConfiguredFleet } from './ConfiguredFleet';
export { createRouter } from './router';
export type { CheckedChange, Fleet, FleetOptions, TenantAccess } from './Fleet';
export { withoutStack } from './withoutStack';
