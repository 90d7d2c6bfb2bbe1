/** A command that is built from a Go module pinned in `tools/<tools>/go.mod`. */
export interface GoPart {
  readonly kind: 'go';
  readonly name: string;
  /** The folder under `tools/`. */
  readonly tools: string;
  /** The module whose version the build has. */
  readonly module: string;
  readonly package: string;
  /** Linker flags that tell the binary its version, where it would not know. */
  readonly versionFlags?: (version: string) => string[];
  /** The machine's own is used from this version on; absent: any. */
  readonly atLeast?: {
    readonly version: readonly [number, number, number];
    readonly why: string;
  };
  /** What a person should expect of the first build, seconds of one core. */
  readonly coldSeconds: number;
}

/** A command that the system's package manager has. */
export interface SystemPart {
  readonly kind: 'system';
  readonly name: string;
  readonly debianPackage: string;
}

export type Part = GoPart | SystemPart;

const KUBERNETES_VERSION_VARIABLES = 'k8s.io/component-base/version';

function kubernetesVersionFlags(version: string): string[] {
  const [major = '', minor = ''] = version.slice(1).split('.');
  return Object.entries({
    gitVersion: version,
    gitMajor: major,
    gitMinor: minor,
    gitTreeState: 'clean',
  }).map(
    ([variable, value]) =>
      `-X ${KUBERNETES_VERSION_VARIABLES}.${variable}=${value}`,
  );
}

function kubernetes<Name extends string>(
  name: Name,
  coldSeconds: number,
): GoPart & { readonly name: Name } {
  return {
    kind: 'go',
    name,
    tools: 'kubernetes',
    module: 'k8s.io/kubernetes',
    package: `k8s.io/kubernetes/cmd/${name}`,
    versionFlags: kubernetesVersionFlags,
    coldSeconds,
  };
}

/** What a control plane with nodes and pods is made of. */
export const CONTROL_PLANE_PARTS = [
  {
    kind: 'go',
    name: 'etcd',
    tools: 'etcd',
    module: 'go.etcd.io/etcd/server/v3',
    package: 'go.etcd.io/etcd/server/v3',
    atLeast: {
      version: [3, 5, 13],
      why: 'API servers stream lists from there on',
    },
    coldSeconds: 100,
  },
  kubernetes('kube-apiserver', 650),
  kubernetes('kube-controller-manager', 90),
  kubernetes('kube-scheduler', 10),
  {
    kind: 'go',
    name: 'kwok',
    tools: 'kwok',
    module: 'sigs.k8s.io/kwok',
    package: 'sigs.k8s.io/kwok/cmd/kwok',
    coldSeconds: 150,
  },
] as const satisfies readonly Part[];

/** What measures, and what is measured. */
export const METRICS_PARTS = [
  { kind: 'system', name: 'prometheus', debianPackage: 'prometheus' },
  {
    kind: 'go',
    name: 'llm-d-inference-sim',
    tools: 'llm-d-inference-sim',
    module: 'github.com/llm-d/llm-d-inference-sim',
    package: 'github.com/llm-d/llm-d-inference-sim/cmd/llm-d-inference-sim',
    coldSeconds: 150,
  },
] as const satisfies readonly Part[];
