export interface Config {
  modelServing?: {
    gitops?: {
      /** The only repositories that Modelfleet reads services from and writes to. */
      repositories?: Array<{
        /** Short name, unique among the repositories. */
        id: string;
        /** http or https, without credentials. */
        url: string;
        /** Default: main */
        branch?: string;
        /** Folder of the services; default: the top of the repository. */
        root?: string;
        /** What brings the commits to the clusters. */
        delivery: 'argocd' | 'flux';
        /** Whether changes may be pushed without a pull request. Default: false */
        directPush?: boolean;
        /** Clusters that the repository delivers to, as the Kubernetes plugin names them. */
        clusters: string[];
        /** Parts of `modelServing.platform` that differ here; each replaces the whole part. */
        platform?: { [part: string]: unknown };
        tenants: Array<{
          /** Also the name of its folder under the root. */
          name: string;
          /** Entity reference of the owning group. */
          owner: string;
          /** The first is the default. */
          namespaces: string[];
          /** Default: those of the repository. */
          clusters?: string[];
        }>;
        /**
         * For a git server that no entry of `integrations` covers.
         * @deepVisibility secret
         */
        credentials?: {
          /** Default: git */
          username?: string;
          password: string;
        };
      }>;
    };
    /**
     * Which resources of nodes are accelerators, besides those that are known.
     * An entry comes before what is known; what it leaves out is as for the
     * known resource of its name.
     */
    accelerators?: Array<{
      /** As nodes advertise it, for example `example.com/gpu`. */
      resource?: string;
      /** Instead: a regular expression that the whole name matches. */
      resourcePattern?: string;
      /** What pods get for one of it. Default: gpu */
      unit?: 'gpu' | 'slice' | 'core' | 'chip';
      /** Whose node labels say how many physical devices there are; `each`: as many as units. Default: not known */
      devices?: 'each' | 'nvidia' | 'amd' | 'intel';
      /** Node labels that name the product, best first. */
      productLabels?: string[];
      /** Node label with the memory of one device. */
      memoryLabel?: {
        name: string;
        /** `text`: the unit is written in the label, like 192G. Default: MiB */
        unit?: 'MiB' | 'text';
      };
      /** Resources that count the same hardware in larger units. */
      sameHardwareAs?: string[];
      /** Keys of taints that pods which ask for accelerators tolerate, for example `sku`. */
      taints?: string[];
      /** The DRA driver that gives out the same hardware. */
      driver?: {
        name: string;
        /** DeviceClasses; default: the one of the driver's name */
        classes?: string[];
        /** Default: productName */
        productAttributes?: string[];
        /** Attributes that are equal for devices of the same hardware; default: resource.kubernetes.io/pciBusID */
        hardwareAttributes?: string[];
        /** Names the shape of a part. */
        profileAttribute?: string;
        /** Values of the attribute `type` that stand for a part. */
        partTypes?: string[];
      };
      /** It is no accelerator. */
      ignore?: boolean;
    }>;
    /**
     * What the platform decided about services, and what its clusters offer.
     * A part that is absent is not offered to anyone.
     */
    platform?: {
      /** Group that may write the platform's folder from the scaffolder; default: nobody. */
      owner?: string;
      /** For each choice of a service's operation: what applies, and what may be chosen. */
      choices?: {
        [choice: string]: {
          /** What applies when nobody chooses. */
          default?: string | boolean | number;
          /** Nobody may choose anything else. */
          locked?: boolean;
          /** Default: everything that is offered. */
          allowed?: Array<string | boolean | number>;
        };
      };
      /** The Gateway that routes are attached to. */
      gateway?: {
        name: string;
        namespace: string;
        /** Its HTTPS listener; default: every listener that takes the host. */
        section?: string;
        /** With {service}, {namespace}, {tenant} and {cluster}. */
        hostname: string;
      };
      /** The ingress controller, and who issues its certificates. */
      ingress?: {
        className: string;
        /** With {service}, {namespace}, {tenant} and {cluster}. */
        hostname: string;
        /** cert-manager's ClusterIssuer. */
        clusterIssuer: string;
        /** The controller's own; network policies let it in. */
        namespace?: string;
      };
      /** Who may call services, beside the gateway and those of their own namespace. */
      network?: {
        clientNamespaces?: string[];
        /** Where weights come from; default: everywhere, by HTTPS. */
        hubCidrs?: string[];
      };
      /** The Prometheus Operator. */
      monitoring?: {
        /** Where Prometheus runs. */
        namespace: string;
        /** Labels by which it selects monitors and rules. */
        labels?: { [label: string]: string };
      };
      /** What autoscalers can ask. */
      autoscaling?: {
        /** Prometheus as KEDA reaches it in each cluster. */
        prometheusAddress?: string;
        /** Waiting requests as the metrics adapter serves them for pods. */
        podMetric?: string;
        /** PromQL of requests that arrive while nothing runs, with {service} and {namespace}. */
        arrivalQuery?: string;
      };
      /** Where External Secrets finds the model hub's token. */
      secretStore?: {
        /** Default: ClusterSecretStore */
        kind?: 'ClusterSecretStore' | 'SecretStore';
        name: string;
        /** With {tenant} and {namespace}. */
        key: string;
        property?: string;
      };
      modelCache?: {
        /** One that serves ReadWriteMany. */
        storageClass: string;
      };
      loading?: {
        /** How fast weights arrive at least; default: 50000000 */
        bytesPerSecond: number;
      };
      images?: {
        /** Of the runtime `deployment`: name@sha256:… */
        vllm?: string;
        /** The same for AMD GPUs. */
        vllmRocm?: string;
      };
      /** ClusterServingRuntimes; default: what KServe finds for `huggingface`. */
      kserve?: {
        runtime?: string;
        /** For AMD GPUs. */
        runtimeRocm?: string;
      };
      /** Where a cluster fetches from instead. */
      mirrors?: Array<{
        cluster: string;
        /** Image names without tag and digest, to those of the mirror. */
        images?: { [name: string]: string };
        /** Instead of https://huggingface.co */
        hub?: string;
      }>;
      /** Labels of every object and pod. */
      labels?: { [label: string]: string };
      /** Key of the label that says who pays; default: modelfleet.dev/cost-center */
      costLabel?: string;
      /** Whose pipeline checks the repository. */
      ci?: 'github' | 'gitlab' | 'tekton';
      /** What admits signed images only. */
      signatures?: 'policy-controller' | 'kyverno';
      argocd?: {
        /** Default: argocd */
        namespace?: string;
        /** What Argo CD calls a cluster, where it is another name. */
        clusterNames?: { [cluster: string]: string };
      };
      flux?: {
        /** Where the GitRepository is; default: flux-system */
        namespace?: string;
        /** The GitRepository; default: the repository's id. */
        sourceName?: string;
      };
    };
    /** What other tools call the clusters. */
    clusters?: Array<{
      /** As the Kubernetes plugin names it. */
      name: string;
      aliases?: string[];
    }>;
  };
}
