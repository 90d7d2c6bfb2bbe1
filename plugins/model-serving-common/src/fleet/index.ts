export {
  isReported,
  reportedClusters,
  type Hub,
  type HubDestination,
  type ReportedCluster,
} from './hubs';
export * from './snapshot';
