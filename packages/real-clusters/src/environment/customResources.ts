import type { KubernetesObject } from '../kubernetes/objects';

/** A kind that other projects bring to a cluster. */
export interface CustomResource {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  /** The first is the one that is stored. */
  readonly versions: readonly string[];
  readonly clusterScoped?: true;
  /** Its status is written by an ordinary update. */
  readonly noStatusSubresource?: true;
}

/**
 * The kinds that the environment's clusters serve: names, versions and scope
 * as their projects publish them. Schemas come from the projects' own files
 * where a folder with those is given.
 */
export const CUSTOM_RESOURCES: readonly CustomResource[] = [
  ...kinds('serving.kserve.io', [
    ['InferenceService', 'inferenceservices', 'v1beta1'],
    ['LLMInferenceService', 'llminferenceservices', 'v1alpha2', 'v1alpha1'],
    ['InferenceGraph', 'inferencegraphs', 'v1alpha1'],
    // Its manager does not start without.
    ['ServingRuntime', 'servingruntimes', 'v1alpha1'],
    ['TrainedModel', 'trainedmodels', 'v1alpha1'],
  ]),
  ...forTheWholeCluster(
    withoutStatus(
      kinds('serving.kserve.io', [
        ['ClusterServingRuntime', 'clusterservingruntimes', 'v1alpha1'],
        ['ClusterStorageContainer', 'clusterstoragecontainers', 'v1alpha1'],
      ]),
    ),
  ),
  ...kinds('leaderworkerset.x-k8s.io', [
    ['LeaderWorkerSet', 'leaderworkersets', 'v1'],
  ]),
  ...kinds('apps.nvidia.com', [['NIMService', 'nimservices', 'v1alpha1']]),
  ...kinds('kaito.sh', [
    ['Workspace', 'workspaces', 'v1beta1', 'v1alpha1'],
    ['InferenceSet', 'inferencesets', 'v1beta1', 'v1alpha1'],
  ]),
  ...kinds('kubeai.org', [['Model', 'models', 'v1']]),
  ...kinds('orchestration.aibrix.ai', [
    ['StormService', 'stormservices', 'v1alpha1'],
  ]),
  ...kinds('nvidia.com', [
    ['DynamoGraphDeployment', 'dynamographdeployments', 'v1beta1', 'v1alpha1'],
  ]),
  ...kinds('mlops.seldon.io', [['Model', 'models', 'v1alpha1']]),
  ...kinds('ray.io', [['RayService', 'rayservices', 'v1', 'v1alpha1']]),
  ...withoutStatus(
    kinds('argoproj.io', [
      ['Application', 'applications', 'v1alpha1'],
      ['AppProject', 'appprojects', 'v1alpha1'],
    ]),
  ),
  ...kinds('argoproj.io', [
    ['ApplicationSet', 'applicationsets', 'v1alpha1'],
    ['Rollout', 'rollouts', 'v1alpha1'],
  ]),
  ...kinds('source.toolkit.fluxcd.io', [
    ['GitRepository', 'gitrepositories', 'v1'],
    ['OCIRepository', 'ocirepositories', 'v1'],
    ['Bucket', 'buckets', 'v1'],
    ['ExternalArtifact', 'externalartifacts', 'v1'],
  ]),
  ...kinds('kustomize.toolkit.fluxcd.io', [
    ['Kustomization', 'kustomizations', 'v1'],
  ]),
  ...kinds('helm.toolkit.fluxcd.io', [['HelmRelease', 'helmreleases', 'v2']]),
  ...kinds('keda.sh', [['ScaledObject', 'scaledobjects', 'v1alpha1']]),
  ...kinds('gateway.networking.k8s.io', [
    ['Gateway', 'gateways', 'v1', 'v1beta1'],
    ['HTTPRoute', 'httproutes', 'v1', 'v1beta1'],
  ]),
  ...kinds('inference.networking.k8s.io', [
    ['InferencePool', 'inferencepools', 'v1'],
  ]),
  ...kinds('external-secrets.io', [
    ['ExternalSecret', 'externalsecrets', 'v1'],
    ['SecretStore', 'secretstores', 'v1'],
  ]),
  ...kinds('monitoring.coreos.com', [
    ['PodMonitor', 'podmonitors', 'v1'],
    ['ServiceMonitor', 'servicemonitors', 'v1'],
    ['PrometheusRule', 'prometheusrules', 'v1'],
  ]),
  ...withoutStatus(
    kinds('aquasecurity.github.io', [
      ['VulnerabilityReport', 'vulnerabilityreports', 'v1alpha1'],
    ]),
  ),
  ...withoutStatus(
    kinds('wgpolicyk8s.io', [
      ['PolicyReport', 'policyreports', 'v1beta1', 'v1alpha2'],
    ]),
  ),
];

type KindRow = readonly [kind: string, plural: string, ...versions: string[]];

function kinds(group: string, rows: readonly KindRow[]): CustomResource[] {
  return rows.map(([kind, plural, ...versions]) => ({
    group,
    kind,
    plural,
    versions,
  }));
}

function withoutStatus(resources: readonly CustomResource[]): CustomResource[] {
  return resources.map(resource => ({
    ...resource,
    noStatusSubresource: true as const,
  }));
}

function forTheWholeCluster(
  resources: readonly CustomResource[],
): CustomResource[] {
  return resources.map(resource => ({
    ...resource,
    clusterScoped: true as const,
  }));
}

/** A definition that accepts any field, as small as one can be. */
export function openDefinition(resource: CustomResource): KubernetesObject {
  const { group, kind, plural, versions } = resource;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: `${plural}.${group}`,
      // The API server asks for it in groups of the Kubernetes project's own.
      annotations: { 'api-approved.kubernetes.io': 'unapproved, for tests' },
    },
    spec: {
      group,
      names: {
        kind,
        plural,
        singular: kind.toLowerCase(),
        listKind: `${kind}List`,
      },
      scope: resource.clusterScoped ? 'Cluster' : 'Namespaced',
      versions: versions.map((name, index) => ({
        name,
        served: true,
        storage: index === 0,
        ...(!resource.noStatusSubresource && { subresources: { status: {} } }),
        schema: {
          openAPIV3Schema: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
          },
        },
      })),
    },
  };
}
