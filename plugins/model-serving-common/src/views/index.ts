export { clustersView, clusterSummary } from './clustersView';
export { type GpuHoldersRequest, gpuHoldersView } from './gpuHoldersView';
export { gpusView } from './gpusView';
export { entityOverview } from './overview';
export { rolloutsView } from './rolloutsView';
export * from './types';
export { ViewMemory } from './ViewMemory';
export {
  type WorkloadsPage,
  type WorkloadsRequest,
  workloadsView,
} from './workloadsView';
export { TenantsOfPlaces, type TenantOfPlace } from './TenantsOfPlaces';
export type { WorkloadPosition } from './workloadPosition';
