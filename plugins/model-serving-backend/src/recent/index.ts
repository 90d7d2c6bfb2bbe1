export { RecentEntities, type EntitiesByRefs } from './RecentEntities';
export { RecentPermissions } from './RecentPermissions';
