// Generated from openapi.yaml by `npm run openapi`. Do not edit.
export const spec = {
  openapi: '3.0.3',
  info: {
    title: 'model-serving',
    version: '1',
    description:
      'What Modelfleet saw of the fleet, and what it lets a person change. Every answer is read from memory: no request of a viewer reaches a cluster.',
    license: {
      name: 'Apache-2.0',
      url: 'https://www.apache.org/licenses/LICENSE-2.0',
    },
  },
  servers: [{ url: '/' }],
  tags: [
    { name: 'fleet', description: 'Clusters and their GPUs' },
    {
      name: 'entities',
      description: 'What the fleet says about one catalog entity',
    },
    {
      name: 'changes',
      description: 'What a person may change, and where it would be written',
    },
  ],
  paths: {
    '/clusters': {
      get: {
        operationId: 'getClusters',
        tags: ['fleet'],
        summary:
          'Every cluster that the caller may see, with its state and GPUs',
        parameters: [{ $ref: '#/components/parameters/ifNoneMatch' }],
        responses: {
          '200': {
            description: 'The clusters, by name',
            headers: { ETag: { $ref: '#/components/headers/ETag' } },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ClustersView' },
              },
            },
          },
          '304': { $ref: '#/components/responses/NotModified' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/entities/{kind}/{namespace}/{name}/rollouts': {
      get: {
        operationId: 'getEntityRollouts',
        tags: ['entities'],
        summary:
          'The rollout of a Model or of an inference service, cluster by cluster',
        parameters: [
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/name' },
          { $ref: '#/components/parameters/ifNoneMatch' },
        ],
        responses: {
          '200': {
            description:
              'One row for each cluster and inference service, worst first',
            headers: { ETag: { $ref: '#/components/headers/ETag' } },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/RolloutsView' },
              },
            },
          },
          '304': { $ref: '#/components/responses/NotModified' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/entities/{kind}/{namespace}/{name}/gpus': {
      get: {
        operationId: 'getEntityGpus',
        tags: ['entities'],
        summary:
          'The GPUs of the clusters that concern an entity, and what it takes of them',
        parameters: [
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/name' },
          { $ref: '#/components/parameters/ifNoneMatch' },
        ],
        responses: {
          '200': {
            description: 'One entry for each cluster',
            headers: { ETag: { $ref: '#/components/headers/ETag' } },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/GpusView' },
              },
            },
          },
          '304': { $ref: '#/components/responses/NotModified' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/tenants': {
      get: {
        operationId: 'getTenants',
        tags: ['changes'],
        summary:
          'The configured tenants, and whether the caller may change their services',
        responses: {
          '200': {
            description: 'The tenants, by repository and name',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/TenantsView' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/changes': {
      post: {
        operationId: 'planChange',
        tags: ['changes'],
        summary:
          'Checks that the caller may make a change, and says where it is written',
        description:
          'Changes nothing. The answer is what configuration allows for this tenant; a request outside it is refused with the reason and the allowed values.',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/ChangeRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The change is allowed',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ChangePlan' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
  },
  components: {
    headers: {
      ETag: {
        description: 'Changes whenever the answer does',
        schema: { type: 'string' },
      },
    },
    parameters: {
      ifNoneMatch: {
        name: 'if-none-match',
        in: 'header',
        description: 'The ETag of the answer that the caller has',
        schema: { type: 'string' },
      },
      kind: {
        name: 'kind',
        in: 'path',
        required: true,
        description: "The entity's kind",
        schema: { type: 'string', minLength: 1, maxLength: 63 },
      },
      namespace: {
        name: 'namespace',
        in: 'path',
        required: true,
        description: "The entity's namespace in the catalog",
        schema: { type: 'string', minLength: 1, maxLength: 63 },
      },
      name: {
        name: 'name',
        in: 'path',
        required: true,
        description: "The entity's name",
        schema: { type: 'string', minLength: 1, maxLength: 63 },
      },
    },
    responses: {
      NotModified: { description: 'Nothing changed since the ETag' },
      Error: {
        description: 'An error with a message for a person',
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/Error' },
          },
        },
      },
    },
    schemas: {
      Error: {
        type: 'object',
        required: ['error', 'response'],
        properties: {
          error: {
            type: 'object',
            required: ['name', 'message'],
            properties: {
              name: { type: 'string' },
              message: { type: 'string' },
            },
          },
          response: {
            type: 'object',
            required: ['statusCode'],
            properties: { statusCode: { type: 'integer' } },
          },
        },
      },
      Instant: {
        type: 'string',
        format: 'date-time',
        description: 'A moment in UTC, ISO 8601',
      },
      Verdict: {
        type: 'string',
        description: "Argo CD's words for health",
        enum: [
          'healthy',
          'progressing',
          'degraded',
          'suspended',
          'missing',
          'unknown',
        ],
      },
      Reason: {
        type: 'string',
        description: 'Why a verdict was given, from a closed list',
        enum: [
          'Serving',
          'Idle',
          'Stopped',
          'Paused',
          'NotObserved',
          'Deleting',
          'NotMerged',
          'NotSynced',
          'SyncFailed',
          'NotApplied',
          'WaitingForPods',
          'WaitingForQueue',
          'InsufficientGpus',
          'Unschedulable',
          'QuotaExceeded',
          'ImagePull',
          'ModelDownload',
          'ModelDownloadFailed',
          'ModelLoading',
          'ModelLoadFailed',
          'GpuOutOfMemory',
          'OutOfMemory',
          'SlowStart',
          'CrashLoop',
          'Evicted',
          'NotReady',
          'RouteNotReady',
          'InvalidSpec',
          'RolloutInProgress',
          'RolloutStalled',
          'ClusterAway',
          'ClusterUnsupported',
          'Forbidden',
          'NotUnderstood',
        ],
      },
      ObjectRef: {
        type: 'object',
        description: 'One object in one cluster',
        required: ['cluster', 'group', 'kind', 'name'],
        properties: {
          cluster: { type: 'string' },
          group: { type: 'string', description: 'Empty for the core group' },
          kind: { type: 'string' },
          namespace: { type: 'string' },
          name: { type: 'string' },
          uid: { type: 'string' },
        },
      },
      Evidence: {
        type: 'object',
        description: 'What a judgement was read from',
        required: ['object', 'source', 'text'],
        properties: {
          object: { $ref: '#/components/schemas/ObjectRef' },
          source: {
            type: 'string',
            enum: ['field', 'condition', 'event', 'log'],
          },
          path: { type: 'string', description: 'Field or condition type' },
          text: {
            type: 'string',
            description:
              'The value or message as the cluster gave it, cut and redacted',
          },
          at: { $ref: '#/components/schemas/Instant' },
        },
      },
      Judgement: {
        type: 'object',
        description:
          'Never a bare verdict: what, why, since when, on what evidence, what to do',
        required: ['verdict', 'reason', 'message', 'evidence'],
        properties: {
          verdict: { $ref: '#/components/schemas/Verdict' },
          reason: { $ref: '#/components/schemas/Reason' },
          message: { type: 'string', description: 'One sentence for a person' },
          evidence: {
            type: 'array',
            items: { $ref: '#/components/schemas/Evidence' },
          },
          since: { $ref: '#/components/schemas/Instant' },
          advice: { type: 'string' },
        },
      },
      ClusterError: {
        type: 'object',
        description: 'One readable error for a cluster',
        required: ['kind', 'message'],
        properties: {
          kind: {
            type: 'string',
            enum: [
              'timeout',
              'refused',
              'dns',
              'tls',
              'unauthorized',
              'forbidden',
              'throttled',
              'server',
              'protocol',
              'credentials',
              'other',
            ],
          },
          message: { type: 'string' },
          advice: { type: 'string' },
        },
      },
      ResourceKind: {
        type: 'object',
        required: ['group', 'kind'],
        properties: { group: { type: 'string' }, kind: { type: 'string' } },
      },
      ClusterState: {
        description: "A cluster's state decides how its values may be shown",
        oneOf: [
          { $ref: '#/components/schemas/ClusterConnecting' },
          { $ref: '#/components/schemas/ClusterLive' },
          { $ref: '#/components/schemas/ClusterAway' },
          { $ref: '#/components/schemas/ClusterUnsupported' },
        ],
        discriminator: {
          propertyName: 'status',
          mapping: {
            connecting: '#/components/schemas/ClusterConnecting',
            live: '#/components/schemas/ClusterLive',
            stale: '#/components/schemas/ClusterAway',
            unreachable: '#/components/schemas/ClusterAway',
            unauthorized: '#/components/schemas/ClusterAway',
            unsupported: '#/components/schemas/ClusterUnsupported',
          },
        },
      },
      ClusterConnecting: {
        type: 'object',
        required: ['status'],
        properties: { status: { type: 'string', enum: ['connecting'] } },
      },
      ClusterLive: {
        type: 'object',
        required: ['status', 'confirmedAt', 'forbidden'],
        properties: {
          status: { type: 'string', enum: ['live'] },
          confirmedAt: { $ref: '#/components/schemas/Instant' },
          forbidden: {
            type: 'array',
            description:
              'Kinds that the cluster refused to show (403); the rest is live',
            items: { $ref: '#/components/schemas/ResourceKind' },
          },
        },
      },
      ClusterAway: {
        type: 'object',
        required: ['status', 'error', 'retryAt'],
        properties: {
          status: {
            type: 'string',
            enum: ['stale', 'unreachable', 'unauthorized'],
          },
          confirmedAt: { $ref: '#/components/schemas/Instant' },
          error: { $ref: '#/components/schemas/ClusterError' },
          retryAt: { $ref: '#/components/schemas/Instant' },
        },
      },
      ClusterUnsupported: {
        type: 'object',
        required: ['status', 'reason'],
        properties: {
          status: { type: 'string', enum: ['unsupported'] },
          reason: { type: 'string' },
        },
      },
      ClusterRef: {
        type: 'object',
        description:
          'A cluster as the Backstage Kubernetes plugin knows it, and how it is',
        required: ['name', 'title', 'simulated', 'state'],
        properties: {
          name: { type: 'string' },
          title: { type: 'string' },
          simulated: {
            type: 'boolean',
            description: 'The cluster says of itself that it is a simulation',
          },
          state: { $ref: '#/components/schemas/ClusterState' },
        },
      },
      ClusterSummary: {
        allOf: [
          { $ref: '#/components/schemas/ClusterRef' },
          {
            type: 'object',
            properties: {
              kubernetesVersion: { type: 'string' },
              gpus: {
                type: 'array',
                description:
                  'Absent when the cluster never showed its nodes and pods',
                items: { $ref: '#/components/schemas/GpuTotals' },
              },
            },
          },
        ],
      },
      ClustersView: {
        type: 'object',
        required: ['version', 'items'],
        properties: {
          version: { $ref: '#/components/schemas/Version' },
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/ClusterSummary' },
          },
        },
      },
      Version: {
        type: 'string',
        description: "Of the fleet's state; what a signal carries",
      },
      Revision: {
        type: 'object',
        required: ['name', 'share'],
        properties: {
          name: { type: 'string' },
          image: { type: 'string' },
          artifact: { type: 'string' },
          ready: { type: 'integer' },
          current: {
            type: 'boolean',
            description: 'The newest that was asked for',
          },
          share: {
            type: 'object',
            required: ['kind'],
            description: 'Percent is absent when the cluster does not say',
            properties: {
              percent: { type: 'number' },
              kind: { type: 'string', enum: ['traffic', 'replicas'] },
            },
          },
        },
      },
      GpuRequest: {
        type: 'object',
        description: 'What one replica asks for',
        required: ['resourceName', 'perReplica'],
        properties: {
          resourceName: { type: 'string' },
          product: { type: 'string' },
          perReplica: { type: 'integer' },
        },
      },
      Workload: {
        type: 'object',
        description:
          'One serving object in one cluster; an absent number means that the cluster does not say, never 0',
        required: [
          'ref',
          'runtime',
          'replicas',
          'revisions',
          'gpus',
          'judgement',
          'changedAt',
        ],
        properties: {
          ref: { $ref: '#/components/schemas/ObjectRef' },
          model: {
            type: 'object',
            required: ['entityRef', 'matchedBy'],
            properties: {
              entityRef: { type: 'string' },
              matchedBy: {
                type: 'string',
                enum: ['annotation', 'artifact', 'selector'],
              },
            },
          },
          runtime: { type: 'string' },
          artifactUri: { type: 'string' },
          replicas: {
            type: 'object',
            required: ['desired'],
            properties: {
              desired: { type: 'integer' },
              updated: { type: 'integer' },
              ready: { type: 'integer' },
            },
          },
          revisions: {
            type: 'array',
            items: { $ref: '#/components/schemas/Revision' },
          },
          gpus: {
            type: 'array',
            items: { $ref: '#/components/schemas/GpuRequest' },
          },
          url: { type: 'string' },
          judgement: { $ref: '#/components/schemas/Judgement' },
          changedAt: { $ref: '#/components/schemas/Instant' },
        },
      },
      Delivery: {
        type: 'object',
        description: 'How Git reaches the cluster',
        required: ['tool', 'ref', 'status', 'cluster'],
        properties: {
          tool: { type: 'string', enum: ['argocd', 'flux'] },
          ref: { $ref: '#/components/schemas/ObjectRef' },
          cluster: {
            description:
              'The cluster that reports the delivery, a hub or the target itself',
            allOf: [{ $ref: '#/components/schemas/ClusterRef' }],
          },
          status: {
            type: 'string',
            description: 'Whether the wanted revision is applied',
            enum: [
              'synced',
              'syncing',
              'outOfSync',
              'failed',
              'suspended',
              'unknown',
            ],
          },
          wantedRevision: {
            type: 'string',
            description: 'The commit that the tool resolved as wanted',
          },
          appliedRevision: {
            type: 'string',
            description: 'The commit that the tool applied last',
          },
          appliedAt: { $ref: '#/components/schemas/Instant' },
          message: { type: 'string' },
        },
      },
      Rollout: {
        type: 'object',
        description:
          'One inference service, or one uncatalogued workload, in one cluster',
        required: ['cluster', 'judgement', 'wanted'],
        properties: {
          cluster: { $ref: '#/components/schemas/ClusterRef' },
          service: {
            type: 'object',
            description:
              'The Component; absent for a workload that no Component claims',
            required: ['entityRef', 'title'],
            properties: {
              entityRef: { type: 'string' },
              title: { type: 'string' },
            },
          },
          wanted: {
            type: 'boolean',
            description: 'A Component declares this cluster',
          },
          workload: { $ref: '#/components/schemas/Workload' },
          delivery: { $ref: '#/components/schemas/Delivery' },
          judgement: { $ref: '#/components/schemas/Judgement' },
          confirmedAt: {
            description:
              'When the cluster last confirmed this row; absent when it never did',
            allOf: [{ $ref: '#/components/schemas/Instant' }],
          },
        },
      },
      RolloutsView: {
        type: 'object',
        required: ['version', 'entityRef', 'items', 'clusters'],
        properties: {
          version: { $ref: '#/components/schemas/Version' },
          entityRef: { type: 'string' },
          overall: {
            description: 'Absent when nothing is wanted and nothing runs',
            allOf: [{ $ref: '#/components/schemas/Judgement' }],
          },
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/Rollout' },
          },
          clusters: {
            type: 'array',
            description:
              'Every cluster that was searched, so that an empty list can be told from a blind one',
            items: { $ref: '#/components/schemas/ClusterRef' },
          },
        },
      },
      GpuTotals: {
        type: 'object',
        description:
          'One product under one resource name in one cluster, in schedulable units',
        required: [
          'resourceName',
          'product',
          'unit',
          'nodes',
          'capacity',
          'allocatable',
          'used',
          'free',
          'largestFreeBlock',
          'pending',
          'unavailable',
        ],
        properties: {
          resourceName: {
            type: 'string',
            description: 'As nodes advertise it, for example nvidia.com/gpu',
          },
          product: {
            type: 'string',
            description:
              'As nodes label it, for example NVIDIA-L4; "unknown" when they do not',
          },
          unit: { type: 'string', enum: ['gpu', 'slice', 'core', 'chip'] },
          memoryBytes: {
            type: 'integer',
            description: 'Of one device, when nodes say it',
          },
          nodes: { type: 'integer' },
          capacity: { type: 'integer' },
          allocatable: {
            type: 'integer',
            description: 'On nodes that can take pods',
          },
          used: {
            type: 'integer',
            description: 'Requested by pods that hold a node',
          },
          free: {
            type: 'integer',
            description: 'Sum over schedulable nodes of allocatable minus used',
          },
          largestFreeBlock: {
            type: 'integer',
            description: 'The most that is free on one node',
          },
          pending: {
            type: 'integer',
            description: 'Asked for by pods without a node',
          },
          unavailable: {
            type: 'integer',
            description:
              'On cordoned, tainted or not ready nodes, and unhealthy devices',
          },
        },
      },
      EntityGpuUse: {
        type: 'object',
        required: ['resourceName', 'product', 'used', 'pending'],
        properties: {
          resourceName: { type: 'string' },
          product: { type: 'string' },
          used: { type: 'integer' },
          pending: { type: 'integer' },
        },
      },
      ClusterGpus: {
        type: 'object',
        required: ['cluster'],
        properties: {
          cluster: { $ref: '#/components/schemas/ClusterRef' },
          totals: {
            type: 'array',
            description:
              'Absent when the cluster never showed its nodes and pods',
            items: { $ref: '#/components/schemas/GpuTotals' },
          },
          entity: {
            type: 'array',
            description: 'What the entity takes of the totals',
            items: { $ref: '#/components/schemas/EntityGpuUse' },
          },
          confirmedAt: { $ref: '#/components/schemas/Instant' },
        },
      },
      GpusView: {
        type: 'object',
        required: ['version', 'entityRef', 'items'],
        properties: {
          version: { $ref: '#/components/schemas/Version' },
          entityRef: { type: 'string' },
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/ClusterGpus' },
          },
        },
      },
      Tenant: {
        type: 'object',
        required: [
          'name',
          'owner',
          'repository',
          'namespaces',
          'clusters',
          'mayChange',
        ],
        properties: {
          name: { type: 'string' },
          owner: {
            type: 'string',
            description: 'Entity ref of the owning group',
          },
          repository: { $ref: '#/components/schemas/Repository' },
          namespaces: {
            type: 'array',
            description: 'The first is the default',
            items: { type: 'string' },
          },
          clusters: { type: 'array', items: { type: 'string' } },
          mayChange: {
            type: 'boolean',
            description:
              'Whether the caller may change services of this tenant',
          },
          reason: { type: 'string', description: 'Why not' },
        },
      },
      Repository: {
        type: 'object',
        required: ['id', 'url', 'branch', 'root', 'delivery', 'directPush'],
        properties: {
          id: { type: 'string' },
          url: { type: 'string', description: 'Without credentials' },
          branch: { type: 'string' },
          root: {
            type: 'string',
            description: 'Folder of the services, empty for the top',
          },
          delivery: { type: 'string', enum: ['argocd', 'flux'] },
          directPush: { type: 'boolean' },
        },
      },
      TenantsView: {
        type: 'object',
        required: ['items'],
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/Tenant' },
          },
        },
      },
      ChangeRequest: {
        type: 'object',
        additionalProperties: false,
        required: ['tenant', 'service', 'clusters'],
        properties: {
          repository: {
            type: 'string',
            description:
              'Its id; may be left out when one repository has the tenant',
            maxLength: 253,
          },
          tenant: { type: 'string', minLength: 1, maxLength: 253 },
          service: {
            type: 'string',
            description: 'Name of the Component',
            minLength: 1,
            maxLength: 253,
          },
          namespace: {
            type: 'string',
            description: 'In the clusters; default: the first of the tenant',
            maxLength: 253,
          },
          clusters: {
            type: 'array',
            minItems: 1,
            maxItems: 1000,
            items: { type: 'string', minLength: 1, maxLength: 253 },
          },
        },
      },
      ChangePlan: {
        type: 'object',
        required: [
          'repository',
          'tenant',
          'owner',
          'service',
          'serviceRef',
          'namespace',
          'path',
          'clusters',
        ],
        properties: {
          repository: { $ref: '#/components/schemas/Repository' },
          tenant: { type: 'string' },
          owner: { type: 'string' },
          service: { type: 'string' },
          serviceRef: { type: 'string' },
          namespace: { type: 'string' },
          path: {
            type: 'string',
            description: 'Folder of the service in the repository',
          },
          clusters: {
            type: 'array',
            items: { $ref: '#/components/schemas/ClusterSummary' },
          },
        },
      },
    },
  },
} as const;
