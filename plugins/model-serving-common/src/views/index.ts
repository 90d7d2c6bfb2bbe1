export { clustersView, clusterSummary } from './clustersView';
export * from './types';
