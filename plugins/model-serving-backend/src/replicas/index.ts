export { DatabaseLeaseStore } from './DatabaseLeaseStore';
export { LeasedOwnership } from './LeasedOwnership';
export type { Fence, Ownership } from './Ownership';
export { replicaSettings } from './settings';
export { SoleOwnership } from './SoleOwnership';
