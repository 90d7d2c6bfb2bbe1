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
      name: 'metrics',
      description: 'What metrics stores, engines and exporters say',
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
        description:
          'The first rows, worst first. The order is that of now, so that there are no pages with a cursor: whoever wants more asks for a higher `limit`. What is said of the whole is of all rows, whatever the filter.',
        parameters: [
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/name' },
          {
            name: 'verdict',
            in: 'query',
            description: 'Only rows of these verdicts',
            explode: true,
            schema: {
              type: 'array',
              maxItems: 6,
              items: { $ref: '#/components/schemas/Verdict' },
            },
          },
          {
            name: 'text',
            in: 'query',
            description:
              'Words that all occur in the cluster, the service, the object or what is said of it',
            schema: { type: 'string', maxLength: 200 },
          },
          {
            name: 'limit',
            in: 'query',
            description: 'The most items',
            schema: {
              type: 'integer',
              minimum: 1,
              maximum: 2000,
              default: 200,
            },
          },
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
    '/entities/{kind}/{namespace}/{name}/waves': {
      get: {
        operationId: 'getEntityWaves',
        tags: ['entities'],
        summary:
          'How far a change in waves is, and whether the next wave may go',
        description:
          'Of an inference service. What Git says is at most some seconds old; what the clusters say has its age.',
        parameters: [
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/name' },
          { $ref: '#/components/parameters/ifNoneMatch' },
        ],
        responses: {
          '200': {
            description: 'The plan, if the service has one',
            headers: { ETag: { $ref: '#/components/headers/ETag' } },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/WavesView' },
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
    '/entities/{kind}/{namespace}/{name}/figures': {
      get: {
        operationId: 'getEntityFigures',
        tags: ['metrics'],
        summary:
          'How well a Model or an inference service serves, what it uses and what it costs',
        description:
          'One row for each cluster, service and revision that has pods. Answers are shared between viewers and kept for some seconds; asking more often than `refreshSeconds` brings nothing new.',
        parameters: [
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/name' },
          { $ref: '#/components/parameters/range' },
          { $ref: '#/components/parameters/series' },
          { $ref: '#/components/parameters/cluster' },
          { $ref: '#/components/parameters/ifNoneMatch' },
        ],
        responses: {
          '200': {
            description: 'The rows, by cluster, service and revision',
            headers: { ETag: { $ref: '#/components/headers/ETag' } },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/FiguresView' },
              },
            },
          },
          '304': { $ref: '#/components/responses/NotModified' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/gpu-activity': {
      get: {
        operationId: 'getGpuActivity',
        tags: ['metrics'],
        summary:
          'How busy the GPUs of the clusters are that the caller may see',
        parameters: [
          { $ref: '#/components/parameters/range' },
          { $ref: '#/components/parameters/cluster' },
          { $ref: '#/components/parameters/ifNoneMatch' },
        ],
        responses: {
          '200': {
            description: 'The clusters, by name',
            headers: { ETag: { $ref: '#/components/headers/ETag' } },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/GpuActivityView' },
              },
            },
          },
          '304': { $ref: '#/components/responses/NotModified' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/overviews': {
      get: {
        operationId: 'getOverviews',
        tags: ['entities'],
        summary:
          'For the rows of a table, how several entities are and where they run',
        description:
          'The short form of the rollouts of each entity, all from the same state of the fleet.',
        parameters: [
          {
            name: 'entityRef',
            in: 'query',
            required: true,
            description: 'Full entity refs of Models and inference services',
            explode: true,
            allowReserved: true,
            schema: {
              type: 'array',
              minItems: 1,
              maxItems: 50,
              items: { type: 'string', minLength: 1, maxLength: 200 },
            },
          },
          { $ref: '#/components/parameters/ifNoneMatch' },
        ],
        responses: {
          '200': {
            description:
              'Those that the caller may see, in the order of the request',
            headers: { ETag: { $ref: '#/components/headers/ETag' } },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/OverviewsView' },
              },
            },
          },
          '304': { $ref: '#/components/responses/NotModified' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/workloads': {
      get: {
        operationId: 'getWorkloads',
        tags: ['fleet'],
        summary:
          'Every serving object that the caller may see, filtered and in pages',
        description:
          'In the order of cluster, namespace, kind and name, which does not change while pages are read. Filters of one parameter are alternatives; all parameters must hold.',
        parameters: [
          {
            name: 'cluster',
            in: 'query',
            description: 'Names of clusters',
            explode: true,
            schema: {
              type: 'array',
              maxItems: 100,
              items: { type: 'string', minLength: 1, maxLength: 253 },
            },
          },
          {
            name: 'namespace',
            in: 'query',
            description: 'Namespaces of clusters',
            explode: true,
            schema: {
              type: 'array',
              maxItems: 100,
              items: { type: 'string', minLength: 1, maxLength: 253 },
            },
          },
          {
            name: 'verdict',
            in: 'query',
            explode: true,
            schema: {
              type: 'array',
              maxItems: 6,
              items: { $ref: '#/components/schemas/Verdict' },
            },
          },
          {
            name: 'kind',
            in: 'query',
            description: 'Kinds of objects, like InferenceService',
            explode: true,
            schema: {
              type: 'array',
              maxItems: 50,
              items: { type: 'string', minLength: 1, maxLength: 253 },
            },
          },
          {
            name: 'tenant',
            in: 'query',
            description:
              'Tenants; a workload is in those whose clusters and namespaces have it',
            explode: true,
            schema: {
              type: 'array',
              maxItems: 50,
              items: { type: 'string', minLength: 1, maxLength: 253 },
            },
          },
          {
            name: 'owner',
            in: 'query',
            description: "Full entity refs of the tenants' owners",
            explode: true,
            allowReserved: true,
            schema: {
              type: 'array',
              maxItems: 50,
              items: { type: 'string', minLength: 1, maxLength: 200 },
            },
          },
          {
            name: 'entityRef',
            in: 'query',
            description:
              'Full entity refs of the Components or Models that it belongs to',
            explode: true,
            allowReserved: true,
            schema: {
              type: 'array',
              maxItems: 50,
              items: { type: 'string', minLength: 1, maxLength: 200 },
            },
          },
          {
            name: 'catalogued',
            in: 'query',
            description: 'Whether an entity that the caller may see has it',
            schema: { type: 'boolean' },
          },
          {
            name: 'text',
            in: 'query',
            description:
              'Words that all occur in its names, image, artifact or engine',
            schema: { type: 'string', maxLength: 200 },
          },
          {
            name: 'limit',
            in: 'query',
            description: 'The most items of a page',
            schema: { type: 'integer', minimum: 1, maximum: 500, default: 100 },
          },
          {
            name: 'cursor',
            in: 'query',
            description:
              'The nextCursor of the page before, with the same filters',
            schema: { type: 'string', minLength: 1, maxLength: 2000 },
          },
          { $ref: '#/components/parameters/ifNoneMatch' },
        ],
        responses: {
          '200': {
            description: 'One page',
            headers: { ETag: { $ref: '#/components/headers/ETag' } },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/WorkloadsView' },
              },
            },
          },
          '304': { $ref: '#/components/responses/NotModified' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/doctor': {
      get: {
        operationId: 'getDoctor',
        tags: ['fleet'],
        summary:
          'How well every cluster that the caller may see can be observed, worst first',
        parameters: [{ $ref: '#/components/parameters/ifNoneMatch' }],
        responses: {
          '200': {
            description: 'The clusters with what is wrong, worst first',
            headers: { ETag: { $ref: '#/components/headers/ETag' } },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/DoctorView' },
              },
            },
          },
          '304': { $ref: '#/components/responses/NotModified' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/doctor/{cluster}': {
      get: {
        operationId: 'getClusterDoctor',
        tags: ['fleet'],
        summary:
          'What is observed in one cluster, kind by kind, and what to do about the rest',
        parameters: [
          {
            name: 'cluster',
            in: 'path',
            required: true,
            description: "The cluster's name",
            schema: { type: 'string', minLength: 1, maxLength: 253 },
          },
          { $ref: '#/components/parameters/ifNoneMatch' },
        ],
        responses: {
          '200': {
            description: 'The cluster with its findings and kinds',
            headers: { ETag: { $ref: '#/components/headers/ETag' } },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ClusterDoctorView' },
              },
            },
          },
          '304': { $ref: '#/components/responses/NotModified' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/gpu-holders': {
      get: {
        operationId: 'getGpuHolders',
        tags: ['fleet'],
        summary:
          'Who takes the GPUs of each cluster, by namespace, owner and Model',
        description:
          'Namespaces, services and Models are named as far as the caller may see them. Everything that is used or waited for is in one place, so that the parts are always the whole.',
        parameters: [{ $ref: '#/components/parameters/ifNoneMatch' }],
        responses: {
          '200': {
            description:
              'One entry for each cluster that shows its nodes and pods',
            headers: { ETag: { $ref: '#/components/headers/ETag' } },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/GpuHoldersView' },
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
    '/services/{tenant}/{service}': {
      get: {
        operationId: 'getService',
        tags: ['changes'],
        summary:
          'What a service asks for at present, read back from its repository',
        description:
          'For those who may change the service. Asking for the same again changes no file but those that `rewritten` names; what could not be read back is in `notes`, and stays in the repository.',
        parameters: [
          {
            name: 'tenant',
            in: 'path',
            required: true,
            schema: { type: 'string', minLength: 1, maxLength: 253 },
          },
          {
            name: 'service',
            in: 'path',
            required: true,
            description: 'Name of the Component',
            schema: { type: 'string', minLength: 1, maxLength: 253 },
          },
          {
            name: 'repository',
            in: 'query',
            description:
              'Its id; may be left out when one repository has the tenant',
            schema: { type: 'string', minLength: 1, maxLength: 253 },
          },
        ],
        responses: {
          '200': {
            description:
              'The request that the files of the service are made of',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/PresentService' },
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
    '/rooms': {
      post: {
        operationId: 'assessRooms',
        tags: ['changes'],
        summary:
          "What a tenant's namespaces still have for what is asked of them",
        description:
          'Changes nothing. Quotas, limit ranges and queues, as each cluster was seen last. What the clusters themselves have free is in `/clusters`.',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/RoomsRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'One entry for each placement, in their order',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/RoomsView' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/previews': {
      post: {
        operationId: 'previewChange',
        tags: ['changes'],
        summary:
          'The files that a change would write, beside what the repository has, checked',
        description:
          'Changes nothing. Renders as the task would, with the present content of the repository, and checks the result against the target clusters.',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/ServiceInput' },
            },
          },
        },
        responses: {
          '200': {
            description: 'What would be written',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ChangePreview' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/validations': {
      post: {
        operationId: 'validateFiles',
        tags: ['changes'],
        summary:
          'Checks the files of a service against what each cluster serves',
        description:
          'Changes nothing, in no cluster. Overlays are resolved as kustomize does, and every object is held against the OpenAPI v3 schema that the cluster itself serves; against the last one that it served when it is away.',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/ValidationRequest' },
            },
          },
        },
        responses: {
          '200': {
            description: 'What was found, cluster by cluster',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/ValidationReport' },
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
      range: {
        name: 'range',
        in: 'query',
        description: 'How far back series go; figures themselves are of now',
        schema: { type: 'string', enum: ['1h', '24h', '7d'], default: '1h' },
      },
      series: {
        name: 'series',
        in: 'query',
        description:
          'Figures of which a series is wanted, repeated for each. Without it rows have no series, which is what a table of many clusters needs.',
        schema: {
          type: 'array',
          maxItems: 6,
          items: { $ref: '#/components/schemas/FigureName' },
        },
      },
      cluster: {
        name: 'cluster',
        in: 'query',
        description: 'Only the rows of this cluster',
        schema: { type: 'string', minLength: 1, maxLength: 253 },
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
      StageName: {
        type: 'string',
        description:
          'A step on the way from Git to an answered request, in this order',
        enum: [
          'delivery',
          'admission',
          'scheduling',
          'image',
          'download',
          'load',
          'readiness',
          'route',
        ],
      },
      StageState: {
        type: 'string',
        description:
          '`blocked` does not go on by itself; `doing` does, or only a part of it is done; `waiting` comes after another step; `unknown` is not told',
        enum: ['done', 'doing', 'blocked', 'waiting', 'unknown'],
      },
      Stage: {
        type: 'object',
        description:
          'One step of the explanation of a row; the first that is blocked is why',
        required: ['stage', 'state', 'message', 'evidence'],
        properties: {
          stage: { $ref: '#/components/schemas/StageName' },
          state: { $ref: '#/components/schemas/StageState' },
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
          reportedBy: {
            type: 'object',
            description:
              'The cluster that tells what is delivered to this one, which Backstage cannot dial',
            required: ['name', 'title'],
            properties: { name: { type: 'string' }, title: { type: 'string' } },
          },
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
          health: {
            type: 'string',
            description: 'What the tool calls what it applied, in its own word',
          },
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
          stages: {
            type: 'array',
            description:
              'Why it does not serve, step by step, in order; absent for a healthy row',
            items: { $ref: '#/components/schemas/Stage' },
          },
          confirmedAt: {
            description:
              'When the cluster last confirmed this row; absent when it never did',
            allOf: [{ $ref: '#/components/schemas/Instant' }],
          },
        },
      },
      RolloutsView: {
        type: 'object',
        required: [
          'version',
          'entityRef',
          'total',
          'found',
          'verdicts',
          'items',
          'clusters',
        ],
        properties: {
          version: { $ref: '#/components/schemas/Version' },
          entityRef: { type: 'string' },
          overall: {
            description:
              'Of all rows; absent when nothing is wanted and nothing runs',
            allOf: [{ $ref: '#/components/schemas/Judgement' }],
          },
          summary: {
            type: 'string',
            description:
              'The first part of what `overall` says: how many are how, without the words of the worst row',
          },
          total: {
            type: 'integer',
            description: 'How many rows there are in all',
          },
          found: {
            type: 'integer',
            description:
              'How many of them pass the filter; more than there are items when `limit` is too low for all',
          },
          verdicts: {
            type: 'array',
            description:
              'Of all rows, worst first; verdicts that no row has are left out',
            items: { $ref: '#/components/schemas/VerdictCount' },
          },
          items: {
            type: 'array',
            description:
              'The first of the rows that pass the filter, worst first',
            items: { $ref: '#/components/schemas/Rollout' },
          },
          explained: {
            description:
              'The worst row that steps say something of, where the filter leaves it out, so that the whole is explained whatever is looked for',
            allOf: [{ $ref: '#/components/schemas/Rollout' }],
          },
          clusters: { $ref: '#/components/schemas/SearchedClusters' },
        },
      },
      VerdictCount: {
        type: 'object',
        required: ['verdict', 'count'],
        properties: {
          verdict: { $ref: '#/components/schemas/Verdict' },
          count: { type: 'integer' },
        },
      },
      SearchedClusters: {
        type: 'object',
        description:
          'Where was looked, so that an empty list can be told from a blind one',
        required: ['total', 'live', 'unseen', 'unseenTotal'],
        properties: {
          total: {
            type: 'integer',
            description: 'How many clusters the caller may see',
          },
          live: {
            type: 'integer',
            description: 'How many of them can be looked into now',
          },
          titles: {
            type: 'array',
            description: 'Of those that can, when they are few',
            items: { type: 'string' },
          },
          unseen: {
            type: 'array',
            description:
              'Those that cannot and that have no row, `limit` at most: it may run there without anybody knowing',
            items: { $ref: '#/components/schemas/ClusterRef' },
          },
          unseenTotal: {
            type: 'integer',
            description: 'How many of these there are in all',
          },
        },
      },
      Health: {
        type: 'string',
        description:
          'Green is observed in full; yellow in part; red not at all',
        enum: ['green', 'yellow', 'red'],
      },
      Finding: {
        type: 'object',
        description:
          'One thing that keeps a cluster from being observed in full',
        required: ['severity', 'code', 'message'],
        properties: {
          severity: { type: 'string', enum: ['error', 'warning', 'info'] },
          code: {
            type: 'string',
            enum: [
              'Connecting',
              'Away',
              'Unsupported',
              'Forbidden',
              'Unreadable',
              'Outdated',
              'NoServingKind',
              'ReportedOnly',
              'OptionalForbidden',
              'MetricsFailing',
              'NoMetrics',
            ],
          },
          message: { type: 'string', description: 'One sentence for a person' },
          costs: {
            type: 'string',
            description: 'What users do not see because of it',
          },
          advice: { type: 'string' },
          kind: { $ref: '#/components/schemas/ResourceKind' },
          rbac: {
            type: 'string',
            description:
              'The YAML rule of a ClusterRole that would allow it; only with model-serving.doctor.read',
          },
          retryAt: {
            description: 'When it is tried again by itself',
            allOf: [{ $ref: '#/components/schemas/Instant' }],
          },
        },
      },
      ClusterHealth: {
        type: 'object',
        description: 'How well one cluster can be observed',
        required: ['cluster', 'health', 'summary', 'findings', 'kindCounts'],
        properties: {
          cluster: { $ref: '#/components/schemas/ClusterRef' },
          kubernetesVersion: { type: 'string' },
          health: { $ref: '#/components/schemas/Health' },
          summary: { type: 'string', description: 'One sentence for a person' },
          findings: {
            type: 'array',
            description: 'Worst first; empty when all is well',
            items: { $ref: '#/components/schemas/Finding' },
          },
          kindCounts: {
            type: 'object',
            description: 'How many kinds of objects are in which state',
            required: ['observed', 'absent', 'forbidden', 'never'],
            properties: {
              observed: { type: 'integer' },
              absent: { type: 'integer' },
              forbidden: { type: 'integer' },
              never: { type: 'integer' },
            },
          },
        },
      },
      KindHealth: {
        type: 'object',
        description: 'What is known of one kind in one cluster',
        required: ['group', 'kind', 'plural', 'status', 'shows'],
        properties: {
          group: { type: 'string' },
          kind: { type: 'string' },
          plural: { type: 'string' },
          status: {
            type: 'string',
            description:
              'observed is listed and watched; absent is not served by the cluster; forbidden is refused to Backstage; never is not listed yet',
            enum: ['observed', 'absent', 'forbidden', 'never'],
          },
          version: {
            type: 'string',
            description: 'The API version that is read',
          },
          count: {
            type: 'integer',
            description:
              'Objects that are kept; the last known ones when forbidden',
          },
          unreadable: {
            type: 'integer',
            description: 'Objects of the last list that could not be read',
          },
          confirmedAt: {
            description:
              'When the cluster last said so; of what is forbidden, when it was last allowed',
            allOf: [{ $ref: '#/components/schemas/Instant' }],
          },
          shows: { type: 'string', description: 'What users see of it' },
        },
      },
      ClusterDoctorView: {
        allOf: [
          { $ref: '#/components/schemas/ClusterHealth' },
          {
            type: 'object',
            required: ['version', 'kinds', 'mayReadDetails'],
            properties: {
              version: { $ref: '#/components/schemas/Version' },
              mayReadDetails: {
                type: 'boolean',
                description: 'Whether the caller has model-serving.doctor.read',
              },
              kinds: {
                type: 'array',
                items: { $ref: '#/components/schemas/KindHealth' },
              },
              rbac: {
                type: 'string',
                description:
                  'A manifest that allows all that is forbidden, ready to apply; only with model-serving.doctor.read',
              },
            },
          },
        ],
      },
      DoctorView: {
        type: 'object',
        required: ['version', 'mayReadDetails', 'items'],
        properties: {
          version: { $ref: '#/components/schemas/Version' },
          mayReadDetails: {
            type: 'boolean',
            description: 'Whether the caller has model-serving.doctor.read',
          },
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/ClusterHealth' },
          },
        },
      },
      EntityOverview: {
        type: 'object',
        description: 'How an entity is and where it runs, for a row of a table',
        required: ['version', 'entityRef', 'places', 'placeCount', 'blind'],
        properties: {
          version: { $ref: '#/components/schemas/Version' },
          entityRef: { type: 'string' },
          overall: {
            description: 'Absent when nothing is wanted and nothing runs',
            allOf: [{ $ref: '#/components/schemas/Judgement' }],
          },
          places: {
            type: 'array',
            description:
              'The clusters where it is wanted or runs, worst first, twenty at most',
            items: {
              type: 'object',
              required: ['cluster', 'title', 'verdict'],
              properties: {
                cluster: { type: 'string' },
                title: { type: 'string' },
                verdict: {
                  description: 'Of the worst row of the cluster',
                  allOf: [{ $ref: '#/components/schemas/Verdict' }],
                },
              },
            },
          },
          placeCount: {
            type: 'integer',
            description: 'How many there are in all',
          },
          blind: {
            type: 'integer',
            description:
              'How many clusters could not be looked at now, so that nowhere can be told from nowhere that we can see',
          },
        },
      },
      OverviewsView: {
        type: 'object',
        required: ['version', 'items', 'missing'],
        properties: {
          version: { $ref: '#/components/schemas/Version' },
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/EntityOverview' },
          },
          missing: {
            type: 'array',
            description:
              'Refs that are not in the catalog, or not for the caller',
            items: { type: 'string' },
          },
        },
      },
      FleetWorkload: {
        type: 'object',
        description: 'A serving object in one cluster, and whose it is',
        required: [
          'cluster',
          'workload',
          'judgement',
          'catalogued',
          'services',
          'models',
          'tenants',
        ],
        properties: {
          cluster: {
            type: 'string',
            description: 'Its name; its state is in clusters',
          },
          workload: { $ref: '#/components/schemas/Workload' },
          judgement: {
            description: 'With what the state of its cluster allows to say',
            allOf: [{ $ref: '#/components/schemas/Judgement' }],
          },
          confirmedAt: { $ref: '#/components/schemas/Instant' },
          catalogued: {
            type: 'boolean',
            description: 'Whether an entity that the caller may see has it',
          },
          services: {
            type: 'array',
            description:
              'Full refs of the Components that it belongs to; more than one is ambiguous',
            items: { type: 'string' },
          },
          models: {
            type: 'array',
            description:
              'Full refs of the Models that it serves; more than one is ambiguous',
            items: { type: 'string' },
          },
          tenants: {
            type: 'array',
            description: 'Tenants that have its cluster and namespace',
            items: {
              type: 'object',
              required: ['name', 'owner'],
              properties: {
                name: { type: 'string' },
                owner: { type: 'string', description: 'Full entity ref' },
              },
            },
          },
        },
      },
      WorkloadsView: {
        type: 'object',
        required: ['version', 'total', 'items', 'clusters'],
        properties: {
          version: { $ref: '#/components/schemas/Version' },
          total: { type: 'integer', description: 'Of all pages' },
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/FleetWorkload' },
          },
          nextCursor: {
            type: 'string',
            description: 'Of the next page; absent on the last',
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
          unavailableBecause: {
            type: 'object',
            description:
              'The same by its reason; those that are 0 are left out',
            properties: {
              notReady: { type: 'integer' },
              cordoned: { type: 'integer' },
              tainted: {
                type: 'integer',
                description:
                  'On nodes with a taint that is not named after an accelerator',
              },
              unhealthy: {
                type: 'integer',
                description:
                  'Given up by the device plugin or driver, or tainted themselves',
              },
            },
          },
          byClaim: {
            type: 'boolean',
            enum: [true],
            description:
              'Pods get them by a ResourceClaim only; the resource name is then that of the driver, and asking for it gets nothing',
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
          outdated: {
            type: 'string',
            description:
              'Why the counts are old ones although the cluster is live, and when it is tried again',
          },
          physical: { $ref: '#/components/schemas/PhysicalGpus' },
          notes: {
            type: 'array',
            description:
              'What to know before trusting the figures, in sentences',
            items: { type: 'string' },
          },
        },
      },
      PhysicalGpus: {
        type: 'object',
        description:
          'Devices that can be touched. Not what pods ask for, as a node may advertise each several times or in parts',
        required: ['devices', 'products', 'silentNodes'],
        properties: {
          devices: {
            type: 'integer',
            description: 'On the nodes that say how many they have',
          },
          products: {
            type: 'array',
            description: 'Those that are shared out apart from whole ones',
            items: {
              type: 'object',
              required: ['product', 'devices'],
              properties: {
                product: { type: 'string' },
                devices: { type: 'integer' },
                sharing: {
                  type: 'string',
                  description:
                    'How each of them is given to several pods; absent for whole ones',
                  enum: ['mig', 'time-slicing', 'mps', 'partitions'],
                },
              },
            },
          },
          silentNodes: {
            type: 'integer',
            description:
              'Nodes with accelerators that do not say how many devices they are, and are in no sum',
          },
        },
      },
      GpuHolder: {
        type: 'object',
        description:
          'Pods of one namespace and service, and what they take together',
        required: ['uses'],
        properties: {
          namespace: { type: 'string' },
          owner: {
            type: 'string',
            description:
              'Entity ref of the owner of the Component, else of the tenant',
          },
          service: {
            type: 'string',
            description: 'Entity ref of the Component',
          },
          models: {
            type: 'array',
            description:
              'Entity refs of the Models that are served; several are ambiguous',
            items: { type: 'string' },
          },
          uses: {
            type: 'array',
            items: { $ref: '#/components/schemas/EntityGpuUse' },
          },
        },
      },
      ClusterGpuHolders: {
        type: 'object',
        description:
          'The uses of all holders and of the rest are together what the totals of the cluster say',
        required: ['cluster', 'holders', 'rest', 'unattributed'],
        properties: {
          cluster: { $ref: '#/components/schemas/ClusterRef' },
          holders: {
            type: 'array',
            description: 'Those that take most first, at most 50',
            items: { $ref: '#/components/schemas/GpuHolder' },
          },
          rest: {
            type: 'object',
            description:
              'Of namespaces that the caller may not see, and of holders beyond the bound',
            required: ['holders', 'uses'],
            properties: {
              holders: { type: 'integer', description: 'How many they are' },
              uses: {
                type: 'array',
                items: { $ref: '#/components/schemas/EntityGpuUse' },
              },
            },
          },
          unattributed: {
            type: 'array',
            description:
              'Of the whole, what serves no Model that the caller may see',
            items: { $ref: '#/components/schemas/EntityGpuUse' },
          },
          confirmedAt: { $ref: '#/components/schemas/Instant' },
        },
      },
      GpuHoldersView: {
        type: 'object',
        required: ['version', 'items'],
        properties: {
          version: { $ref: '#/components/schemas/Version' },
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/ClusterGpuHolders' },
          },
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
      FigureName: {
        type: 'string',
        description: "Its unit is that of the figure's value, see `FigureUnit`",
        enum: [
          'gpuUtilization',
          'gpuMemoryUsed',
          'gpuMemoryShare',
          'kvCacheUsage',
          'power',
          'requestRate',
          'outputTokenRate',
          'ttftP50',
          'ttftP95',
          'interTokenLatencyP50',
          'interTokenLatencyP95',
          'queued',
          'running',
          'errorRate',
          'abortRate',
          'energyPer1000Tokens',
          'costPerHour',
          'costUsedPerHour',
          'costPerMillionTokens',
        ],
      },
      FigureUnit: {
        type: 'string',
        description:
          "`ratio` is 0 to 1, `bytes` are bytes, `currency…` is in the view's `prices.currency`",
        enum: [
          'ratio',
          'bytes',
          'watts',
          'seconds',
          'requests',
          'requestsPerSecond',
          'tokensPerSecond',
          'wattHoursPer1000Tokens',
          'currencyPerHour',
          'currencyPerMillionTokens',
        ],
      },
      Figure: {
        description:
          'One number, or why there is none. No traffic, no data and 0 are three different things.',
        oneOf: [
          { $ref: '#/components/schemas/FigureValue' },
          { $ref: '#/components/schemas/FigureNoTraffic' },
          { $ref: '#/components/schemas/FigureNoData' },
          { $ref: '#/components/schemas/FigureError' },
        ],
        discriminator: {
          propertyName: 'status',
          mapping: {
            value: '#/components/schemas/FigureValue',
            noTraffic: '#/components/schemas/FigureNoTraffic',
            noData: '#/components/schemas/FigureNoData',
            error: '#/components/schemas/FigureError',
          },
        },
      },
      FigureValue: {
        type: 'object',
        required: ['status', 'value', 'unit', 'confirmedAt'],
        properties: {
          status: { type: 'string', enum: ['value'] },
          value: { type: 'number' },
          unit: { $ref: '#/components/schemas/FigureUnit' },
          confirmedAt: {
            description: 'When the source was asked and said so',
            allOf: [{ $ref: '#/components/schemas/Instant' }],
          },
          windowSeconds: {
            type: 'number',
            description:
              'Over which time a rate or quantile is; absent for a value of one moment',
          },
          note: {
            type: 'string',
            description:
              'What a reader must know besides, for example that some pods do not report',
          },
        },
      },
      FigureNoTraffic: {
        type: 'object',
        description:
          'The source answers, and nothing was asked of the model in the window',
        required: ['status', 'unit', 'confirmedAt', 'message'],
        properties: {
          status: { type: 'string', enum: ['noTraffic'] },
          unit: { $ref: '#/components/schemas/FigureUnit' },
          confirmedAt: { $ref: '#/components/schemas/Instant' },
          windowSeconds: { type: 'number' },
          message: { type: 'string' },
        },
      },
      FigureNoData: {
        type: 'object',
        required: ['status', 'unit', 'reason', 'message'],
        properties: {
          status: { type: 'string', enum: ['noData'] },
          unit: { $ref: '#/components/schemas/FigureUnit' },
          reason: {
            type: 'string',
            description:
              '`noSource`: no metrics source covers the cluster. `noPods`: nothing runs that could say. `notReported`: the source has no such metric of these pods. `notYet`: the source has not been asked long enough. `ambiguous`: what there is cannot be told apart by pod. `noPrice`: no price is configured for the product.',
            enum: [
              'noSource',
              'noPods',
              'notReported',
              'notYet',
              'ambiguous',
              'noPrice',
            ],
          },
          message: {
            type: 'string',
            description: 'For a person, with the way out',
          },
          confirmedAt: { $ref: '#/components/schemas/Instant' },
        },
      },
      FigureError: {
        type: 'object',
        description:
          'The source could not be asked, or its answer not be understood',
        required: ['status', 'unit', 'message'],
        properties: {
          status: { type: 'string', enum: ['error'] },
          unit: { $ref: '#/components/schemas/FigureUnit' },
          message: { type: 'string' },
        },
      },
      FigureSeries: {
        type: 'object',
        description: 'Values at equal steps',
        required: ['unit', 'from', 'stepSeconds', 'windowSeconds', 'values'],
        properties: {
          unit: { $ref: '#/components/schemas/FigureUnit' },
          from: {
            description: 'Of the first value',
            allOf: [{ $ref: '#/components/schemas/Instant' }],
          },
          stepSeconds: { type: 'number' },
          windowSeconds: {
            type: 'number',
            description:
              'Over which time each rate or quantile is; 0 for values of one moment',
          },
          values: {
            type: 'array',
            description:
              'Null where there is no value, because of no traffic or no data; never 0 instead',
            items: { type: 'number', nullable: true },
          },
          sinceObservation: {
            description:
              'Set when the source keeps no past: Modelfleet began to ask then, and there is nothing before it',
            allOf: [{ $ref: '#/components/schemas/Instant' }],
          },
        },
      },
      MetricsSourceState: {
        type: 'object',
        description: 'Where figures come from, and how the source is',
        required: ['id', 'type', 'title', 'status', 'warnings'],
        properties: {
          id: { type: 'string' },
          type: { type: 'string', enum: ['prometheus', 'scrape', 'other'] },
          title: { type: 'string', description: 'For a person' },
          status: {
            type: 'string',
            description: 'partial: some of what was asked of it failed',
            enum: ['ok', 'partial', 'error', 'pending'],
          },
          message: { type: 'string', description: 'What failed' },
          warnings: {
            type: 'array',
            description: "In the source's own words",
            items: { type: 'string' },
          },
          confirmedAt: { $ref: '#/components/schemas/Instant' },
          keepsHistory: {
            type: 'boolean',
            description:
              'False: values go back only to when Modelfleet began to ask, and some hours at most',
          },
        },
      },
      FigureRow: {
        type: 'object',
        required: ['cluster', 'pods', 'figures', 'idle'],
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
          workload: { $ref: '#/components/schemas/ObjectRef' },
          revision: {
            type: 'object',
            description:
              "Absent when the workload's pods are of one version that has no name",
            required: ['name'],
            properties: {
              name: { type: 'string' },
              current: {
                type: 'boolean',
                description: 'The newest that was asked for',
              },
            },
          },
          pods: {
            type: 'integer',
            description:
              'That run, as the cluster says, and are not being ended',
          },
          gpus: {
            type: 'array',
            description: 'What these pods hold',
            items: { $ref: '#/components/schemas/EntityGpuUse' },
          },
          engine: {
            type: 'string',
            description: 'Whose metrics were found, for example vLLM',
          },
          sources: {
            type: 'array',
            description: "Ids of the view's sources",
            items: { type: 'string' },
          },
          figures: {
            type: 'object',
            description:
              'Every figure, by name; one that is absent does not concern this row',
            properties: {
              gpuUtilization: { $ref: '#/components/schemas/Figure' },
              gpuMemoryUsed: { $ref: '#/components/schemas/Figure' },
              gpuMemoryShare: { $ref: '#/components/schemas/Figure' },
              kvCacheUsage: { $ref: '#/components/schemas/Figure' },
              power: { $ref: '#/components/schemas/Figure' },
              requestRate: { $ref: '#/components/schemas/Figure' },
              outputTokenRate: { $ref: '#/components/schemas/Figure' },
              ttftP50: { $ref: '#/components/schemas/Figure' },
              ttftP95: { $ref: '#/components/schemas/Figure' },
              interTokenLatencyP50: { $ref: '#/components/schemas/Figure' },
              interTokenLatencyP95: { $ref: '#/components/schemas/Figure' },
              queued: { $ref: '#/components/schemas/Figure' },
              running: { $ref: '#/components/schemas/Figure' },
              errorRate: { $ref: '#/components/schemas/Figure' },
              abortRate: { $ref: '#/components/schemas/Figure' },
              energyPer1000Tokens: { $ref: '#/components/schemas/Figure' },
              costPerHour: { $ref: '#/components/schemas/Figure' },
              costUsedPerHour: { $ref: '#/components/schemas/Figure' },
              costPerMillionTokens: { $ref: '#/components/schemas/Figure' },
            },
          },
          series: {
            type: 'object',
            description: 'Those that were asked for, by name',
            properties: {
              gpuUtilization: { $ref: '#/components/schemas/FigureSeries' },
              gpuMemoryUsed: { $ref: '#/components/schemas/FigureSeries' },
              gpuMemoryShare: { $ref: '#/components/schemas/FigureSeries' },
              kvCacheUsage: { $ref: '#/components/schemas/FigureSeries' },
              power: { $ref: '#/components/schemas/FigureSeries' },
              requestRate: { $ref: '#/components/schemas/FigureSeries' },
              outputTokenRate: { $ref: '#/components/schemas/FigureSeries' },
              ttftP50: { $ref: '#/components/schemas/FigureSeries' },
              ttftP95: { $ref: '#/components/schemas/FigureSeries' },
              interTokenLatencyP50: {
                $ref: '#/components/schemas/FigureSeries',
              },
              interTokenLatencyP95: {
                $ref: '#/components/schemas/FigureSeries',
              },
              queued: { $ref: '#/components/schemas/FigureSeries' },
              running: { $ref: '#/components/schemas/FigureSeries' },
              errorRate: { $ref: '#/components/schemas/FigureSeries' },
              abortRate: { $ref: '#/components/schemas/FigureSeries' },
              energyPer1000Tokens: {
                $ref: '#/components/schemas/FigureSeries',
              },
              costPerHour: { $ref: '#/components/schemas/FigureSeries' },
              costUsedPerHour: { $ref: '#/components/schemas/FigureSeries' },
              costPerMillionTokens: {
                $ref: '#/components/schemas/FigureSeries',
              },
            },
          },
          idle: { $ref: '#/components/schemas/Idleness' },
        },
      },
      Idleness: {
        description: 'Whether accelerators are held and hardly used',
        oneOf: [
          { $ref: '#/components/schemas/IdlenessMeasured' },
          { $ref: '#/components/schemas/IdlenessUnknown' },
          { $ref: '#/components/schemas/IdlenessNotAllocated' },
        ],
        discriminator: {
          propertyName: 'status',
          mapping: {
            idle: '#/components/schemas/IdlenessMeasured',
            busy: '#/components/schemas/IdlenessMeasured',
            unknown: '#/components/schemas/IdlenessUnknown',
            notAllocated: '#/components/schemas/IdlenessNotAllocated',
          },
        },
      },
      IdlenessMeasured: {
        type: 'object',
        required: [
          'status',
          'share',
          'belowShare',
          'afterSeconds',
          'confirmedAt',
        ],
        properties: {
          status: { type: 'string', enum: ['idle', 'busy'] },
          since: {
            description: 'Since when use is under the limit; only when idle',
            allOf: [{ $ref: '#/components/schemas/Instant' }],
          },
          orLonger: {
            type: 'boolean',
            description: 'The source goes back no further than `since`',
          },
          share: {
            type: 'number',
            description: 'Highest use in the period, 0 to 1',
          },
          belowShare: { type: 'number', description: 'The configured limit' },
          afterSeconds: {
            type: 'number',
            description: 'The configured period',
          },
          confirmedAt: { $ref: '#/components/schemas/Instant' },
        },
      },
      IdlenessUnknown: {
        type: 'object',
        required: ['status', 'message'],
        properties: {
          status: { type: 'string', enum: ['unknown'] },
          message: { type: 'string' },
        },
      },
      IdlenessNotAllocated: {
        type: 'object',
        required: ['status'],
        properties: { status: { type: 'string', enum: ['notAllocated'] } },
      },
      FiguresPrices: {
        type: 'object',
        required: ['currency', 'source'],
        properties: {
          currency: { type: 'string', description: 'ISO 4217' },
          source: { type: 'string', enum: ['configured'] },
        },
      },
      FiguresView: {
        type: 'object',
        required: ['entityRef', 'range', 'refreshSeconds', 'items', 'sources'],
        properties: {
          entityRef: { type: 'string' },
          range: { type: 'string', enum: ['1h', '24h', '7d'] },
          refreshSeconds: {
            type: 'number',
            description: 'For how long an answer is shared',
          },
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/FigureRow' },
          },
          sources: {
            type: 'array',
            description: 'Those that cover a cluster of the rows',
            items: { $ref: '#/components/schemas/MetricsSourceState' },
          },
          prices: {
            description: 'Absent when none are configured',
            allOf: [{ $ref: '#/components/schemas/FiguresPrices' }],
          },
        },
      },
      GpuProductActivity: {
        type: 'object',
        description:
          'The devices of one product in one cluster, as exporters report them',
        required: [
          'product',
          'devices',
          'held',
          'utilization',
          'memoryUsed',
          'power',
          'idle',
        ],
        properties: {
          product: {
            type: 'string',
            description:
              'Spelled as in `GpuTotals` where the cluster has nodes with it, else as the exporter says',
          },
          devices: {
            type: 'integer',
            description: 'That are reported; a MIG slice is one',
          },
          held: { type: 'integer', description: 'Of these, by pods' },
          utilization: { $ref: '#/components/schemas/Figure' },
          memoryUsed: { $ref: '#/components/schemas/Figure' },
          memoryShare: { $ref: '#/components/schemas/Figure' },
          power: { $ref: '#/components/schemas/Figure' },
          utilizationSeries: { $ref: '#/components/schemas/FigureSeries' },
          idle: {
            type: 'object',
            description:
              'Devices that pods hold and hardly use; absent `devices` means that this is not known',
            required: ['belowShare', 'afterSeconds'],
            properties: {
              devices: { type: 'integer' },
              belowShare: { type: 'number' },
              afterSeconds: { type: 'number' },
              message: { type: 'string' },
            },
          },
        },
      },
      ClusterGpuActivity: {
        type: 'object',
        required: ['cluster', 'status', 'products'],
        properties: {
          cluster: { $ref: '#/components/schemas/ClusterRef' },
          status: {
            type: 'string',
            description:
              '`noSource`, `noData` and `error` have a message and no products',
            enum: ['ok', 'noSource', 'noData', 'error'],
          },
          message: { type: 'string' },
          source: {
            type: 'string',
            description: "Id of one of the view's sources",
          },
          confirmedAt: { $ref: '#/components/schemas/Instant' },
          products: {
            type: 'array',
            items: { $ref: '#/components/schemas/GpuProductActivity' },
          },
        },
      },
      GpuActivityView: {
        type: 'object',
        required: ['range', 'refreshSeconds', 'items', 'sources'],
        properties: {
          range: { type: 'string', enum: ['1h', '24h', '7d'] },
          refreshSeconds: { type: 'number' },
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/ClusterGpuActivity' },
          },
          sources: {
            type: 'array',
            items: { $ref: '#/components/schemas/MetricsSourceState' },
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
          choices: {
            type: 'array',
            description:
              'How the platform lets services of this tenant be operated. Absent from backends that are older than the form.',
            items: { $ref: '#/components/schemas/PlatformChoice' },
          },
        },
      },
      ChoiceName: {
        type: 'string',
        enum: [
          'runtime',
          'autoscaling',
          'scaleToZero',
          'queueTarget',
          'disruptionBudget',
          'replacement',
          'topologySpread',
          'networkPolicy',
          'exposure',
          'monitoring',
          'alerts',
          'hubToken',
          'modelCache',
          'costCenter',
        ],
      },
      ChoiceValue: {
        oneOf: [{ type: 'string' }, { type: 'boolean' }, { type: 'number' }],
      },
      PlatformChoice: {
        type: 'object',
        required: ['name', 'value', 'locked', 'unavailable'],
        properties: {
          name: { $ref: '#/components/schemas/ChoiceName' },
          value: {
            description: 'What applies when nobody chooses',
            $ref: '#/components/schemas/ChoiceValue',
          },
          locked: {
            type: 'boolean',
            description: 'Nothing else may be chosen',
          },
          allowed: {
            type: 'array',
            description:
              'Every value that may be chosen; absent for figures and text',
            items: { $ref: '#/components/schemas/ChoiceValue' },
          },
          unavailable: {
            type: 'array',
            description: 'What the platform does not offer',
            items: {
              type: 'object',
              required: ['value', 'reason'],
              properties: {
                value: { $ref: '#/components/schemas/ChoiceValue' },
                reason: { type: 'string', description: 'For a person' },
                runtime: {
                  type: 'string',
                  enum: ['kserve', 'deployment'],
                  description: 'Only there; everywhere when absent',
                },
              },
            },
          },
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
      WavesView: {
        type: 'object',
        required: ['version', 'entityRef'],
        properties: {
          version: { $ref: '#/components/schemas/Version' },
          entityRef: { type: 'string' },
          plan: { $ref: '#/components/schemas/WavePlanView' },
        },
      },
      WavePlanView: {
        type: 'object',
        description: 'A change that reaches clusters wave by wave',
        required: [
          'state',
          'message',
          'repository',
          'branch',
          'commit',
          'readAt',
          'directPush',
          'tenant',
          'service',
          'gone',
          'waves',
          'faults',
          'mayChange',
        ],
        properties: {
          state: {
            type: 'string',
            description:
              '`healthy`: the next wave may go; `waiting`: the clusters that have gone are on their way; `blocked`: they do not go on by themselves; `done`: every wave has gone and is healthy',
            enum: ['waiting', 'healthy', 'blocked', 'done'],
          },
          message: { type: 'string', description: 'One sentence for a person' },
          repository: {
            type: 'string',
            description: 'Its id in the configuration',
          },
          branch: { type: 'string' },
          commit: { type: 'string', description: 'That the plan was read at' },
          readAt: { $ref: '#/components/schemas/Instant' },
          directPush: { type: 'boolean' },
          tenant: { type: 'string' },
          service: { type: 'string' },
          namespace: { type: 'string', description: 'As the overlays say' },
          gone: {
            type: 'integer',
            description: 'How many waves have gone in Git',
          },
          waves: {
            type: 'array',
            items: { $ref: '#/components/schemas/WaveView' },
          },
          faults: {
            type: 'array',
            description:
              'What is wrong with the files of the plan, whatever the clusters say',
            items: { type: 'string' },
          },
          next: { $ref: '#/components/schemas/WaveStep' },
          mayChange: {
            type: 'boolean',
            description: 'The caller may let the next wave go',
          },
          refusal: { type: 'string', description: 'Why they may not' },
        },
      },
      WaveState: {
        type: 'string',
        description: '`ahead`: it has yet to go',
        enum: ['waiting', 'healthy', 'blocked', 'ahead'],
      },
      WaveView: {
        type: 'object',
        required: ['number', 'state', 'clusters'],
        properties: {
          number: { type: 'integer', description: 'From 1' },
          state: { $ref: '#/components/schemas/WaveState' },
          clusters: {
            type: 'array',
            items: { $ref: '#/components/schemas/WaveCluster' },
          },
        },
      },
      WaveCluster: {
        type: 'object',
        required: ['cluster', 'title', 'state', 'message'],
        properties: {
          cluster: { type: 'string' },
          title: { type: 'string' },
          state: { $ref: '#/components/schemas/WaveState' },
          verdict: { $ref: '#/components/schemas/Verdict' },
          reason: { type: 'string', description: 'In one word' },
          message: { type: 'string', description: 'One sentence for a person' },
          advice: { type: 'string' },
          since: { $ref: '#/components/schemas/Instant' },
          confirmedAt: { $ref: '#/components/schemas/Instant' },
        },
      },
      WaveStep: {
        type: 'object',
        description: 'What the next wave brings',
        required: ['number', 'clusters'],
        properties: {
          number: { type: 'integer' },
          clusters: {
            type: 'array',
            items: { $ref: '#/components/schemas/WaveChange' },
          },
        },
      },
      WaveChange: {
        type: 'object',
        required: ['cluster', 'title', 'isNew', 'changes', 'more'],
        properties: {
          cluster: { type: 'string' },
          title: { type: 'string' },
          isNew: {
            type: 'boolean',
            description: 'The service is not in this cluster yet',
          },
          changes: {
            type: 'array',
            description: 'Fields of the objects that the cluster gets',
            items: { $ref: '#/components/schemas/ManifestChange' },
          },
          more: {
            type: 'integer',
            description: 'How many fields are left out',
          },
        },
      },
      ManifestChange: {
        type: 'object',
        required: ['object', 'path'],
        properties: {
          object: { type: 'string', description: 'Kind and name' },
          path: { type: 'string', description: 'With dots; empty: all of it' },
          from: { type: 'string', description: 'Absent when it is new' },
          to: { type: 'string', description: 'Absent when it goes' },
        },
      },
      ServiceInput: {
        type: 'object',
        description: 'What a person asks for, as the form has it',
        additionalProperties: false,
        required: ['tenant', 'service', 'model', 'placements'],
        properties: {
          repository: { type: 'string', maxLength: 253 },
          tenant: { type: 'string', minLength: 1, maxLength: 253 },
          service: { type: 'string', minLength: 1, maxLength: 253 },
          namespace: { type: 'string', maxLength: 253 },
          title: { type: 'string', maxLength: 1000 },
          description: { type: 'string', maxLength: 10000 },
          system: { type: 'string', maxLength: 500 },
          lifecycle: { type: 'string', maxLength: 253 },
          model: {
            type: 'string',
            description: 'Entity reference of the Model',
            minLength: 1,
            maxLength: 500,
          },
          variant: { type: 'string', maxLength: 253 },
          contextLength: {
            type: 'integer',
            minimum: 1,
            description: 'In tokens',
          },
          runtime: { type: 'string', maxLength: 253 },
          operations: {
            type: 'object',
            description: 'By the name of a choice',
            additionalProperties: { $ref: '#/components/schemas/ChoiceValue' },
          },
          placements: {
            type: 'array',
            minItems: 1,
            maxItems: 100,
            items: { $ref: '#/components/schemas/PlacementInput' },
          },
          waves: {
            type: 'array',
            description:
              'Which clusters change together, in order; all at once when left out',
            maxItems: 50,
            items: {
              type: 'array',
              minItems: 1,
              maxItems: 100,
              items: { type: 'string', minLength: 1, maxLength: 253 },
            },
          },
          startedFrom: {
            type: 'string',
            description:
              'The fingerprint of the service that the person began with; when it is another now, the change is refused unless it is there already',
            maxLength: 253,
          },
        },
      },
      RoomsRequest: {
        type: 'object',
        additionalProperties: false,
        required: ['tenant', 'service', 'placements'],
        properties: {
          repository: { type: 'string', maxLength: 253 },
          tenant: { type: 'string', minLength: 1, maxLength: 253 },
          service: { type: 'string', minLength: 1, maxLength: 253 },
          namespace: { type: 'string', maxLength: 253 },
          runtime: { type: 'string', enum: ['kserve', 'deployment'] },
          replacement: {
            description: 'How a new version shall take over; default: byRoom',
            type: 'string',
            enum: ['byRoom', 'startFirst', 'stopFirst'],
          },
          placements: {
            type: 'array',
            minItems: 1,
            maxItems: 100,
            items: { $ref: '#/components/schemas/RoomInput' },
          },
        },
      },
      RoomInput: {
        type: 'object',
        additionalProperties: false,
        required: ['cluster', 'replicas', 'gpusPerReplica'],
        properties: {
          cluster: { type: 'string', minLength: 1, maxLength: 253 },
          product: { type: 'string', maxLength: 253 },
          replicas: { type: 'integer', minimum: 1 },
          maxReplicas: { type: 'integer', minimum: 1 },
          gpusPerReplica: { type: 'integer', minimum: 1 },
          resourceName: { type: 'string', maxLength: 500 },
          running: {
            type: 'integer',
            minimum: 0,
            description:
              'Replicas of this service that the namespace counts already; default: none',
          },
        },
      },
      RoomsView: {
        type: 'object',
        required: ['items'],
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/RoomView' },
          },
        },
      },
      RoomView: {
        type: 'object',
        required: [
          'cluster',
          'namespace',
          'verdict',
          'message',
          'limits',
          'notKnown',
        ],
        properties: {
          cluster: { type: 'string' },
          namespace: { type: 'string' },
          verdict: { $ref: '#/components/schemas/RoomVerdict' },
          message: { type: 'string', description: 'Sentences for a person' },
          limits: {
            type: 'array',
            description: 'The worst first',
            items: { $ref: '#/components/schemas/RoomLimit' },
          },
          notKnown: {
            type: 'array',
            description: 'Sentences; limits that the cluster does not show',
            items: { type: 'string' },
          },
          replacement: { $ref: '#/components/schemas/ReplacementView' },
          confirmedAt: { $ref: '#/components/schemas/Instant' },
        },
      },
      ReplacementView: {
        type: 'object',
        description:
          'How a new version would take over from the old one in a cluster',
        required: ['value', 'waits', 'message'],
        properties: {
          value: { type: 'string', enum: ['startFirst', 'stopFirst'] },
          waits: {
            type: 'boolean',
            description:
              'The new version would find no GPUs beside the old one',
          },
          message: {
            type: 'string',
            description: 'Sentences with the figures',
          },
        },
      },
      ClusterReplacement: {
        type: 'object',
        required: ['cluster', 'value', 'waits', 'message'],
        properties: {
          cluster: { type: 'string' },
          value: { type: 'string', enum: ['startFirst', 'stopFirst'] },
          waits: { type: 'boolean' },
          message: {
            type: 'string',
            description: 'Sentences with the figures',
          },
        },
      },
      RoomVerdict: {
        type: 'string',
        description:
          '`room`: it allows all of it now. `tight`: the replicas, and not all that an autoscaler may start, or not the one beside them during an update. `waits`: others hold too much of it now. `never`: it does not allow that many at all. `unknown`: nobody can say.',
        enum: ['room', 'tight', 'waits', 'never', 'unknown'],
      },
      RoomLimit: {
        type: 'object',
        required: ['source', 'resource', 'wanted', 'verdict', 'words'],
        properties: {
          source: {
            type: 'object',
            required: ['apiVersion', 'kind', 'name'],
            properties: {
              apiVersion: { type: 'string' },
              kind: { type: 'string' },
              name: { type: 'string' },
            },
          },
          resource: {
            type: 'string',
            description:
              'As the limit names it, for example requests.nvidia.com/gpu',
          },
          hard: {
            type: 'number',
            description: 'In cores, bytes or pieces, like all',
          },
          used: { type: 'number' },
          left: { type: 'number' },
          wanted: { type: 'number' },
          verdict: { $ref: '#/components/schemas/RoomVerdict' },
          words: { type: 'string', description: 'A clause with the figures' },
          advice: { type: 'string', description: 'What to do' },
        },
      },
      PresentService: {
        type: 'object',
        required: [
          'repository',
          'owner',
          'serviceRef',
          'path',
          'commit',
          'fingerprint',
          'request',
          'notes',
          'rewritten',
        ],
        properties: {
          repository: { $ref: '#/components/schemas/Repository' },
          owner: { type: 'string' },
          serviceRef: { type: 'string' },
          path: {
            type: 'string',
            description: 'Folder of the service in the repository',
          },
          commit: {
            type: 'string',
            description: 'The commit that the repository is at',
          },
          fingerprint: {
            type: 'string',
            description: 'Changes whenever a file of the service does',
          },
          request: { $ref: '#/components/schemas/PresentRequest' },
          notes: {
            type: 'array',
            description:
              'What is not part of the request, and why; it stays as it is',
            items: { $ref: '#/components/schemas/FileNote' },
          },
          rewritten: {
            type: 'array',
            description:
              "Paths that the same request would write differently today, for example since the platform's policy or the Model changed",
            items: { type: 'string' },
          },
          problem: {
            type: 'string',
            description:
              'Why the request could not be made again as it is; absent when it could',
          },
        },
      },
      PresentRequest: {
        type: 'object',
        description:
          'What a person would ask for to get the files that are there',
        required: ['tenant', 'service', 'namespace', 'placements'],
        properties: {
          tenant: { type: 'string' },
          service: { type: 'string' },
          namespace: { type: 'string' },
          title: { type: 'string' },
          description: { type: 'string' },
          system: { type: 'string', description: 'Full entity ref' },
          lifecycle: { type: 'string' },
          model: { type: 'string', description: 'Entity ref of the Model' },
          variant: {
            type: 'string',
            description: "Absent when the files serve none of the Model's",
          },
          contextLength: {
            type: 'integer',
            minimum: 1,
            description: 'In tokens',
          },
          runtime: { type: 'string' },
          operations: {
            type: 'object',
            description: 'By the name of a choice; those that can be asked for',
            additionalProperties: { $ref: '#/components/schemas/ChoiceValue' },
          },
          placements: {
            type: 'array',
            description: 'In the order of the Component',
            items: { $ref: '#/components/schemas/PlacementInput' },
          },
        },
      },
      PlacementInput: {
        type: 'object',
        additionalProperties: false,
        required: ['cluster', 'replicas', 'gpusPerReplica'],
        properties: {
          cluster: { type: 'string', minLength: 1, maxLength: 253 },
          product: { type: 'string', maxLength: 253 },
          replicas: { type: 'integer', minimum: 1 },
          maxReplicas: { type: 'integer', minimum: 1 },
          gpusPerReplica: { type: 'integer', minimum: 1 },
          resourceName: { type: 'string', maxLength: 500 },
        },
      },
      ChangePreview: {
        type: 'object',
        required: [
          'plan',
          'files',
          'changedClusters',
          'notUnderstood',
          'validation',
        ],
        properties: {
          plan: { $ref: '#/components/schemas/ChangePlan' },
          changedClusters: {
            type: 'array',
            description:
              'Clusters that get something else by this commit, by name',
            items: { type: 'string' },
          },
          waves: {
            type: 'array',
            description:
              'The plan of waves after this commit; absent without one',
            items: { $ref: '#/components/schemas/PlannedWave' },
          },
          replacements: {
            type: 'array',
            description:
              'How a new version takes over in the clusters of the request. Absent from backends that are older than the form.',
            items: { $ref: '#/components/schemas/ClusterReplacement' },
          },
          commit: {
            type: 'string',
            description: 'The commit that the repository is at',
          },
          files: {
            type: 'array',
            description: 'Every file of the service, by path',
            items: { $ref: '#/components/schemas/PreviewFile' },
          },
          notUnderstood: {
            type: 'array',
            description: 'What others wrote there; it is kept',
            items: { $ref: '#/components/schemas/FileNote' },
          },
          validation: { $ref: '#/components/schemas/ValidationReport' },
          cost: {
            description: 'Absent when the platform configured no prices',
            allOf: [{ $ref: '#/components/schemas/CostEstimate' }],
          },
        },
      },
      PlannedWave: {
        type: 'object',
        required: ['number', 'clusters', 'isGone'],
        properties: {
          number: { type: 'integer', description: 'From 1' },
          clusters: { type: 'array', items: { type: 'string' } },
          isGone: {
            type: 'boolean',
            description: 'It goes by this commit or has gone',
          },
        },
      },
      CostEstimate: {
        type: 'object',
        description:
          'Of the clusters of the request, with all their replicas running',
        required: ['currency', 'perHour', 'unpriced'],
        properties: {
          currency: { type: 'string', description: 'ISO 4217' },
          perHour: { type: 'number' },
          unpriced: {
            type: 'array',
            description:
              'Clusters whose GPUs have no price; not part of the sum',
            items: { type: 'string' },
          },
        },
      },
      PreviewFile: {
        type: 'object',
        required: ['path', 'status'],
        properties: {
          path: {
            type: 'string',
            description: 'From the top of the repository',
          },
          status: {
            type: 'string',
            enum: ['added', 'changed', 'removed', 'same'],
          },
          before: { type: 'string', description: 'As it is in the repository' },
          after: { type: 'string', description: 'As it would be' },
        },
      },
      FileNote: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
      ValidationRequest: {
        type: 'object',
        additionalProperties: false,
        required: ['tenant', 'service', 'clusters', 'files'],
        properties: {
          repository: { type: 'string', maxLength: 253 },
          tenant: { type: 'string', minLength: 1, maxLength: 253 },
          service: { type: 'string', minLength: 1, maxLength: 253 },
          namespace: { type: 'string', maxLength: 253 },
          clusters: {
            type: 'array',
            description: 'Whose overlays are checked',
            minItems: 1,
            maxItems: 100,
            items: { type: 'string', minLength: 1, maxLength: 253 },
          },
          files: {
            type: 'array',
            minItems: 1,
            maxItems: 1000,
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['path', 'content'],
              properties: {
                path: {
                  type: 'string',
                  description: "Below the service's folder",
                  minLength: 1,
                  maxLength: 500,
                },
                content: { type: 'string' },
              },
            },
          },
        },
      },
      ValidationReport: {
        type: 'object',
        required: ['valid', 'clusters'],
        properties: {
          valid: {
            type: 'boolean',
            description: 'No error was found in what was checked',
          },
          clusters: {
            type: 'array',
            items: { $ref: '#/components/schemas/ClusterValidation' },
          },
        },
      },
      ClusterValidation: {
        type: 'object',
        required: [
          'cluster',
          'status',
          'objects',
          'checked',
          'problems',
          'notes',
        ],
        properties: {
          cluster: { $ref: '#/components/schemas/ClusterRef' },
          status: {
            type: 'string',
            description:
              "Whether every object was held against a schema of this cluster (`checked`), or every one against a schema of Modelfleet's own since the cluster cannot be asked and never could (`ownSchemas`)",
            enum: ['checked', 'ownSchemas', 'partly', 'notChecked'],
          },
          objects: {
            type: 'integer',
            description: 'That the overlay comes to',
          },
          checked: {
            type: 'integer',
            description:
              'Of these how many were held against a schema of the cluster',
          },
          checkedByOwn: {
            type: 'integer',
            description:
              "Of the others how many were held against a schema of Modelfleet's own",
          },
          ownSchemas: {
            type: 'array',
            description:
              'Whose fields these have and in which version, like "KServe v0.20"',
            items: { type: 'string' },
          },
          schemasAt: {
            description:
              'When the cluster served the oldest schema that was used',
            allOf: [{ $ref: '#/components/schemas/Instant' }],
          },
          notes: {
            type: 'array',
            description: 'What was not checked and why, or against what',
            items: { type: 'string' },
          },
          problems: {
            type: 'array',
            items: { $ref: '#/components/schemas/ValidationProblem' },
          },
        },
      },
      ValidationProblem: {
        type: 'object',
        required: ['severity', 'message'],
        properties: {
          severity: { type: 'string', enum: ['error', 'warning'] },
          file: { type: 'string', description: "Below the service's folder" },
          object: {
            type: 'object',
            required: ['apiVersion', 'kind', 'name'],
            properties: {
              apiVersion: { type: 'string' },
              kind: { type: 'string' },
              name: { type: 'string' },
            },
          },
          path: { type: 'string', description: 'The field' },
          message: { type: 'string', description: 'What is wrong' },
          advice: {
            type: 'string',
            description: 'What is allowed or what to do',
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
