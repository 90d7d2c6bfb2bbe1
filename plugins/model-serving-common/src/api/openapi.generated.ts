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
     * @description Changes nothing. The answer is what configuration allows for this tenant; a request outside it is refused with the reason and the allowed values.
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
     * @description A moment in UTC, ISO 8601
     */
    Instant: string;
    /**
     * @description Argo CD's words for health
     * @enum {string}
     */
    Verdict:
      | 'healthy'
      | 'progressing'
      | 'degraded'
      | 'suspended'
      | 'missing'
      | 'unknown';
    /**
     * @description Why a verdict was given, from a closed list
     * @enum {string}
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
    /** @description One object in one cluster */
    ObjectRef: {
      cluster: string;
      /** @description Empty for the core group */
      group: string;
      kind: string;
      namespace?: string;
      name: string;
      uid?: string;
    };
    /** @description What a judgement was read from */
    Evidence: {
      object: components['schemas']['ObjectRef'];
      /** @enum {string} */
      source: 'field' | 'condition' | 'event' | 'log';
      /** @description Field or condition type */
      path?: string;
      /** @description The value or message as the cluster gave it, cut and redacted */
      text: string;
      at?: components['schemas']['Instant'];
    };
    /** @description Never a bare verdict: what, why, since when, on what evidence, what to do */
    Judgement: {
      verdict: components['schemas']['Verdict'];
      reason: components['schemas']['Reason'];
      /** @description One sentence for a person */
      message: string;
      evidence: components['schemas']['Evidence'][];
      since?: components['schemas']['Instant'];
      advice?: string;
    };
    /** @description One readable error for a cluster */
    ClusterError: {
      /** @enum {string} */
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
    /** @description A cluster's state decides how its values may be shown */
    ClusterState:
      | components['schemas']['ClusterConnecting']
      | components['schemas']['ClusterLive']
      | components['schemas']['ClusterAway']
      | components['schemas']['ClusterUnsupported'];
    ClusterConnecting: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      status: 'connecting';
    };
    ClusterLive: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      status: 'live';
      confirmedAt: components['schemas']['Instant'];
      /** @description Kinds that the cluster refused to show (403); the rest is live */
      forbidden: components['schemas']['ResourceKind'][];
    };
    ClusterAway: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      status: 'stale' | 'unreachable' | 'unauthorized';
      confirmedAt?: components['schemas']['Instant'];
      error: components['schemas']['ClusterError'];
      retryAt: components['schemas']['Instant'];
    };
    ClusterUnsupported: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      status: 'unsupported';
      reason: string;
    };
    /** @description A cluster as the Backstage Kubernetes plugin knows it, and how it is */
    ClusterRef: {
      name: string;
      title: string;
      /** @description The cluster says of itself that it is a simulation */
      simulated: boolean;
      state: components['schemas']['ClusterState'];
    };
    ClusterSummary: components['schemas']['ClusterRef'] & {
      kubernetesVersion?: string;
      /** @description Absent when the cluster never showed its nodes and pods */
      gpus?: components['schemas']['GpuTotals'][];
    };
    ClustersView: {
      version: components['schemas']['Version'];
      items: components['schemas']['ClusterSummary'][];
    };
    /** @description Of the fleet's state; what a signal carries */
    Version: string;
    Revision: {
      name: string;
      image?: string;
      artifact?: string;
      ready?: number;
      /** @description The newest that was asked for */
      current?: boolean;
      /** @description Percent is absent when the cluster does not say */
      share: {
        percent?: number;
        /** @enum {string} */
        kind: 'traffic' | 'replicas';
      };
    };
    /** @description What one replica asks for */
    GpuRequest: {
      resourceName: string;
      product?: string;
      perReplica: number;
    };
    /** @description One serving object in one cluster; an absent number means that the cluster does not say, never 0 */
    Workload: {
      ref: components['schemas']['ObjectRef'];
      model?: {
        entityRef: string;
        /** @enum {string} */
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
    /** @description How Git reaches the cluster */
    Delivery: {
      /** @enum {string} */
      tool: 'argocd' | 'flux';
      ref: components['schemas']['ObjectRef'];
      /** @description The cluster that reports the delivery, a hub or the target itself */
      cluster: components['schemas']['ClusterRef'];
      /**
       * @description Whether the wanted revision is applied
       * @enum {string}
       */
      status:
        | 'synced'
        | 'syncing'
        | 'outOfSync'
        | 'failed'
        | 'suspended'
        | 'unknown';
      /** @description The commit that the tool resolved as wanted */
      wantedRevision?: string;
      /** @description The commit that the tool applied last */
      appliedRevision?: string;
      appliedAt?: components['schemas']['Instant'];
      message?: string;
    };
    /** @description One inference service, or one uncatalogued workload, in one cluster */
    Rollout: {
      cluster: components['schemas']['ClusterRef'];
      /** @description The Component; absent for a workload that no Component claims */
      service?: {
        entityRef: string;
        title: string;
      };
      /** @description A Component declares this cluster */
      wanted: boolean;
      workload?: components['schemas']['Workload'];
      delivery?: components['schemas']['Delivery'];
      judgement: components['schemas']['Judgement'];
      /** @description When the cluster last confirmed this row; absent when it never did */
      confirmedAt?: components['schemas']['Instant'];
    };
    RolloutsView: {
      version: components['schemas']['Version'];
      entityRef: string;
      /** @description Absent when nothing is wanted and nothing runs */
      overall?: components['schemas']['Judgement'];
      items: components['schemas']['Rollout'][];
      /** @description Every cluster that was searched, so that an empty list can be told from a blind one */
      clusters: components['schemas']['ClusterRef'][];
    };
    /** @description One product under one resource name in one cluster, in schedulable units */
    GpuTotals: {
      /** @description As nodes advertise it, for example nvidia.com/gpu */
      resourceName: string;
      /** @description As nodes label it, for example NVIDIA-L4; "unknown" when they do not */
      product: string;
      /** @enum {string} */
      unit: 'gpu' | 'slice' | 'core' | 'chip';
      /** @description Of one device, when nodes say it */
      memoryBytes?: number;
      nodes: number;
      capacity: number;
      /** @description On nodes that can take pods */
      allocatable: number;
      /** @description Requested by pods that hold a node */
      used: number;
      /** @description Sum over schedulable nodes of allocatable minus used */
      free: number;
      /** @description The most that is free on one node */
      largestFreeBlock: number;
      /** @description Asked for by pods without a node */
      pending: number;
      /** @description On cordoned, tainted or not ready nodes, and unhealthy devices */
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
      /** @description Absent when the cluster never showed its nodes and pods */
      totals?: components['schemas']['GpuTotals'][];
      /** @description What the entity takes of the totals */
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
      /** @description Entity ref of the owning group */
      owner: string;
      repository: components['schemas']['Repository'];
      /** @description The first is the default */
      namespaces: string[];
      clusters: string[];
      /** @description Whether the caller may change services of this tenant */
      mayChange: boolean;
      /** @description Why not */
      reason?: string;
    };
    Repository: {
      id: string;
      /** @description Without credentials */
      url: string;
      branch: string;
      /** @description Folder of the services, empty for the top */
      root: string;
      /** @enum {string} */
      delivery: 'argocd' | 'flux';
      directPush: boolean;
    };
    TenantsView: {
      items: components['schemas']['Tenant'][];
    };
    ChangeRequest: {
      /** @description Its id; may be left out when one repository has the tenant */
      repository?: string;
      tenant: string;
      /** @description Name of the Component */
      service: string;
      /** @description In the clusters; default: the first of the tenant */
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
      /** @description Folder of the service in the repository */
      path: string;
      clusters: components['schemas']['ClusterSummary'][];
    };
  };
  responses: {
    /** @description Nothing changed since the ETag */
    NotModified: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    /** @description An error with a message for a person */
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
    /** @description The ETag of the answer that the caller has */
    ifNoneMatch: string;
    /** @description The entity's kind */
    kind: string;
    /** @description The entity's namespace in the catalog */
    namespace: string;
    /** @description The entity's name */
    name: string;
  };
  requestBodies: never;
  headers: {
    /** @description Changes whenever the answer does */
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
        /** @description The ETag of the answer that the caller has */
        'if-none-match'?: components['parameters']['ifNoneMatch'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The clusters, by name */
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
        /** @description The ETag of the answer that the caller has */
        'if-none-match'?: components['parameters']['ifNoneMatch'];
      };
      path: {
        /** @description The entity's kind */
        kind: components['parameters']['kind'];
        /** @description The entity's namespace in the catalog */
        namespace: components['parameters']['namespace'];
        /** @description The entity's name */
        name: components['parameters']['name'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One row for each cluster and inference service, worst first */
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
        /** @description The ETag of the answer that the caller has */
        'if-none-match'?: components['parameters']['ifNoneMatch'];
      };
      path: {
        /** @description The entity's kind */
        kind: components['parameters']['kind'];
        /** @description The entity's namespace in the catalog */
        namespace: components['parameters']['namespace'];
        /** @description The entity's name */
        name: components['parameters']['name'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One entry for each cluster */
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
      /** @description The tenants, by repository and name */
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
      /** @description The change is allowed */
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
