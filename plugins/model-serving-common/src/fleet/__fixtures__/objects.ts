// Objects as API servers give them, cut to what a test is about.

export type Json = Record<string, unknown>;

export const CREATED = '2026-11-23T10:00:00Z';

export function node(
  name: string,
  options: {
    product?: string;
    resource?: string;
    gpus?: number;
    allocatable?: number;
    ready?: boolean;
    cordoned?: boolean;
    taints?: readonly string[];
    labels?: Record<string, string>;
  } = {},
): Json {
  const resource = options.resource ?? 'nvidia.com/gpu';
  const capacity = options.gpus ?? 8;
  return {
    kind: 'Node',
    metadata: {
      name,
      uid: `node-${name}`,
      resourceVersion: '1',
      creationTimestamp: CREATED,
      labels: {
        'nvidia.com/gpu.product': options.product ?? 'NVIDIA-L4',
        'nvidia.com/gpu.memory': '23034',
        ...options.labels,
      },
    },
    spec: {
      ...(options.cordoned && { unschedulable: true }),
      taints: (options.taints ?? []).map(key => ({
        key,
        effect: 'NoSchedule',
      })),
    },
    status: {
      capacity: { cpu: '64', memory: '512Gi', [resource]: String(capacity) },
      allocatable: {
        cpu: '63500m',
        [resource]: String(options.allocatable ?? capacity),
      },
      conditions: [
        { type: 'Ready', status: options.ready === false ? 'False' : 'True' },
      ],
    },
  };
}

export interface PodOptions {
  namespace?: string;
  node?: string;
  gpus?: number;
  resource?: string;
  labels?: Record<string, string>;
  nodeSelector?: Record<string, string>;
  owner?: string;
  phase?: string;
  ready?: boolean;
  conditions?: readonly Json[];
  initContainers?: readonly Json[];
  initContainerStatuses?: readonly Json[];
  containerStatuses?: readonly Json[];
  status?: Json;
  metadata?: Json;
  spec?: Json;
}

export function pod(name: string, options: PodOptions = {}): Json {
  const resource = options.resource ?? 'nvidia.com/gpu';
  const ready = options.ready ?? false;
  return {
    kind: 'Pod',
    metadata: {
      name,
      namespace: options.namespace ?? 'chat',
      uid: `pod-${name}`,
      resourceVersion: '1',
      creationTimestamp: CREATED,
      labels: options.labels ?? {},
      ...(options.owner && {
        ownerReferences: [
          {
            kind: 'ReplicaSet',
            name: options.owner,
            uid: `replicaset-${options.owner}`,
            controller: true,
          },
        ],
      }),
      ...options.metadata,
    },
    spec: {
      ...(options.node && { nodeName: options.node }),
      ...(options.nodeSelector && { nodeSelector: options.nodeSelector }),
      ...(options.initContainers && { initContainers: options.initContainers }),
      containers: [
        {
          name: 'kserve-container',
          image: 'registry.example.com/vllm/vllm-openai:v0.11.0',
          resources: {
            limits: { [resource]: String(options.gpus ?? 1), cpu: '8' },
          },
        },
      ],
      ...options.spec,
    },
    status: {
      phase: options.phase ?? (options.node ? 'Running' : 'Pending'),
      conditions: [
        { type: 'Ready', status: ready ? 'True' : 'False' },
        ...(options.conditions ?? []),
      ],
      initContainerStatuses: options.initContainerStatuses ?? [],
      containerStatuses: options.containerStatuses ?? [
        {
          name: 'kserve-container',
          ready,
          started: ready,
          restartCount: 0,
          state: { running: { startedAt: CREATED } },
        },
      ],
      ...options.status,
    },
  };
}

export function replicaSet(
  name: string,
  options: {
    owner: string;
    revision: number;
    hash: string;
    replicas: number;
    ready?: number;
    image?: string;
  },
): Json {
  return {
    kind: 'ReplicaSet',
    metadata: {
      name,
      namespace: 'chat',
      uid: `replicaset-${name}`,
      resourceVersion: '1',
      creationTimestamp: CREATED,
      labels: { 'pod-template-hash': options.hash },
      annotations: {
        'deployment.kubernetes.io/revision': String(options.revision),
      },
      ownerReferences: [
        {
          kind: 'Deployment',
          name: options.owner,
          uid: `deployment-${options.owner}`,
          controller: true,
        },
      ],
    },
    spec: {
      replicas: options.replicas,
      template: template({ ...(options.image && { image: options.image }) }),
    },
    status: { replicas: options.replicas, readyReplicas: options.ready ?? 0 },
  };
}

