import type { Cluster } from '../cluster/cluster';
import { SHIPPED_RUNTIMES } from '../kserve/runtime';
import type { PodSpec } from '../resources/pod';

interface AppShape {
  readonly namespace: string;
  readonly name: string;
  readonly image: string;
  readonly replicas?: number;
  readonly cpu?: string;
  readonly memory?: string;
}

const EVERYWHERE: readonly AppShape[] = [
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
];

const ON_EVERY_NODE: readonly AppShape[] = [
  {
    namespace: 'kube-system',
    name: 'kube-proxy',
    image: 'registry.k8s.io/kube-proxy:v1.35.2',
  },
  {
    namespace: 'gpu-operator',
    name: 'nvidia-device-plugin-daemonset',
    image: 'nvcr.io/nvidia/k8s-device-plugin:v0.20.0',
  },
  {
    namespace: 'gpu-operator',
    name: 'dcgm-exporter',
    image: 'nvcr.io/nvidia/k8s/dcgm-exporter:4.5.3-4.8.2',
  },
];

/** What else runs in a cluster: a fleet that serves only models is rare. */
const LOCAL: Record<string, readonly AppShape[]> = {
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

/** GPUs that a training job of another team holds. */
const TRAINING: Record<string, { name: string; gpus: number }> = {
  'cloud-eu': { name: 'embedder-finetune-0931', gpus: 4 },
  'cloud-us': { name: 'speech-pretrain-0117', gpus: 3 },
};

/** Namespaces that the platform made for its tenants. */
const TENANT_NAMESPACES: Record<string, readonly string[]> = {
  'cloud-eu': ['chat'],
  'cloud-us': ['chat', 'vision'],
  'edge-plant': ['chat', 'vision'],
};

/** Everything in a cluster that is there before any model is. */
export function addBackground(cluster: Cluster): void {
  const local = LOCAL[cluster.name] ?? [];
  const training = TRAINING[cluster.name];
  const names = new Set([
    'default',
    'kube-system',
    'kube-public',
    'kube-node-lease',
    ...[...EVERYWHERE, ...ON_EVERY_NODE, ...local].map(app => app.namespace),
    ...(TENANT_NAMESPACES[cluster.name] ?? []),
    ...(training ? ['research'] : []),
  ]);
  for (const name of names) {
    cluster.namespaces.create({
      metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
      spec: {},
      status: { phase: 'Active' },
    });
  }
  addRuntimes(cluster);
  for (const app of [...EVERYWHERE, ...local]) {
    cluster.deployments.create({
      metadata: { ...placeOf(app), labels: { app: app.name } },
      spec: {
        replicas: app.replicas ?? 1,
        selector: { matchLabels: { app: app.name } },
        template: { metadata: { labels: { app: app.name } }, spec: podOf(app) },
      },
    });
  }
  for (const app of ON_EVERY_NODE) {
    cluster.daemonSets.create({
      metadata: { ...placeOf(app), labels: { app: app.name } },
      spec: {
        selector: { matchLabels: { app: app.name } },
        template: { metadata: { labels: { app: app.name } }, spec: podOf(app) },
      },
    });
  }
  if (training) {
    addTraining(cluster, training);
  }
}

function addRuntimes(cluster: Cluster): void {
  for (const { name, format, image, priority } of SHIPPED_RUNTIMES) {
    cluster.servingRuntimes.create({
      metadata: { name },
      spec: {
        protocolVersions: ['v2', 'v1'],
        supportedModelFormats: [
          { name: format, version: '1', autoSelect: true, priority },
        ],
        containers: [
          {
            name: 'kserve-container',
            image,
            resources: {
              requests: { cpu: '1', memory: '2Gi' },
              limits: { cpu: '1', memory: '2Gi' },
            },
          },
        ],
      },
    });
  }
}

function addTraining(
  cluster: Cluster,
  { name, gpus }: { name: string; gpus: number },
): void {
  const count = { 'nvidia.com/gpu': String(gpus) };
  cluster.jobs.create({
    metadata: { name, namespace: 'research', labels: { app: name } },
    spec: {
      parallelism: 1,
      completions: 1,
      template: {
        metadata: { labels: { app: name } },
        spec: {
          restartPolicy: 'Never',
          containers: [
            {
              name: 'trainer',
              image: 'registry.example.com/research/trainer:2026.10',
              resources: {
                requests: { cpu: '16', memory: '128Gi', ...count },
                limits: { memory: '128Gi', ...count },
              },
            },
          ],
        },
      },
    },
  });
}

function placeOf({ namespace, name }: AppShape) {
  return { namespace, name };
}

function podOf({ name, image, cpu, memory }: AppShape): PodSpec {
  return {
    tolerations: [{ operator: 'Exists' }],
    containers: [
      {
        name,
        image,
        resources: {
          requests: { cpu: cpu ?? '100m', memory: memory ?? '128Mi' },
        },
      },
    ],
  };
}
