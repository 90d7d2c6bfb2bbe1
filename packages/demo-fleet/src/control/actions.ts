import type { ActiveFault } from '../faults/faultBoard';
import type { Fault } from '../faults/fault';

/** What the control endpoint and the command can do to a fleet. */
export interface ControlActions {
  clusterNames(): string[];
  state(): Promise<FleetState>;
  faults(): Record<string, ActiveFault[]>;
  setFault(cluster: string, fault: Fault): ActiveFault;
  /** How many faults were healed, on one cluster or on all. */
  heal(cluster?: string, idOrType?: string): number;
  speed(): number;
  setSpeed(speed: number): number;
  /** Forgets a cluster's past; gives the oldest version that is left. */
  compact(cluster: string): number;
  /** Breaks a cluster's open watches; gives how many there were. */
  dropWatches(cluster: string): number;
  /** Starts the repository and the clusters from the seed again. */
  reset(): Promise<void>;
}

/** `GET /control/state` */
export interface FleetState {
  readonly seed: string;
  readonly speed: number;
  /** Wall-clock time of the fleet. */
  readonly now: string;
  readonly git: { readonly url: string; readonly revision: string };
  readonly clusters: readonly ClusterSummary[];
}

/** A cluster at a glance. */
export interface ClusterSummary {
  readonly name: string;
  readonly url: string;
  readonly resourceVersion: number;
  readonly openWatches: number;
  readonly faults: readonly ActiveFault[];
  /** Whole GPUs; parts of one are seen in the nodes alone. */
  readonly gpus: {
    readonly product: string;
    readonly total: number;
    readonly used: number;
  };
  readonly services: readonly {
    readonly namespace: string;
    readonly name: string;
    readonly ready: string;
    readonly readyReplicas: number;
    readonly replicas: number;
  }[];
}
