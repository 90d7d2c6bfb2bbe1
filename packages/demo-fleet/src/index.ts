export { ManualTime } from './clock/time';
export type { TimeSource } from './clock/time';
export type { Fault, FaultType } from './faults/fault';
export { serveGit } from './git/bridge';
export type { GitBridgeOptions } from './git/bridge';
export { startDemoFleet } from './start/startDemoFleet';
export type { DemoCluster, DemoFleet, DemoFleetOptions } from './start/options';
