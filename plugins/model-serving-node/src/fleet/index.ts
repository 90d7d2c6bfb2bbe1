export type {
  ClusterSink,
  FleetSink,
  FleetSource,
  ObservedCluster,
} from './FleetSource';
