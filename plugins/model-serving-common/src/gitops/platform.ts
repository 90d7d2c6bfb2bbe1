import type { ServiceChoices } from './operations';

/**
 * What the platform team decided about the services of a repository, and what
 * its clusters offer (`modelServing.platform`).
 *
 * A part that is absent is not offered: the choices that need it cannot be
 * made, and say so.
 *
 * @public
 */
export interface PlatformPolicy {
  /** Full entity ref of the group that may write the platform's folder. */
  readonly owner?: string;
  readonly choices?: {
    readonly [N in keyof ServiceChoices]?: ChoicePolicy<ServiceChoices[N]>;
  };
  readonly gateway?: GatewayPolicy;
  readonly ingress?: IngressPolicy;
  readonly network?: NetworkAccess;
  readonly monitoring?: MonitoringPolicy;
  readonly autoscaling?: AutoscalingPolicy;
  readonly secretStore?: SecretStorePolicy;
  readonly modelCache?: ModelCachePolicy;
  readonly loading?: LoadingPolicy;
  readonly images?: ImagePolicy;
  readonly kserve?: KServePolicy;
  readonly mirrors?: readonly MirrorPolicy[];
  /** Written on every object and pod, beside the owner's. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Key of the label that says who pays. */
  readonly costLabel?: string;
  readonly ci?: CiFlavour;
  readonly signatures?: SignaturePolicy;
  readonly argocd?: ArgoCdPolicy;
  readonly flux?: FluxPolicy;
}

/** What a form may do with one choice. @public */
export interface ChoicePolicy<T> {
  /** Instead of the safe default of Modelfleet. */
  readonly default?: T;
  /** Nobody may choose anything but the default. */
  readonly locked?: boolean;
  /** What may be chosen; default: everything that the platform offers. */
  readonly allowed?: readonly T[];
}

/** The Gateway whose HTTPS listener routes are attached to. @public */
export interface GatewayPolicy {
  readonly name: string;
  readonly namespace: string;
  /** Name of the listener; default: every listener that takes the host. */
  readonly section?: string;
  /** With `{service}`, `{namespace}`, `{tenant}` and `{cluster}`. */
  readonly hostname: string;
}

/** The ingress controller, and who issues its certificates. @public */
export interface IngressPolicy {
  readonly className: string;
  /** With `{service}`, `{namespace}`, `{tenant}` and `{cluster}`. */
  readonly hostname: string;
  /** cert-manager's ClusterIssuer. */
  readonly clusterIssuer: string;
  /** The controller's own; network policies let it in. */
  readonly namespace?: string;
}

/** Who may call a service, and what it may call. @public */
export interface NetworkAccess {
  /** Namespaces whose pods may call every service, beside the gateway's. */
  readonly clientNamespaces: readonly string[];
  /** Where weights are loaded from; default: everywhere, by HTTPS. */
  readonly hubCidrs?: readonly string[];
}

/** The Prometheus Operator. @public */
export interface MonitoringPolicy {
  /** Where Prometheus runs; network policies let it in. */
  readonly namespace: string;
  /** Labels by which it selects monitors and rules. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** What autoscalers can ask. @public */
export interface AutoscalingPolicy {
  /** The Prometheus that KEDA asks in each cluster; offers `keda`. */
  readonly prometheusAddress?: string;
  /**
   * The metric of waiting requests as the metrics adapter serves it for pods,
   * for example `vllm_num_requests_waiting`; offers `hpa`.
   */
  readonly podMetric?: string;
  /**
   * PromQL of the requests that arrive while no replica runs, from the
   * gateway; with `{service}` and `{namespace}`. Offers `scaleToZero`: an
   * engine that does not run counts no queue.
   */
  readonly arrivalQuery?: string;
}

/** Where External Secrets finds the hub's token. @public */
export interface SecretStorePolicy {
  readonly kind: 'ClusterSecretStore' | 'SecretStore';
  readonly name: string;
  /** Key in the store; with `{tenant}` and `{namespace}`. */
  readonly key: string;
  /** Part of a secret that has several. */
  readonly property?: string;
}

/** The volume that keeps weights. @public */
export interface ModelCachePolicy {
  /** One that serves ReadWriteMany: all replicas of a service read it. */
  readonly storageClass: string;
}

/** How fast weights arrive, which start-up probes are sized by. @public */
export interface LoadingPolicy {
  readonly bytesPerSecond: number;
}

/** Images, pinned by digest. @public */
export interface ImagePolicy {
  /** Of the `deployment` runtime: `name@sha256:…`. */
  readonly vllm?: string;
  /** The same for AMD GPUs; none when only `vllm` is set. */
  readonly vllmRocm?: string;
}

/**
 * KServe's ClusterServingRuntimes by name; without one KServe takes what the
 * cluster has for the model format `huggingface`. @public
 */
export interface KServePolicy {
  readonly runtime?: string;
  /** For AMD GPUs: KServe's own runtimes carry CUDA. */
  readonly runtimeRocm?: string;
}

/** Where one cluster fetches images and weights instead. @public */
export interface MirrorPolicy {
  readonly cluster: string;
  /** Image name without tag or digest, to the name of its mirror. */
  readonly images?: Readonly<Record<string, string>>;
  /** Instead of huggingface.co. */
  readonly hub?: string;
}

/** Whose pipeline checks the repository. @public */
export type CiFlavour = 'github' | 'gitlab' | 'tekton';

/** What admits signed images only, in the tenants' namespaces. @public */
export type SignaturePolicy = 'policy-controller' | 'kyverno';

/** Argo CD as the bootstrap finds it. @public */
export interface ArgoCdPolicy {
  /** Default: argocd */
  readonly namespace?: string;
  /** Argo CD's name of a cluster, where it is not that of the Kubernetes plugin. */
  readonly clusterNames?: Readonly<Record<string, string>>;
}

/** Flux as the bootstrap finds it. @public */
export interface FluxPolicy {
  /** Where the GitRepository is; default: flux-system */
  readonly namespace?: string;
  /** Name of the GitRepository; default: the repository's id. */
  readonly sourceName?: string;
}
