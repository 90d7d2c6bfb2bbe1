export { FleetState } from './FleetState';
export type { FleetReader } from './FleetState';
export { lazily } from './lazily';
export type {
  ClusterHead,
  FleetChanges,
  FleetMemory,
  KeptCluster,
  KeptRecord,
} from './kept';
