/** How fast things go in a cluster. Simulated time; short, so that a demo is. */
export interface Pace {
  /** First pull of a large image on a node; later ones find it there. */
  readonly imagePullMs: number;
  /** Model download by the storage initializer, bytes a second. */
  readonly downloadRate: number;
  /** From disk into GPU memory, bytes a second. */
  readonly loadRate: number;
  /** What the engine needs besides loading: profiling, graphs, HTTP server. */
  readonly engineStartMs: number;
}

/** The nodes of a cluster are all alike. */
export interface NodeShape {
  readonly count: number;
  readonly namePrefix: string;
  readonly instanceType: string;
  readonly region: string;
  readonly zones: readonly string[];
  readonly cpu: number;
  readonly memoryGi: number;
  readonly gpu: GpuShape;
}

export interface GpuShape {
  readonly count: number;
  /** `nvidia.com/gpu.product` as GPU feature discovery writes it. */
  readonly product: string;
  readonly family: string;
  /** MiB, as the driver reports it. */
  readonly memoryMiB: number;
  readonly computeMajor: number;
  readonly computeMinor: number;
  /** Board power limit in watts, for the metrics. */
  readonly powerWatts: number;
}

export interface ClusterDefinition {
  readonly name: string;
  /** What Argo CD calls it. */
  readonly argocdName: string;
  readonly gitVersion: string;
  readonly platform: string;
  readonly nodes: NodeShape;
  readonly pace: Pace;
  /** Domain under which KServe publishes its services. */
  readonly ingressDomain: string;
  readonly hostsArgocd: boolean;
  /** Whether its link drops now and then when the fleet is asked for that. */
  readonly flakyLink: boolean;
}
