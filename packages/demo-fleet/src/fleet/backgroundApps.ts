/** A program that runs beside the models. */
export interface AppShape {
  readonly namespace: string;
  readonly name: string;
  readonly image: string;
  readonly replicas?: number;
  readonly cpu?: string;
  readonly memory?: string;
  /** Port that it listens on, by the name that its chart gives it. */
  readonly port?: { readonly name: string; readonly number: number };
  /** Device that it holds, such as `nvidia.com/gpu`. */
  readonly device?: string;
}

/** GPUs that a training job of another team holds. */
export interface TrainingShape {
  readonly name: string;
  readonly resource: string;
  readonly gpus: number;
}

export const EVERYWHERE: readonly AppShape[] = [
  {
    namespace: 'kube-system',
    name: 'coredns',
    image: 'registry.k8s.io/coredns/coredns:v1.12.4',
    replicas: 2,
  },
  {
    namespace: 'kube-system',
    name: 'metrics-server',
    image: 'registry.k8s.io/metrics-server/metrics-server:v0.8.0',
  },
  {
    namespace: 'kserve',
    name: 'kserve-controller-manager',
    image: 'kserve/kserve-controller:v0.20.0',
  },
  {
    namespace: 'keda',
    name: 'keda-operator',
    image: 'ghcr.io/kedacore/keda:2.20.2',
  },
  {
    namespace: 'gateways',
    name: 'envoy-gateway',
    image: 'docker.io/envoyproxy/gateway:v1.6.0',
    replicas: 2,
  },
  {
    namespace: 'external-secrets',
    name: 'external-secrets',
    image: 'ghcr.io/external-secrets/external-secrets:v2.9.0',
  },
  {
    namespace: 'monitoring',
    name: 'prometheus-operator',
    image: 'quay.io/prometheus-operator/prometheus-operator:v0.93.0',
  },
];

const NVIDIA: readonly AppShape[] = [
  {
    namespace: 'gpu-operator',
    name: 'nvidia-device-plugin-daemonset',
    image: 'nvcr.io/nvidia/k8s-device-plugin:v0.20.0',
  },
  {
    namespace: 'gpu-operator',
    name: 'dcgm-exporter',
    image: 'nvcr.io/nvidia/k8s/dcgm-exporter:4.5.3-4.8.2',
    port: { name: 'metrics', number: 9400 },
  },
];

const AMD: readonly AppShape[] = [
  {
    namespace: 'kube-amd-gpu',
    name: 'amdgpu-device-plugin',
    image: 'rocm/k8s-device-plugin:1.31.0.8',
  },
  {
    namespace: 'kube-amd-gpu',
    name: 'device-metrics-exporter',
    image: 'rocm/device-metrics-exporter:v1.5.1',
    port: { name: 'metrics', number: 5000 },
  },
];

/** The pods of a node: every cluster's, and those of its GPUs' vendor. */
export function onEveryNode(vendor: 'nvidia' | 'amd'): readonly AppShape[] {
  return [
    {
      namespace: 'kube-system',
      name: 'kube-proxy',
      image: 'registry.k8s.io/kube-proxy:v1.35.2',
    },
    ...(vendor === 'amd' ? AMD : NVIDIA),
  ];
}

/** What else runs in a cluster: a fleet that serves only models is rare. */
export const LOCAL: Record<string, readonly AppShape[]> = {
  'cloud-eu': [
    {
      namespace: 'argocd',
      name: 'argocd-application-controller',
      image: 'quay.io/argoproj/argocd:v3.5.1',
      cpu: '500m',
      memory: '1Gi',
    },
    {
      namespace: 'argocd',
      name: 'argocd-applicationset-controller',
      image: 'quay.io/argoproj/argocd:v3.5.1',
    },
    {
      namespace: 'argocd',
      name: 'argocd-repo-server',
      image: 'quay.io/argoproj/argocd:v3.5.1',
      replicas: 2,
    },
    {
      namespace: 'storefront',
      name: 'checkout',
      image: 'registry.example.com/storefront/checkout:2.14.0',
      replicas: 3,
      cpu: '500m',
      memory: '512Mi',
    },
  ],
  'cloud-us': [
    {
      namespace: 'storefront',
      name: 'catalogue-search',
      image: 'registry.example.com/storefront/search:5.2.1',
      replicas: 2,
      cpu: '1',
      memory: '2Gi',
    },
    // Someone's notebook, forgotten: it holds a GPU and does nothing with it.
    {
      namespace: 'research',
      name: 'notebook-weather',
      image: 'registry.example.com/research/notebook:2026.9-gpu',
      cpu: '4',
      memory: '32Gi',
      device: 'nvidia.com/gpu',
    },
    {
      namespace: 'research',
      name: 'notebook-tokens',
      image: 'registry.example.com/research/notebook:2026.9-gpu',
      cpu: '2',
      memory: '16Gi',
      device: 'nvidia.com/mig-1g.10gb',
    },
  ],
  'edge-plant': [
    {
      namespace: 'plant-it',
      name: 'mqtt-broker',
      image: 'docker.io/library/eclipse-mosquitto:2.0.22',
    },
    {
      namespace: 'plant-it',
      name: 'mes-bridge',
      image: 'registry.example.com/plant/mes-bridge:1.9.3',
      replicas: 2,
    },
  ],
};

export const TRAINING: Record<string, TrainingShape> = {
  'cloud-eu': {
    name: 'embedder-finetune-0931',
    resource: 'nvidia.com/gpu',
    gpus: 4,
  },
  'cloud-us': {
    name: 'speech-pretrain-0117',
    resource: 'nvidia.com/gpu',
    gpus: 3,
  },
  'cloud-amd': {
    name: 'reranker-distill-0204',
    resource: 'amd.com/gpu',
    gpus: 5,
  },
};

/** Namespaces that the platform made for its tenants. */
export const TENANT_NAMESPACES: Record<string, readonly string[]> = {
  'cloud-eu': ['chat'],
  'cloud-us': ['chat', 'vision'],
  'edge-plant': ['chat', 'vision'],
  'cloud-amd': ['chat'],
};

/** GPUs that all pods of a tenant's namespace may ask for together. */
export const GPU_QUOTAS: Record<string, readonly GpuQuota[]> = {
  'cloud-us': [{ namespace: 'chat', resource: 'nvidia.com/gpu', gpus: 8 }],
};

interface GpuQuota {
  readonly namespace: string;
  readonly resource: string;
  readonly gpus: number;
}
