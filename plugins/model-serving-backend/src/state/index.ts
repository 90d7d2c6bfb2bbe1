export { FleetState } from './FleetState';
export type { FleetReader } from './FleetState';
export type {
  ClusterHead,
  FleetChanges,
  FleetMemory,
  KeptCluster,
  KeptRecord,
} from './kept';
