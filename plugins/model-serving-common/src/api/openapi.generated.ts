// Generated from openapi.yaml by `npm run openapi`. Do not edit.

export interface paths {
  '/clusters': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Every cluster that the caller may see, with its state and GPUs */
    get: operations['getClusters'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/entities/{kind}/{namespace}/{name}/rollouts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The rollout of a Model or of an inference service, cluster by cluster
     * The first rows, worst first. The order is that of now, so that there are no pages with a cursor: whoever wants more asks for a higher `limit`. What is said of the whole is of all rows, whatever the filter.
     */
    get: operations['getEntityRollouts'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/entities/{kind}/{namespace}/{name}/waves': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How far a change in waves is, and whether the next wave may go
     * Of an inference service. What Git says is at most some seconds old; what the clusters say has its age.
     */
    get: operations['getEntityWaves'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/entities/{kind}/{namespace}/{name}/gpus': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The GPUs of the clusters that concern an entity, and what it takes of them */
    get: operations['getEntityGpus'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/entities/{kind}/{namespace}/{name}/figures': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How well a Model or an inference service serves, what it uses and what it costs
     * One row for each cluster, service and revision that has pods. Answers are shared between viewers and kept for some seconds; asking more often than `refreshSeconds` brings nothing new.
     */
    get: operations['getEntityFigures'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/gpu-activity': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How busy the GPUs of the clusters are that the caller may see */
    get: operations['getGpuActivity'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/overviews': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * For the rows of a table, how several entities are and where they run
     * The short form of the rollouts of each entity, all from the same state of the fleet.
     */
    get: operations['getOverviews'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/workloads': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Every serving object that the caller may see, filtered and in pages
     * In the order of cluster, namespace, kind and name, which does not change while pages are read. Filters of one parameter are alternatives; all parameters must hold.
     */
    get: operations['getWorkloads'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/doctor': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How well every cluster that the caller may see can be observed, worst first */
    get: operations['getDoctor'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/doctor/{cluster}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What is observed in one cluster, kind by kind, and what to do about the rest */
    get: operations['getClusterDoctor'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/gpu-holders': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Who takes the GPUs of each cluster, by namespace, owner and Model
     * Namespaces, services and Models are named as far as the caller may see them. Everything that is used or waited for is in one place, so that the parts are always the whole.
     */
    get: operations['getGpuHolders'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/tenants': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The configured tenants, and whether the caller may change their services */
    get: operations['getTenants'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/services/{tenant}/{service}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What a service asks for at present, read back from its repository
     * For those who may change the service. Asking for the same again changes no file but those that `rewritten` names; what could not be read back is in `notes`, and stays in the repository.
     */
    get: operations['getService'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/changes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Checks that the caller may make a change, and says where it is written
     * Changes nothing. The answer is what configuration allows for this tenant; a request outside it is refused with the reason and the allowed values.
     */
    post: operations['planChange'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/rooms': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * What a tenant's namespaces still have for what is asked of them
     * Changes nothing. Quotas, limit ranges and queues, as each cluster was seen last. What the clusters themselves have free is in `/clusters`.
     */
    post: operations['assessRooms'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/previews': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * The files that a change would write, beside what the repository has, checked
     * Changes nothing. Renders as the task would, with the present content of the repository, and checks the result against the target clusters.
     */
    post: operations['previewChange'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/validations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Checks the files of a service against what each cluster serves
     * Changes nothing, in no cluster. Overlays are resolved as kustomize does, and every object is held against the OpenAPI v3 schema that the cluster itself serves; against the last one that it served when it is away.
     */
    post: operations['validateFiles'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
/** What goes over the wire. @public */
export interface components {
  schemas: {
    Error: {
      error: {
        name: string;
        message: string;
      };
      response: {
        statusCode: number;
      };
    };
    /**
     * Format: date-time
     * A moment in UTC, ISO 8601
     */
    Instant: string;
    /**
     * Argo CD's words for health
     */
    Verdict:
      | 'healthy'
      | 'progressing'
      | 'degraded'
      | 'suspended'
      | 'missing'
      | 'unknown';
    /**
     * Why a verdict was given, from a closed list
     */
    Reason:
      | 'Serving'
      | 'Idle'
      | 'Stopped'
      | 'Paused'
      | 'NotObserved'
      | 'Deleting'
      | 'NotMerged'
      | 'NotSynced'
      | 'SyncFailed'
      | 'NotApplied'
      | 'WaitingForPods'
      | 'WaitingForQueue'
      | 'InsufficientGpus'
      | 'Unschedulable'
      | 'QuotaExceeded'
      | 'ImagePull'
      | 'ModelDownload'
      | 'ModelDownloadFailed'
      | 'ModelLoading'
      | 'ModelLoadFailed'
      | 'GpuOutOfMemory'
      | 'OutOfMemory'
      | 'SlowStart'
      | 'CrashLoop'
      | 'Evicted'
      | 'NotReady'
      | 'RouteNotReady'
      | 'InvalidSpec'
      | 'RolloutInProgress'
      | 'RolloutStalled'
      | 'ClusterAway'
      | 'ClusterUnsupported'
      | 'Forbidden'
      | 'NotUnderstood';
    /** One object in one cluster */
    ObjectRef: {
      cluster: string;
      /** Empty for the core group */
      group: string;
      kind: string;
      namespace?: string;
      name: string;
      uid?: string;
    };
    /** What a judgement was read from */
    Evidence: {
      object: components['schemas']['ObjectRef'];
      source: 'field' | 'condition' | 'event' | 'log';
      /** Field or condition type */
      path?: string;
      /** The value or message as the cluster gave it, cut and redacted */
      text: string;
      at?: components['schemas']['Instant'];
    };
    /** Never a bare verdict: what, why, since when, on what evidence, what to do */
    Judgement: {
      verdict: components['schemas']['Verdict'];
      reason: components['schemas']['Reason'];
      /** One sentence for a person */
      message: string;
      evidence: components['schemas']['Evidence'][];
      since?: components['schemas']['Instant'];
      advice?: string;
    };
    /**
     * A step on the way from Git to an answered request, in this order
     */
    StageName:
      | 'delivery'
      | 'admission'
      | 'scheduling'
      | 'image'
      | 'download'
      | 'load'
      | 'readiness'
      | 'route';
    /**
     * `blocked` does not go on by itself; `doing` does, or only a part of it is done; `waiting` comes after another step; `unknown` is not told
     */
    StageState: 'done' | 'doing' | 'blocked' | 'waiting' | 'unknown';
    /** One step of the explanation of a row; the first that is blocked is why */
    Stage: {
      stage: components['schemas']['StageName'];
      state: components['schemas']['StageState'];
      /** One sentence for a person */
      message: string;
      evidence: components['schemas']['Evidence'][];
      since?: components['schemas']['Instant'];
      advice?: string;
    };
    /** One readable error for a cluster */
    ClusterError: {
      kind:
        | 'timeout'
        | 'refused'
        | 'dns'
        | 'tls'
        | 'unauthorized'
        | 'forbidden'
        | 'throttled'
        | 'server'
        | 'protocol'
        | 'credentials'
        | 'other';
      message: string;
      advice?: string;
    };
    ResourceKind: {
      group: string;
      kind: string;
    };
    /** A cluster's state decides how its values may be shown */
    ClusterState:
      | components['schemas']['ClusterConnecting']
      | components['schemas']['ClusterLive']
      | components['schemas']['ClusterAway']
      | components['schemas']['ClusterUnsupported'];
    ClusterConnecting: {
      /**
       * discriminator enum property added by openapi-typescript
       */
      status: 'connecting';
    };
    ClusterLive: {
      /**
       * discriminator enum property added by openapi-typescript
       */
      status: 'live';
      confirmedAt: components['schemas']['Instant'];
      /** Kinds that the cluster refused to show (403); the rest is live */
      forbidden: components['schemas']['ResourceKind'][];
    };
    ClusterAway: {
      /**
       * discriminator enum property added by openapi-typescript
       */
      status: 'stale' | 'unreachable' | 'unauthorized';
      confirmedAt?: components['schemas']['Instant'];
      error: components['schemas']['ClusterError'];
      retryAt: components['schemas']['Instant'];
    };
    ClusterUnsupported: {
      /**
       * discriminator enum property added by openapi-typescript
       */
      status: 'unsupported';
      reason: string;
      /** The cluster that tells what is delivered to this one, which Backstage cannot dial */
      reportedBy?: {
        name: string;
        title: string;
      };
    };
    /** A cluster as the Backstage Kubernetes plugin knows it, and how it is */
    ClusterRef: {
      name: string;
      title: string;
      /** The cluster says of itself that it is a simulation */
      simulated: boolean;
      state: components['schemas']['ClusterState'];
    };
    ClusterSummary: components['schemas']['ClusterRef'] & {
      kubernetesVersion?: string;
      /** Absent when the cluster never showed its nodes and pods */
      gpus?: components['schemas']['GpuTotals'][];
    };
    ClustersView: {
      version: components['schemas']['Version'];
      items: components['schemas']['ClusterSummary'][];
    };
    /** Of the fleet's state; what a signal carries */
    Version: string;
    Revision: {
      name: string;
      image?: string;
      artifact?: string;
      ready?: number;
      /** The newest that was asked for */
      current?: boolean;
      /** Percent is absent when the cluster does not say */
      share: {
        percent?: number;
        kind: 'traffic' | 'replicas';
      };
    };
    /** What one replica asks for */
    GpuRequest: {
      resourceName: string;
      product?: string;
      perReplica: number;
    };
    /** One serving object in one cluster; an absent number means that the cluster does not say, never 0 */
    Workload: {
      ref: components['schemas']['ObjectRef'];
      model?: {
        entityRef: string;
        matchedBy: 'annotation' | 'artifact' | 'selector';
      };
      runtime: string;
      artifactUri?: string;
      replicas: {
        desired: number;
        updated?: number;
        ready?: number;
      };
      revisions: components['schemas']['Revision'][];
      gpus: components['schemas']['GpuRequest'][];
      url?: string;
      judgement: components['schemas']['Judgement'];
      changedAt: components['schemas']['Instant'];
    };
    /** How Git reaches the cluster */
    Delivery: {
      tool: 'argocd' | 'flux';
      ref: components['schemas']['ObjectRef'];
      /** The cluster that reports the delivery, a hub or the target itself */
      cluster: components['schemas']['ClusterRef'];
      /**
       * Whether the wanted revision is applied
       */
      status:
        | 'synced'
        | 'syncing'
        | 'outOfSync'
        | 'failed'
        | 'suspended'
        | 'unknown';
      /** The commit that the tool resolved as wanted */
      wantedRevision?: string;
      /** The commit that the tool applied last */
      appliedRevision?: string;
      appliedAt?: components['schemas']['Instant'];
      message?: string;
      /** What the tool calls what it applied, in its own word */
      health?: string;
    };
    /** One inference service, or one uncatalogued workload, in one cluster */
    Rollout: {
      cluster: components['schemas']['ClusterRef'];
      /** The Component; absent for a workload that no Component claims */
      service?: {
        entityRef: string;
        title: string;
      };
      /** A Component declares this cluster */
      wanted: boolean;
      workload?: components['schemas']['Workload'];
      delivery?: components['schemas']['Delivery'];
      judgement: components['schemas']['Judgement'];
      /** Why it does not serve, step by step, in order; absent for a healthy row */
      stages?: components['schemas']['Stage'][];
      /** When the cluster last confirmed this row; absent when it never did */
      confirmedAt?: components['schemas']['Instant'];
    };
    RolloutsView: {
      version: components['schemas']['Version'];
      entityRef: string;
      /** Of all rows; absent when nothing is wanted and nothing runs */
      overall?: components['schemas']['Judgement'];
      /** The first part of what `overall` says: how many are how, without the words of the worst row */
      summary?: string;
      /** How many rows there are in all */
      total: number;
      /** How many of them pass the filter; more than there are items when `limit` is too low for all */
      found: number;
      /** Of all rows, worst first; verdicts that no row has are left out */
      verdicts: components['schemas']['VerdictCount'][];
      /** The first of the rows that pass the filter, worst first */
      items: components['schemas']['Rollout'][];
      /** The worst row that steps say something of, where the filter leaves it out, so that the whole is explained whatever is looked for */
      explained?: components['schemas']['Rollout'];
      clusters: components['schemas']['SearchedClusters'];
    };
    VerdictCount: {
      verdict: components['schemas']['Verdict'];
      count: number;
    };
    /** Where was looked, so that an empty list can be told from a blind one */
    SearchedClusters: {
      /** How many clusters the caller may see */
      total: number;
      /** How many of them can be looked into now */
      live: number;
      /** Of those that can, when they are few */
      titles?: string[];
      /** Those that cannot and that have no row, `limit` at most: it may run there without anybody knowing */
      unseen: components['schemas']['ClusterRef'][];
      /** How many of these there are in all */
      unseenTotal: number;
    };
    /**
     * Green is observed in full; yellow in part; red not at all
     */
    Health: 'green' | 'yellow' | 'red';
    /** One thing that keeps a cluster from being observed in full */
    Finding: {
      severity: 'error' | 'warning' | 'info';
      code:
        | 'Connecting'
        | 'Away'
        | 'Unsupported'
        | 'Forbidden'
        | 'Unreadable'
        | 'Outdated'
        | 'NoServingKind'
        | 'ReportedOnly'
        | 'OptionalForbidden'
        | 'MetricsFailing'
        | 'NoMetrics';
      /** One sentence for a person */
      message: string;
      /** What users do not see because of it */
      costs?: string;
      advice?: string;
      kind?: components['schemas']['ResourceKind'];
      /** The YAML rule of a ClusterRole that would allow it; only with model-serving.doctor.read */
      rbac?: string;
      /** When it is tried again by itself */
      retryAt?: components['schemas']['Instant'];
    };
    /** How well one cluster can be observed */
    ClusterHealth: {
      cluster: components['schemas']['ClusterRef'];
      kubernetesVersion?: string;
      health: components['schemas']['Health'];
      /** One sentence for a person */
      summary: string;
      /** Worst first; empty when all is well */
      findings: components['schemas']['Finding'][];
      /** How many kinds of objects are in which state */
      kindCounts: {
        observed: number;
        absent: number;
        forbidden: number;
        never: number;
      };
    };
    /** What is known of one kind in one cluster */
    KindHealth: {
      group: string;
      kind: string;
      plural: string;
      /**
       * observed is listed and watched; absent is not served by the cluster; forbidden is refused to Backstage; never is not listed yet
       */
      status: 'observed' | 'absent' | 'forbidden' | 'never';
      /** The API version that is read */
      version?: string;
      /** Objects that are kept; the last known ones when forbidden */
      count?: number;
      /** Objects of the last list that could not be read */
      unreadable?: number;
      /** When the cluster last said so; of what is forbidden, when it was last allowed */
      confirmedAt?: components['schemas']['Instant'];
      /** What users see of it */
      shows: string;
    };
    ClusterDoctorView: components['schemas']['ClusterHealth'] & {
      version: components['schemas']['Version'];
      /** Whether the caller has model-serving.doctor.read */
      mayReadDetails: boolean;
      kinds: components['schemas']['KindHealth'][];
      /** A manifest that allows all that is forbidden, ready to apply; only with model-serving.doctor.read */
      rbac?: string;
    };
    DoctorView: {
      version: components['schemas']['Version'];
      /** Whether the caller has model-serving.doctor.read */
      mayReadDetails: boolean;
      items: components['schemas']['ClusterHealth'][];
    };
    /** How an entity is and where it runs, for a row of a table */
    EntityOverview: {
      version: components['schemas']['Version'];
      entityRef: string;
      /** Absent when nothing is wanted and nothing runs */
      overall?: components['schemas']['Judgement'];
      /** The clusters where it is wanted or runs, worst first, twenty at most */
      places: {
        cluster: string;
        title: string;
        /** Of the worst row of the cluster */
        verdict: components['schemas']['Verdict'];
      }[];
      /** How many there are in all */
      placeCount: number;
      /** How many clusters could not be looked at now, so that nowhere can be told from nowhere that we can see */
      blind: number;
    };
    OverviewsView: {
      version: components['schemas']['Version'];
      items: components['schemas']['EntityOverview'][];
      /** Refs that are not in the catalog, or not for the caller */
      missing: string[];
    };
    /** A serving object in one cluster, and whose it is */
    FleetWorkload: {
      /** Its name; its state is in clusters */
      cluster: string;
      workload: components['schemas']['Workload'];
      /** With what the state of its cluster allows to say */
      judgement: components['schemas']['Judgement'];
      confirmedAt?: components['schemas']['Instant'];
      /** Whether an entity that the caller may see has it */
      catalogued: boolean;
      /** Full refs of the Components that it belongs to; more than one is ambiguous */
      services: string[];
      /** Full refs of the Models that it serves; more than one is ambiguous */
      models: string[];
      /** Tenants that have its cluster and namespace */
      tenants: {
        name: string;
        /** Full entity ref */
        owner: string;
      }[];
    };
    WorkloadsView: {
      version: components['schemas']['Version'];
      /** Of all pages */
      total: number;
      items: components['schemas']['FleetWorkload'][];
      /** Of the next page; absent on the last */
      nextCursor?: string;
      /** Every cluster that was searched, so that an empty list can be told from a blind one */
      clusters: components['schemas']['ClusterRef'][];
    };
    /** One product under one resource name in one cluster, in schedulable units */
    GpuTotals: {
      /** As nodes advertise it, for example nvidia.com/gpu */
      resourceName: string;
      /** As nodes label it, for example NVIDIA-L4; "unknown" when they do not */
      product: string;
      unit: 'gpu' | 'slice' | 'core' | 'chip';
      /** Of one device, when nodes say it */
      memoryBytes?: number;
      nodes: number;
      capacity: number;
      /** On nodes that can take pods */
      allocatable: number;
      /** Requested by pods that hold a node */
      used: number;
      /** Sum over schedulable nodes of allocatable minus used */
      free: number;
      /** The most that is free on one node */
      largestFreeBlock: number;
      /** Asked for by pods without a node */
      pending: number;
      /** On cordoned, tainted or not ready nodes, and unhealthy devices */
      unavailable: number;
      /** The same by its reason; those that are 0 are left out */
      unavailableBecause?: {
        notReady?: number;
        cordoned?: number;
        /** On nodes with a taint that is not named after an accelerator */
        tainted?: number;
        /** Given up by the device plugin or driver, or tainted themselves */
        unhealthy?: number;
      };
      /**
       * Pods get them by a ResourceClaim only; the resource name is then that of the driver, and asking for it gets nothing
       */
      byClaim?: true;
    };
    EntityGpuUse: {
      resourceName: string;
      product: string;
      used: number;
      pending: number;
    };
    ClusterGpus: {
      cluster: components['schemas']['ClusterRef'];
      /** Absent when the cluster never showed its nodes and pods */
      totals?: components['schemas']['GpuTotals'][];
      /** What the entity takes of the totals */
      entity?: components['schemas']['EntityGpuUse'][];
      confirmedAt?: components['schemas']['Instant'];
      /** Why the counts are old ones although the cluster is live, and when it is tried again */
      outdated?: string;
      physical?: components['schemas']['PhysicalGpus'];
      /** What to know before trusting the figures, in sentences */
      notes?: string[];
    };
    /** Devices that can be touched. Not what pods ask for, as a node may advertise each several times or in parts */
    PhysicalGpus: {
      /** On the nodes that say how many they have */
      devices: number;
      /** Those that are shared out apart from whole ones */
      products: {
        product: string;
        devices: number;
        /**
         * How each of them is given to several pods; absent for whole ones
         */
        sharing?: 'mig' | 'time-slicing' | 'mps' | 'partitions';
      }[];
      /** Nodes with accelerators that do not say how many devices they are, and are in no sum */
      silentNodes: number;
    };
    /** Pods of one namespace and service, and what they take together */
    GpuHolder: {
      namespace?: string;
      /** Entity ref of the owner of the Component, else of the tenant */
      owner?: string;
      /** Entity ref of the Component */
      service?: string;
      /** Entity refs of the Models that are served; several are ambiguous */
      models?: string[];
      uses: components['schemas']['EntityGpuUse'][];
    };
    /** The uses of all holders and of the rest are together what the totals of the cluster say */
    ClusterGpuHolders: {
      cluster: components['schemas']['ClusterRef'];
      /** Those that take most first, at most 50 */
      holders: components['schemas']['GpuHolder'][];
      /** Of namespaces that the caller may not see, and of holders beyond the bound */
      rest: {
        /** How many they are */
        holders: number;
        uses: components['schemas']['EntityGpuUse'][];
      };
      /** Of the whole, what serves no Model that the caller may see */
      unattributed: components['schemas']['EntityGpuUse'][];
      confirmedAt?: components['schemas']['Instant'];
    };
    GpuHoldersView: {
      version: components['schemas']['Version'];
      items: components['schemas']['ClusterGpuHolders'][];
    };
    GpusView: {
      version: components['schemas']['Version'];
      entityRef: string;
      items: components['schemas']['ClusterGpus'][];
    };
    /**
     * Its unit is that of the figure's value, see `FigureUnit`
     */
    FigureName:
      | 'gpuUtilization'
      | 'gpuMemoryUsed'
      | 'gpuMemoryShare'
      | 'kvCacheUsage'
      | 'power'
      | 'requestRate'
      | 'outputTokenRate'
      | 'ttftP50'
      | 'ttftP95'
      | 'interTokenLatencyP50'
      | 'interTokenLatencyP95'
      | 'queued'
      | 'running'
      | 'errorRate'
      | 'abortRate'
      | 'energyPer1000Tokens'
      | 'costPerHour'
      | 'costUsedPerHour'
      | 'costPerMillionTokens';
    /**
     * `ratio` is 0 to 1, `bytes` are bytes, `currency…` is in the view's `prices.currency`
     */
    FigureUnit:
      | 'ratio'
      | 'bytes'
      | 'watts'
      | 'seconds'
      | 'requests'
      | 'requestsPerSecond'
      | 'tokensPerSecond'
      | 'wattHoursPer1000Tokens'
      | 'currencyPerHour'
      | 'currencyPerMillionTokens';
    /** One number, or why there is none. No traffic, no data and 0 are three different things. */
    Figure:
      | components['schemas']['FigureValue']
      | components['schemas']['FigureNoTraffic']
      | components['schemas']['FigureNoData']
      | components['schemas']['FigureError'];
    FigureValue: {
      /**
       * discriminator enum property added by openapi-typescript
       */
      status: 'value';
      value: number;
      unit: components['schemas']['FigureUnit'];
      /** When the source was asked and said so */
      confirmedAt: components['schemas']['Instant'];
      /** Over which time a rate or quantile is; absent for a value of one moment */
      windowSeconds?: number;
      /** What a reader must know besides, for example that some pods do not report */
      note?: string;
    };
    /** The source answers, and nothing was asked of the model in the window */
    FigureNoTraffic: {
      /**
       * discriminator enum property added by openapi-typescript
       */
      status: 'noTraffic';
      unit: components['schemas']['FigureUnit'];
      confirmedAt: components['schemas']['Instant'];
      windowSeconds?: number;
      message: string;
    };
    FigureNoData: {
      /**
       * discriminator enum property added by openapi-typescript
       */
      status: 'noData';
      unit: components['schemas']['FigureUnit'];
      /**
       * `noSource`: no metrics source covers the cluster. `noPods`: nothing runs that could say. `notReported`: the source has no such metric of these pods. `notYet`: the source has not been asked long enough. `ambiguous`: what there is cannot be told apart by pod. `noPrice`: no price is configured for the product.
       */
      reason:
        | 'noSource'
        | 'noPods'
        | 'notReported'
        | 'notYet'
        | 'ambiguous'
        | 'noPrice';
      /** For a person, with the way out */
      message: string;
      confirmedAt?: components['schemas']['Instant'];
    };
    /** The source could not be asked, or its answer not be understood */
    FigureError: {
      /**
       * discriminator enum property added by openapi-typescript
       */
      status: 'error';
      unit: components['schemas']['FigureUnit'];
      message: string;
    };
    /** Values at equal steps */
    FigureSeries: {
      unit: components['schemas']['FigureUnit'];
      /** Of the first value */
      from: components['schemas']['Instant'];
      stepSeconds: number;
      /** Over which time each rate or quantile is; 0 for values of one moment */
      windowSeconds: number;
      /** Null where there is no value, because of no traffic or no data; never 0 instead */
      values: (number | null)[];
      /** Set when the source keeps no past: Modelfleet began to ask then, and there is nothing before it */
      sinceObservation?: components['schemas']['Instant'];
    };
    /** Where figures come from, and how the source is */
    MetricsSourceState: {
      id: string;
      type: 'prometheus' | 'scrape' | 'other';
      /** For a person */
      title: string;
      /**
       * partial: some of what was asked of it failed
       */
      status: 'ok' | 'partial' | 'error' | 'pending';
      /** What failed */
      message?: string;
      /** In the source's own words */
      warnings: string[];
      confirmedAt?: components['schemas']['Instant'];
      /** False: values go back only to when Modelfleet began to ask, and some hours at most */
      keepsHistory?: boolean;
    };
    FigureRow: {
      cluster: components['schemas']['ClusterRef'];
      /** The Component; absent for a workload that no Component claims */
      service?: {
        entityRef: string;
        title: string;
      };
      workload?: components['schemas']['ObjectRef'];
      /** Absent when the workload's pods are of one version that has no name */
      revision?: {
        name: string;
        /** The newest that was asked for */
        current?: boolean;
      };
      /** That run, as the cluster says, and are not being ended */
      pods: number;
      /** What these pods hold */
      gpus?: components['schemas']['EntityGpuUse'][];
      /** Whose metrics were found, for example vLLM */
      engine?: string;
      /** Ids of the view's sources */
      sources?: string[];
      /** Every figure, by name; one that is absent does not concern this row */
      figures: {
        gpuUtilization?: components['schemas']['Figure'];
        gpuMemoryUsed?: components['schemas']['Figure'];
        gpuMemoryShare?: components['schemas']['Figure'];
        kvCacheUsage?: components['schemas']['Figure'];
        power?: components['schemas']['Figure'];
        requestRate?: components['schemas']['Figure'];
        outputTokenRate?: components['schemas']['Figure'];
        ttftP50?: components['schemas']['Figure'];
        ttftP95?: components['schemas']['Figure'];
        interTokenLatencyP50?: components['schemas']['Figure'];
        interTokenLatencyP95?: components['schemas']['Figure'];
        queued?: components['schemas']['Figure'];
        running?: components['schemas']['Figure'];
        errorRate?: components['schemas']['Figure'];
        abortRate?: components['schemas']['Figure'];
        energyPer1000Tokens?: components['schemas']['Figure'];
        costPerHour?: components['schemas']['Figure'];
        costUsedPerHour?: components['schemas']['Figure'];
        costPerMillionTokens?: components['schemas']['Figure'];
      };
      /** Those that were asked for, by name */
      series?: {
        gpuUtilization?: components['schemas']['FigureSeries'];
        gpuMemoryUsed?: components['schemas']['FigureSeries'];
        gpuMemoryShare?: components['schemas']['FigureSeries'];
        kvCacheUsage?: components['schemas']['FigureSeries'];
        power?: components['schemas']['FigureSeries'];
        requestRate?: components['schemas']['FigureSeries'];
        outputTokenRate?: components['schemas']['FigureSeries'];
        ttftP50?: components['schemas']['FigureSeries'];
        ttftP95?: components['schemas']['FigureSeries'];
        interTokenLatencyP50?: components['schemas']['FigureSeries'];
        interTokenLatencyP95?: components['schemas']['FigureSeries'];
        queued?: components['schemas']['FigureSeries'];
        running?: components['schemas']['FigureSeries'];
        errorRate?: components['schemas']['FigureSeries'];
        abortRate?: components['schemas']['FigureSeries'];
        energyPer1000Tokens?: components['schemas']['FigureSeries'];
        costPerHour?: components['schemas']['FigureSeries'];
        costUsedPerHour?: components['schemas']['FigureSeries'];
        costPerMillionTokens?: components['schemas']['FigureSeries'];
      };
      idle: components['schemas']['Idleness'];
    };
    /** Whether accelerators are held and hardly used */
    Idleness:
      | components['schemas']['IdlenessMeasured']
      | components['schemas']['IdlenessUnknown']
      | components['schemas']['IdlenessNotAllocated'];
    IdlenessMeasured: {
      /**
       * discriminator enum property added by openapi-typescript
       */
      status: 'idle' | 'busy';
      /** Since when use is under the limit; only when idle */
      since?: components['schemas']['Instant'];
      /** The source goes back no further than `since` */
      orLonger?: boolean;
      /** Highest use in the period, 0 to 1 */
      share: number;
      /** The configured limit */
      belowShare: number;
      /** The configured period */
      afterSeconds: number;
      confirmedAt: components['schemas']['Instant'];
    };
    IdlenessUnknown: {
      /**
       * discriminator enum property added by openapi-typescript
       */
      status: 'unknown';
      message: string;
    };
    IdlenessNotAllocated: {
      /**
       * discriminator enum property added by openapi-typescript
       */
      status: 'notAllocated';
    };
    FiguresPrices: {
      /** ISO 4217 */
      currency: string;
      source: 'configured';
    };
    FiguresView: {
      entityRef: string;
      range: '1h' | '24h' | '7d';
      /** For how long an answer is shared */
      refreshSeconds: number;
      items: components['schemas']['FigureRow'][];
      /** Those that cover a cluster of the rows */
      sources: components['schemas']['MetricsSourceState'][];
      /** Absent when none are configured */
      prices?: components['schemas']['FiguresPrices'];
    };
    /** The devices of one product in one cluster, as exporters report them */
    GpuProductActivity: {
      /** Spelled as in `GpuTotals` where the cluster has nodes with it, else as the exporter says */
      product: string;
      /** That are reported; a MIG slice is one */
      devices: number;
      /** Of these, by pods */
      held: number;
      utilization: components['schemas']['Figure'];
      memoryUsed: components['schemas']['Figure'];
      memoryShare?: components['schemas']['Figure'];
      power: components['schemas']['Figure'];
      utilizationSeries?: components['schemas']['FigureSeries'];
      /** Devices that pods hold and hardly use; absent `devices` means that this is not known */
      idle: {
        devices?: number;
        belowShare: number;
        afterSeconds: number;
        message?: string;
      };
    };
    ClusterGpuActivity: {
      cluster: components['schemas']['ClusterRef'];
      /**
       * `noSource`, `noData` and `error` have a message and no products
       */
      status: 'ok' | 'noSource' | 'noData' | 'error';
      message?: string;
      /** Id of one of the view's sources */
      source?: string;
      confirmedAt?: components['schemas']['Instant'];
      products: components['schemas']['GpuProductActivity'][];
    };
    GpuActivityView: {
      range: '1h' | '24h' | '7d';
      refreshSeconds: number;
      items: components['schemas']['ClusterGpuActivity'][];
      sources: components['schemas']['MetricsSourceState'][];
    };
    Tenant: {
      name: string;
      /** Entity ref of the owning group */
      owner: string;
      repository: components['schemas']['Repository'];
      /** The first is the default */
      namespaces: string[];
      clusters: string[];
      /** Whether the caller may change services of this tenant */
      mayChange: boolean;
      /** Why not */
      reason?: string;
      /** How the platform lets services of this tenant be operated. Absent from backends that are older than the form. */
      choices?: components['schemas']['PlatformChoice'][];
    };
    ChoiceName:
      | 'runtime'
      | 'autoscaling'
      | 'scaleToZero'
      | 'queueTarget'
      | 'disruptionBudget'
      | 'replacement'
      | 'topologySpread'
      | 'networkPolicy'
      | 'exposure'
      | 'monitoring'
      | 'alerts'
      | 'hubToken'
      | 'modelCache'
      | 'costCenter';
    ChoiceValue: string | boolean | number;
    PlatformChoice: {
      name: components['schemas']['ChoiceName'];
      /** What applies when nobody chooses */
      value: components['schemas']['ChoiceValue'];
      /** Nothing else may be chosen */
      locked: boolean;
      /** Every value that may be chosen; absent for figures and text */
      allowed?: components['schemas']['ChoiceValue'][];
      /** What the platform does not offer */
      unavailable: {
        value: components['schemas']['ChoiceValue'];
        /** For a person */
        reason: string;
        /**
         * Only there; everywhere when absent
         */
        runtime?: 'kserve' | 'deployment';
      }[];
    };
    Repository: {
      id: string;
      /** Without credentials */
      url: string;
      branch: string;
      /** Folder of the services, empty for the top */
      root: string;
      delivery: 'argocd' | 'flux';
      directPush: boolean;
    };
    TenantsView: {
      items: components['schemas']['Tenant'][];
    };
    ChangeRequest: {
      /** Its id; may be left out when one repository has the tenant */
      repository?: string;
      tenant: string;
      /** Name of the Component */
      service: string;
      /** In the clusters; default: the first of the tenant */
      namespace?: string;
      clusters: string[];
    };
    WavesView: {
      version: components['schemas']['Version'];
      entityRef: string;
      plan?: components['schemas']['WavePlanView'];
    };
    /** A change that reaches clusters wave by wave */
    WavePlanView: {
      /**
       * `healthy`: the next wave may go; `waiting`: the clusters that have gone are on their way; `blocked`: they do not go on by themselves; `done`: every wave has gone and is healthy
       */
      state: 'waiting' | 'healthy' | 'blocked' | 'done';
      /** One sentence for a person */
      message: string;
      /** Its id in the configuration */
      repository: string;
      branch: string;
      /** That the plan was read at */
      commit: string;
      readAt: components['schemas']['Instant'];
      directPush: boolean;
      tenant: string;
      service: string;
      /** As the overlays say */
      namespace?: string;
      /** How many waves have gone in Git */
      gone: number;
      waves: components['schemas']['WaveView'][];
      /** What is wrong with the files of the plan, whatever the clusters say */
      faults: string[];
      next?: components['schemas']['WaveStep'];
      /** The caller may let the next wave go */
      mayChange: boolean;
      /** Why they may not */
      refusal?: string;
    };
    /**
     * `ahead`: it has yet to go
     */
    WaveState: 'waiting' | 'healthy' | 'blocked' | 'ahead';
    WaveView: {
      /** From 1 */
      number: number;
      state: components['schemas']['WaveState'];
      clusters: components['schemas']['WaveCluster'][];
    };
    WaveCluster: {
      cluster: string;
      title: string;
      state: components['schemas']['WaveState'];
      verdict?: components['schemas']['Verdict'];
      /** In one word */
      reason?: string;
      /** One sentence for a person */
      message: string;
      advice?: string;
      since?: components['schemas']['Instant'];
      confirmedAt?: components['schemas']['Instant'];
    };
    /** What the next wave brings */
    WaveStep: {
      number: number;
      clusters: components['schemas']['WaveChange'][];
    };
    WaveChange: {
      cluster: string;
      title: string;
      /** The service is not in this cluster yet */
      isNew: boolean;
      /** Fields of the objects that the cluster gets */
      changes: components['schemas']['ManifestChange'][];
      /** How many fields are left out */
      more: number;
    };
    ManifestChange: {
      /** Kind and name */
      object: string;
      /** With dots; empty: all of it */
      path: string;
      /** Absent when it is new */
      from?: string;
      /** Absent when it goes */
      to?: string;
    };
    /** What a person asks for, as the form has it */
    ServiceInput: {
      repository?: string;
      tenant: string;
      service: string;
      namespace?: string;
      title?: string;
      description?: string;
      system?: string;
      lifecycle?: string;
      /** Entity reference of the Model */
      model: string;
      variant?: string;
      /** In tokens */
      contextLength?: number;
      runtime?: string;
      /** By the name of a choice */
      operations?: {
        [key: string]: components['schemas']['ChoiceValue'];
      };
      placements: components['schemas']['PlacementInput'][];
      /** Which clusters change together, in order; all at once when left out */
      waves?: string[][];
      /** The fingerprint of the service that the person began with; when it is another now, the change is refused unless it is there already */
      startedFrom?: string;
    };
    RoomsRequest: {
      repository?: string;
      tenant: string;
      service: string;
      namespace?: string;
      runtime?: 'kserve' | 'deployment';
      /**
       * How a new version shall take over; default: byRoom
       */
      replacement?: 'byRoom' | 'startFirst' | 'stopFirst';
      placements: components['schemas']['RoomInput'][];
    };
    RoomInput: {
      cluster: string;
      product?: string;
      replicas: number;
      maxReplicas?: number;
      gpusPerReplica: number;
      resourceName?: string;
      /** Replicas of this service that the namespace counts already; default: none */
      running?: number;
    };
    RoomsView: {
      items: components['schemas']['RoomView'][];
    };
    RoomView: {
      cluster: string;
      namespace: string;
      verdict: components['schemas']['RoomVerdict'];
      /** Sentences for a person */
      message: string;
      /** The worst first */
      limits: components['schemas']['RoomLimit'][];
      /** Sentences; limits that the cluster does not show */
      notKnown: string[];
      replacement?: components['schemas']['ReplacementView'];
      confirmedAt?: components['schemas']['Instant'];
    };
    /** How a new version would take over from the old one in a cluster */
    ReplacementView: {
      value: 'startFirst' | 'stopFirst';
      /** The new version would find no GPUs beside the old one */
      waits: boolean;
      /** Sentences with the figures */
      message: string;
    };
    ClusterReplacement: {
      cluster: string;
      value: 'startFirst' | 'stopFirst';
      waits: boolean;
      /** Sentences with the figures */
      message: string;
    };
    /**
     * `room`: it allows all of it now. `tight`: the replicas, and not all that an autoscaler may start, or not the one beside them during an update. `waits`: others hold too much of it now. `never`: it does not allow that many at all. `unknown`: nobody can say.
     */
    RoomVerdict: 'room' | 'tight' | 'waits' | 'never' | 'unknown';
    RoomLimit: {
      source: {
        apiVersion: string;
        kind: string;
        name: string;
      };
      /** As the limit names it, for example requests.nvidia.com/gpu */
      resource: string;
      /** In cores, bytes or pieces, like all */
      hard?: number;
      used?: number;
      left?: number;
      wanted: number;
      verdict: components['schemas']['RoomVerdict'];
      /** A clause with the figures */
      words: string;
      /** What to do */
      advice?: string;
    };
    PresentService: {
      repository: components['schemas']['Repository'];
      owner: string;
      serviceRef: string;
      /** Folder of the service in the repository */
      path: string;
      /** The commit that the repository is at */
      commit: string;
      /** Changes whenever a file of the service does */
      fingerprint: string;
      request: components['schemas']['PresentRequest'];
      /** What is not part of the request, and why; it stays as it is */
      notes: components['schemas']['FileNote'][];
      /** Paths that the same request would write differently today, for example since the platform's policy or the Model changed */
      rewritten: string[];
      /** Why the request could not be made again as it is; absent when it could */
      problem?: string;
    };
    /** What a person would ask for to get the files that are there */
    PresentRequest: {
      tenant: string;
      service: string;
      namespace: string;
      title?: string;
      description?: string;
      /** Full entity ref */
      system?: string;
      lifecycle?: string;
      /** Entity ref of the Model */
      model?: string;
      /** Absent when the files serve none of the Model's */
      variant?: string;
      /** In tokens */
      contextLength?: number;
      runtime?: string;
      /** By the name of a choice; those that can be asked for */
      operations?: {
        [key: string]: components['schemas']['ChoiceValue'];
      };
      /** In the order of the Component */
      placements: components['schemas']['PlacementInput'][];
    };
    PlacementInput: {
      cluster: string;
      product?: string;
      replicas: number;
      maxReplicas?: number;
      gpusPerReplica: number;
      resourceName?: string;
    };
    ChangePreview: {
      plan: components['schemas']['ChangePlan'];
      /** Clusters that get something else by this commit, by name */
      changedClusters: string[];
      /** The plan of waves after this commit; absent without one */
      waves?: components['schemas']['PlannedWave'][];
      /** How a new version takes over in the clusters of the request. Absent from backends that are older than the form. */
      replacements?: components['schemas']['ClusterReplacement'][];
      /** The commit that the repository is at */
      commit?: string;
      /** Every file of the service, by path */
      files: components['schemas']['PreviewFile'][];
      /** What others wrote there; it is kept */
      notUnderstood: components['schemas']['FileNote'][];
      validation: components['schemas']['ValidationReport'];
      /** Absent when the platform configured no prices */
      cost?: components['schemas']['CostEstimate'];
    };
    PlannedWave: {
      /** From 1 */
      number: number;
      clusters: string[];
      /** It goes by this commit or has gone */
      isGone: boolean;
    };
    /** Of the clusters of the request, with all their replicas running */
    CostEstimate: {
      /** ISO 4217 */
      currency: string;
      perHour: number;
      /** Clusters whose GPUs have no price; not part of the sum */
      unpriced: string[];
    };
    PreviewFile: {
      /** From the top of the repository */
      path: string;
      status: 'added' | 'changed' | 'removed' | 'same';
      /** As it is in the repository */
      before?: string;
      /** As it would be */
      after?: string;
    };
    FileNote: {
      path: string;
      message: string;
    };
    ValidationRequest: {
      repository?: string;
      tenant: string;
      service: string;
      namespace?: string;
      /** Whose overlays are checked */
      clusters: string[];
      files: {
        /** Below the service's folder */
        path: string;
        content: string;
      }[];
    };
    ValidationReport: {
      /** No error was found in what was checked */
      valid: boolean;
      clusters: components['schemas']['ClusterValidation'][];
    };
    ClusterValidation: {
      cluster: components['schemas']['ClusterRef'];
      /**
       * Whether every object was held against a schema of this cluster (`checked`), or every one against a schema of Modelfleet's own since the cluster cannot be asked and never could (`ownSchemas`)
       */
      status: 'checked' | 'ownSchemas' | 'partly' | 'notChecked';
      /** That the overlay comes to */
      objects: number;
      /** Of these how many were held against a schema of the cluster */
      checked: number;
      /** Of the others how many were held against a schema of Modelfleet's own */
      checkedByOwn?: number;
      /** Whose fields these have and in which version, like "KServe v0.20" */
      ownSchemas?: string[];
      /** When the cluster served the oldest schema that was used */
      schemasAt?: components['schemas']['Instant'];
      /** What was not checked and why, or against what */
      notes: string[];
      problems: components['schemas']['ValidationProblem'][];
    };
    ValidationProblem: {
      severity: 'error' | 'warning';
      /** Below the service's folder */
      file?: string;
      object?: {
        apiVersion: string;
        kind: string;
        name: string;
      };
      /** The field */
      path?: string;
      /** What is wrong */
      message: string;
      /** What is allowed or what to do */
      advice?: string;
    };
    ChangePlan: {
      repository: components['schemas']['Repository'];
      tenant: string;
      owner: string;
      service: string;
      serviceRef: string;
      namespace: string;
      /** Folder of the service in the repository */
      path: string;
      clusters: components['schemas']['ClusterSummary'][];
    };
  };
  responses: {
    /** Nothing changed since the ETag */
    NotModified: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    /** An error with a message for a person */
    Error: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
  };
  parameters: {
    /** The ETag of the answer that the caller has */
    ifNoneMatch: string;
    /** The entity's kind */
    kind: string;
    /** The entity's namespace in the catalog */
    namespace: string;
    /** The entity's name */
    name: string;
    /** How far back series go; figures themselves are of now */
    range: '1h' | '24h' | '7d';
    /** Figures of which a series is wanted, repeated for each. Without it rows have no series, which is what a table of many clusters needs. */
    series: components['schemas']['FigureName'][];
    /** Only the rows of this cluster */
    cluster: string;
  };
  requestBodies: never;
  headers: {
    /** Changes whenever the answer does */
    ETag: string;
  };
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  getClusters: {
    parameters: {
      query?: never;
      header?: {
        /** The ETag of the answer that the caller has */
        'if-none-match'?: components['parameters']['ifNoneMatch'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The clusters, by name */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ClustersView'];
        };
      };
      304: components['responses']['NotModified'];
      default: components['responses']['Error'];
    };
  };
  getEntityRollouts: {
    parameters: {
      query?: {
        /** Only rows of these verdicts */
        verdict?: components['schemas']['Verdict'][];
        /** Words that all occur in the cluster, the service, the object or what is said of it */
        text?: string;
        /** The most items */
        limit?: number;
      };
      header?: {
        /** The ETag of the answer that the caller has */
        'if-none-match'?: components['parameters']['ifNoneMatch'];
      };
      path: {
        /** The entity's kind */
        kind: components['parameters']['kind'];
        /** The entity's namespace in the catalog */
        namespace: components['parameters']['namespace'];
        /** The entity's name */
        name: components['parameters']['name'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** One row for each cluster and inference service, worst first */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RolloutsView'];
        };
      };
      304: components['responses']['NotModified'];
      default: components['responses']['Error'];
    };
  };
  getEntityWaves: {
    parameters: {
      query?: never;
      header?: {
        /** The ETag of the answer that the caller has */
        'if-none-match'?: components['parameters']['ifNoneMatch'];
      };
      path: {
        /** The entity's kind */
        kind: components['parameters']['kind'];
        /** The entity's namespace in the catalog */
        namespace: components['parameters']['namespace'];
        /** The entity's name */
        name: components['parameters']['name'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The plan, if the service has one */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WavesView'];
        };
      };
      304: components['responses']['NotModified'];
      default: components['responses']['Error'];
    };
  };
  getEntityGpus: {
    parameters: {
      query?: never;
      header?: {
        /** The ETag of the answer that the caller has */
        'if-none-match'?: components['parameters']['ifNoneMatch'];
      };
      path: {
        /** The entity's kind */
        kind: components['parameters']['kind'];
        /** The entity's namespace in the catalog */
        namespace: components['parameters']['namespace'];
        /** The entity's name */
        name: components['parameters']['name'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** One entry for each cluster */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GpusView'];
        };
      };
      304: components['responses']['NotModified'];
      default: components['responses']['Error'];
    };
  };
  getEntityFigures: {
    parameters: {
      query?: {
        /** How far back series go; figures themselves are of now */
        range?: components['parameters']['range'];
        /** Figures of which a series is wanted, repeated for each. Without it rows have no series, which is what a table of many clusters needs. */
        series?: components['parameters']['series'];
        /** Only the rows of this cluster */
        cluster?: components['parameters']['cluster'];
      };
      header?: {
        /** The ETag of the answer that the caller has */
        'if-none-match'?: components['parameters']['ifNoneMatch'];
      };
      path: {
        /** The entity's kind */
        kind: components['parameters']['kind'];
        /** The entity's namespace in the catalog */
        namespace: components['parameters']['namespace'];
        /** The entity's name */
        name: components['parameters']['name'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The rows, by cluster, service and revision */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FiguresView'];
        };
      };
      304: components['responses']['NotModified'];
      default: components['responses']['Error'];
    };
  };
  getGpuActivity: {
    parameters: {
      query?: {
        /** How far back series go; figures themselves are of now */
        range?: components['parameters']['range'];
        /** Only the rows of this cluster */
        cluster?: components['parameters']['cluster'];
      };
      header?: {
        /** The ETag of the answer that the caller has */
        'if-none-match'?: components['parameters']['ifNoneMatch'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The clusters, by name */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GpuActivityView'];
        };
      };
      304: components['responses']['NotModified'];
      default: components['responses']['Error'];
    };
  };
  getOverviews: {
    parameters: {
      query: {
        /** Full entity refs of Models and inference services */
        entityRef: string[];
      };
      header?: {
        /** The ETag of the answer that the caller has */
        'if-none-match'?: components['parameters']['ifNoneMatch'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Those that the caller may see, in the order of the request */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OverviewsView'];
        };
      };
      304: components['responses']['NotModified'];
      default: components['responses']['Error'];
    };
  };
  getWorkloads: {
    parameters: {
      query?: {
        /** Names of clusters */
        cluster?: string[];
        /** Namespaces of clusters */
        namespace?: string[];
        verdict?: components['schemas']['Verdict'][];
        /** Kinds of objects, like InferenceService */
        kind?: string[];
        /** Tenants; a workload is in those whose clusters and namespaces have it */
        tenant?: string[];
        /** Full entity refs of the tenants' owners */
        owner?: string[];
        /** Full entity refs of the Components or Models that it belongs to */
        entityRef?: string[];
        /** Whether an entity that the caller may see has it */
        catalogued?: boolean;
        /** Words that all occur in its names, image, artifact or engine */
        text?: string;
        /** The most items of a page */
        limit?: number;
        /** The nextCursor of the page before, with the same filters */
        cursor?: string;
      };
      header?: {
        /** The ETag of the answer that the caller has */
        'if-none-match'?: components['parameters']['ifNoneMatch'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** One page */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WorkloadsView'];
        };
      };
      304: components['responses']['NotModified'];
      default: components['responses']['Error'];
    };
  };
  getDoctor: {
    parameters: {
      query?: never;
      header?: {
        /** The ETag of the answer that the caller has */
        'if-none-match'?: components['parameters']['ifNoneMatch'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The clusters with what is wrong, worst first */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DoctorView'];
        };
      };
      304: components['responses']['NotModified'];
      default: components['responses']['Error'];
    };
  };
  getClusterDoctor: {
    parameters: {
      query?: never;
      header?: {
        /** The ETag of the answer that the caller has */
        'if-none-match'?: components['parameters']['ifNoneMatch'];
      };
      path: {
        /** The cluster's name */
        cluster: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The cluster with its findings and kinds */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ClusterDoctorView'];
        };
      };
      304: components['responses']['NotModified'];
      default: components['responses']['Error'];
    };
  };
  getGpuHolders: {
    parameters: {
      query?: never;
      header?: {
        /** The ETag of the answer that the caller has */
        'if-none-match'?: components['parameters']['ifNoneMatch'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** One entry for each cluster that shows its nodes and pods */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GpuHoldersView'];
        };
      };
      304: components['responses']['NotModified'];
      default: components['responses']['Error'];
    };
  };
  getTenants: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The tenants, by repository and name */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TenantsView'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  getService: {
    parameters: {
      query?: {
        /** Its id; may be left out when one repository has the tenant */
        repository?: string;
      };
      header?: never;
      path: {
        tenant: string;
        /** Name of the Component */
        service: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The request that the files of the service are made of */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PresentService'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  planChange: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChangeRequest'];
      };
    };
    responses: {
      /** The change is allowed */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ChangePlan'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  assessRooms: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RoomsRequest'];
      };
    };
    responses: {
      /** One entry for each placement, in their order */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RoomsView'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  previewChange: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ServiceInput'];
      };
    };
    responses: {
      /** What would be written */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ChangePreview'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  validateFiles: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ValidationRequest'];
      };
    };
    responses: {
      /** What was found, cluster by cluster */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ValidationReport'];
        };
      };
      default: components['responses']['Error'];
    };
  };
}
