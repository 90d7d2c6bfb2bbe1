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
    /** The rollout of a Model or of an inference service, cluster by cluster */
    get: operations['getEntityRollouts'];
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
      /** When the cluster last confirmed this row; absent when it never did */
      confirmedAt?: components['schemas']['Instant'];
    };
    RolloutsView: {
      version: components['schemas']['Version'];
      entityRef: string;
      /** Absent when nothing is wanted and nothing runs */
      overall?: components['schemas']['Judgement'];
      items: components['schemas']['Rollout'][];
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
    };
    GpusView: {
      version: components['schemas']['Version'];
      entityRef: string;
      items: components['schemas']['ClusterGpus'][];
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
}
