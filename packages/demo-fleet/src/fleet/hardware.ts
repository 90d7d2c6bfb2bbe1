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

/** Nodes of a cluster that are alike. */
export interface NodeGroup {
  readonly count: number;
  readonly namePrefix: string;
  readonly instanceType: string;
  readonly zones: readonly string[];
  readonly cpu: number;
  readonly memoryGi: number;
  readonly gpu: GpuShape;
}

/** The GPUs of a node: how many, and what one of them is. */
export interface GpuShape {
  readonly vendor: 'nvidia' | 'amd';
  /** Physical GPUs. */
  readonly count: number;
  /** As the vendor's feature discovery labels it. */
  readonly product: string;
  /** As the vendor's exporter names it. */
  readonly modelName: string;
  readonly family: string;
  /** MiB, as the driver reports it. */
  readonly memoryMiB: number;
  /** Bytes a second between the GPU and its memory: the pace of decoding. */
  readonly memoryRate: number;
  /** Of NVIDIA's compute capability. */
  readonly compute?: readonly [major: number, minor: number];
  /** Board power limit in watts, for the metrics. */
  readonly powerWatts: number;
  /** How every GPU of the node is cut (MIG, strategy mixed); absent: whole. */
  readonly slices?: readonly GpuSlice[];
}

/** MIG instances of one profile on one GPU. */
export interface GpuSlice {
  /** `1g.10gb`: sevenths of the compute, and memory. */
  readonly profile: string;
  readonly count: number;
  readonly memoryMiB: number;
  readonly multiprocessors: number;
}

export interface ClusterDefinition {
  readonly name: string;
  /** What Argo CD calls it. */
  readonly argocdName: string;
  readonly gitVersion: string;
  readonly platform: string;
  readonly region: string;
  readonly nodes: readonly NodeGroup[];
  readonly pace: Pace;
  /** Domain under which KServe publishes its services. */
  readonly ingressDomain: string;
  readonly hostsArgocd: boolean;
  /** Whether its link drops now and then when the fleet is asked for that. */
  readonly flakyLink: boolean;
}
