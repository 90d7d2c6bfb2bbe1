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
  /** What must be different from the module's own source. */
  readonly changes?: readonly SourceChange[];
  /** What a person should expect of the first build, seconds of one core. */
  readonly coldSeconds: number;
}

/** A place in a module's source, and what stands there instead when we build it. */
export interface SourceChange {
  /** Path in the module. */
  readonly file: string;
  /** Text that the file has exactly once. */
  readonly from: string;
  readonly to: string;
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
    // It has an option for the port alone.
    changes: [
      {
        file: 'pkg/communication/http.go',
        from: 'fmt.Sprintf(":%d", c.simulator',
        to: 'fmt.Sprintf("127.0.0.1:%d", c.simulator',
      },
    ],
    coldSeconds: 150,
  },
] as const satisfies readonly Part[];

/** Applies what Git has as Flux does. */
export const FLUX_PARTS = [
  {
    kind: 'go',
    name: 'kustomize-controller',
    tools: 'kustomize-controller',
    module: 'github.com/fluxcd/kustomize-controller',
    package: 'github.com/fluxcd/kustomize-controller',
    coldSeconds: 500,
  },
] as const satisfies readonly Part[];

/** Applies what Git has as Argo CD does; its commands are one binary. */
export const ARGO_CD_PARTS = [
  {
    kind: 'go',
    name: 'argocd-application-controller',
    tools: 'argo-cd',
    module: 'github.com/argoproj/argo-cd/v3',
    package: 'github.com/argoproj/argo-cd/v3/cmd',
    // Its metrics have no option for the address, and nothing of ours listens
    // beyond the loopback one.
    changes: [
      {
        file: 'controller/appcontroller.go',
        from: '"0.0.0.0:%d", metricsPort',
        to: '"127.0.0.1:%d", metricsPort',
      },
    ],
    coldSeconds: 900,
  },
  {
    kind: 'go',
    name: 'kustomize',
    tools: 'kustomize',
    module: 'sigs.k8s.io/kustomize/kustomize/v5',
    package: 'sigs.k8s.io/kustomize/kustomize/v5',
    coldSeconds: 40,
  },
  { kind: 'system', name: 'redis-server', debianPackage: 'redis-server' },
] as const satisfies readonly Part[];

/** Makes Deployments of InferenceServices as KServe does. */
export const KSERVE_PARTS = [
  {
    kind: 'go',
    name: 'kserve-manager',
    tools: 'kserve',
    module: 'github.com/kserve/kserve',
    package: 'github.com/kserve/kserve/cmd/manager',
    // Its webhooks have an option for the port alone.
    changes: [
      {
        file: 'cmd/manager/main.go',
        from: 'Port: options.webhookPort,',
        to: 'Host: "127.0.0.1", Port: options.webhookPort,',
      },
    ],
    coldSeconds: 600,
  },
] as const satisfies readonly Part[];
