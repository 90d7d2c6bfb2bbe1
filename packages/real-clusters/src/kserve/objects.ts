import type { KubernetesObject } from '../kubernetes/objects';

export const KSERVE_NAMESPACE = 'kserve';

/** The format of models that the wizard asks for. */
const MODEL_FORMAT = 'huggingface';

const SMALL = {
  cpuRequest: '100m',
  cpuLimit: '1',
  memoryRequest: '100Mi',
  memoryLimit: '1Gi',
};

/**
 * What the manager and its webhooks cannot do without (KServe v0.20,
 * `pkg/apis/serving/v1beta1/configmap.go` and `pkg/webhook/admission/pod`):
 * settings of the kinds that they read, for images that nobody runs.
 */
const SETTINGS = {
  deploy: { defaultDeploymentMode: 'Standard' },
  inferenceService: {
    // What containers get that state no figures of their own.
    resource: {
      cpuRequest: '1',
      cpuLimit: '1',
      memoryRequest: '2Gi',
      memoryLimit: '2Gi',
    },
  },
  ingress: {
    ingressGateway: `${KSERVE_NAMESPACE}/none`,
    ingressClassName: 'none',
    ingressDomain: 'example.com',
    disableIstioVirtualHost: true,
  },
  security: { autoMountServiceAccountToken: true },
  storageInitializer: {
    ...SMALL,
    image: 'registry.example.com/storage-initializer:1',
    enableModelcar: true,
    cpuModelcar: '10m',
    memoryModelcar: '15Mi',
  },
  agent: { ...SMALL, image: 'registry.example.com/agent:1' },
  logger: { ...SMALL, image: 'registry.example.com/agent:1' },
  batcher: { ...SMALL, image: 'registry.example.com/agent:1' },
};

/** What has to be in a cluster before the manager starts, and a runtime. */
export function kserveObjects(): KubernetesObject[] {
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: KSERVE_NAMESPACE },
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'inferenceservice-config',
        namespace: KSERVE_NAMESPACE,
      },
      data: Object.fromEntries(
        Object.entries(SETTINGS).map(([name, value]) => [
          name,
          JSON.stringify(value),
        ]),
      ),
    },
    servingRuntime('simulated-huggingface', { autoSelect: true }),
    // What the platform's policy names for AMD GPUs.
    servingRuntime('platform-vllm-rocm', { autoSelect: false }),
  ];
}

function servingRuntime(name: string, how: { autoSelect: boolean }) {
  return {
    apiVersion: 'serving.kserve.io/v1alpha1',
    kind: 'ClusterServingRuntime',
    metadata: { name },
    spec: {
      supportedModelFormats: [{ name: MODEL_FORMAT, version: '1', ...how }],
      protocolVersions: ['v2', 'v1'],
      containers: [
        {
          name: 'kserve-container',
          image: 'registry.example.com/huggingfaceserver:1',
          args: ['--model_name={{.Name}}', '--model_dir=/mnt/models'],
        },
      ],
    },
  };
}

interface Webhook {
  readonly name: string;
  /** Where the manager serves it. */
  readonly path: string;
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly operations: readonly string[];
  /** Only what has this label. */
  readonly label?: string;
}

const OF_SERVICES = {
  group: 'serving.kserve.io',
  version: 'v1beta1',
  resource: 'inferenceservices',
  operations: ['CREATE', 'UPDATE'],
};

const MUTATING: readonly Webhook[] = [
  {
    ...OF_SERVICES,
    name: 'defaulter.inferenceservices.example.com',
    path: '/mutate-serving-kserve-io-v1beta1-inferenceservice',
  },
  {
    // Gives pods the init container that fetches the model.
    name: 'pods.inferenceservices.example.com',
    path: '/mutate-pods',
    group: '',
    version: 'v1',
    resource: 'pods',
    operations: ['CREATE'],
    label: 'serving.kserve.io/inferenceservice',
  },
];

const VALIDATING: readonly Webhook[] = [
  {
    ...OF_SERVICES,
    name: 'validator.inferenceservices.example.com',
    path: '/validate-serving-kserve-io-v1beta1-inferenceservice',
  },
  ...['servingruntime', 'clusterservingruntime'].map(kind => ({
    name: `validator.${kind}s.example.com`,
    path: `/validate-serving-kserve-io-v1alpha1-${kind}`,
    group: 'serving.kserve.io',
    version: 'v1alpha1',
    resource: `${kind}s`,
    operations: ['CREATE', 'UPDATE'],
  })),
];

/** By which the API server asks the manager, at an address instead of a Service. */
export function kserveWebhooks(
  url: string,
  certificate: string,
): KubernetesObject[] {
  const caBundle = Buffer.from(certificate).toString('base64');
  const configuration = (kind: string, webhooks: readonly Webhook[]) => ({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind,
    metadata: { name: 'kserve' },
    webhooks: webhooks.map(webhook => ({
      name: webhook.name,
      clientConfig: { url: `${url}${webhook.path}`, caBundle },
      rules: [
        {
          apiGroups: [webhook.group],
          apiVersions: [webhook.version],
          resources: [webhook.resource],
          operations: webhook.operations,
        },
      ],
      ...(webhook.label && {
        objectSelector: {
          matchExpressions: [{ key: webhook.label, operator: 'Exists' }],
        },
      }),
      admissionReviewVersions: ['v1'],
      sideEffects: 'None',
      failurePolicy: 'Fail',
    })),
  });
  return [
    configuration('MutatingWebhookConfiguration', MUTATING),
    configuration('ValidatingWebhookConfiguration', VALIDATING),
  ];
}
