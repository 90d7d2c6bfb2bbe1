export { callerKey } from './callerKey';
export { RecentAnswers } from './RecentAnswers';
export { RecentEntities, type EntitiesByRefs } from './RecentEntities';
export { RecentPermissions } from './RecentPermissions';
