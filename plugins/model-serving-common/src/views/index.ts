export { clustersSteps, clustersView, clusterSummary } from './clustersView';
export { type GpuHoldersRequest, gpuHoldersView } from './gpuHoldersView';
export { gpusSteps, gpusView } from './gpusView';
export { entityOverview, overviewSteps } from './overview';
export {
  isExplained,
  matchesText,
  normalizedRolloutsFilter,
} from './rolloutsFilter';
export {
  type RolloutsRequest,
  rolloutsSteps,
  rolloutsView,
} from './rolloutsView';
export * from './types';
export { ViewMemory } from './ViewMemory';
export {
  type WorkloadsPage,
  type WorkloadsRequest,
  workloadsView,
} from './workloadsView';
export { TenantsOfPlaces, type TenantOfPlace } from './TenantsOfPlaces';
export type { WorkloadPosition } from './workloadPosition';