export function deployment(
  name: string,
  options: {
    replicas?: number;
    status?: Json;
    spec?: Json;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    image?: string;
    args?: readonly string[];
    gpus?: number;
    controller?: string;
    metadata?: Json;
  } = {},
): Json {
  return {
    kind: 'Deployment',
    metadata: {
      name,
      namespace: 'chat',
      uid: `deployment-${name}`,
      resourceVersion: '1',
      generation: 1,
      creationTimestamp: CREATED,
      labels: options.labels ?? {},
      annotations: options.annotations ?? {},
      ...(options.controller && {
        ownerReferences: [
          {
            kind: options.controller,
            name,
            uid: `${options.controller}-${name}`,
            controller: true,
          },
        ],
      }),
      ...options.metadata,
    },
    spec: {
      replicas: options.replicas ?? 1,
      selector: { matchLabels: { app: name } },
      template: template(options),
      ...options.spec,
    },
    status: { observedGeneration: 1, ...options.status },
  };
}

function template(options: {
  image?: string;
  args?: readonly string[];
  gpus?: number;
}): Json {
  return {
    metadata: { labels: {} },
    spec: {
      containers: [
        {
          name: 'main',
          image:
            options.image ?? 'registry.example.com/vllm/vllm-openai:v0.11.0',
          args: options.args ?? [],
          resources: {
            limits: { 'nvidia.com/gpu': String(options.gpus ?? 1) },
          },
        },
      ],
    },
  };
}

/** Counts and conditions of a Deployment with `ready` of `replicas` up. */
export function deploymentStatus(
  replicas: number,
  ready: number,
  extra: Json = {},
): Json {
  return {
    replicas,
    updatedReplicas: replicas,
    readyReplicas: ready,
    availableReplicas: ready,
    conditions: [
      {
        type: 'Available',
        status: ready === replicas ? 'True' : 'False',
        lastTransitionTime: CREATED,
      },
    ],
    ...extra,
  };
}

export function inferenceService(
  name: string,
  options: {
    namespace?: string;
    predictor?: Json;
    spec?: Json;
    status?: Json;
    annotations?: Record<string, string>;
    labels?: Record<string, string>;
    metadata?: Json;
  } = {},
): Json {
  return {
    kind: 'InferenceService',
    metadata: {
      name,
      namespace: options.namespace ?? 'chat',
      uid: `isvc-${name}`,
      resourceVersion: '1',
      generation: 1,
      creationTimestamp: CREATED,
      labels: options.labels ?? {},
      annotations: options.annotations ?? {},
      ...options.metadata,
    },
    spec: {
      predictor: {
        minReplicas: 1,
        model: {
          modelFormat: { name: 'huggingface' },
          storageUri: 'hf://meta-llama/Llama-3.1-8B-Instruct',
          resources: { limits: { 'nvidia.com/gpu': '1' } },
        },
        ...options.predictor,
      },
      ...options.spec,
    },
    status: options.status ?? {},
  };
}

/** Conditions by type: `True`, or a status with a reason and a message. */
export function conditions(
  types: Record<string, string | readonly [string, string, string?]>,
): Json[] {
  return Object.entries(types).map(([type, value]) => {
    const [status, reason, message] =
      typeof value === 'string' ? [value] : value;
    return {
      type,
      status,
      lastTransitionTime: CREATED,
      ...(reason && { reason }),
      ...(message && { message }),
    };
  });
}

export function application(
  name: string,
  options: {
    source?: Json;
    sources?: readonly Json[];
    destination: Json;
    status?: Json;
    automated?: boolean;
  },
): Json {
  return {
    kind: 'Application',
    metadata: {
      name,
      namespace: 'argocd',
      uid: `application-${name}`,
      resourceVersion: '1',
      creationTimestamp: CREATED,
    },
    spec: {
      ...(options.source && { source: options.source }),
      ...(options.sources && { sources: options.sources }),
      destination: options.destination,
      ...(options.automated !== false && {
        syncPolicy: { automated: { prune: true, selfHeal: true } },
      }),
    },
    status: options.status ?? {},
  };
}
