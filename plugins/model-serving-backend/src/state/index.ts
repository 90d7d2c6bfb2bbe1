export { FleetState } from './FleetState';
export type { FleetReader } from './FleetState';
