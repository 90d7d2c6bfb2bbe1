import { resourceId, type ResourceType } from '../observed/resource';

/** What users see of a kind, in the words of the cards. */
const SHOWS: Readonly<Record<string, string>> = {
  nodes: 'how many GPUs there are and how many are free',
  pods: 'who uses GPUs, and why a service does not start',
  services: 'at which address a service is reached inside its cluster',
  'httproutes.gateway.networking.k8s.io': 'which address leads to a service',
  'gateways.gateway.networking.k8s.io':
    'whether the gateway to a service works',
  'inferencepools.inference.networking.x-k8s.io':
    'whether a gateway leads to a model, in older clusters',
  resourcequotas: 'with which figures a quota is used up',
  limitranges: 'whether a namespace takes pods of a size, before a deploy',
  'localqueues.kueue.x-k8s.io': 'whether a queue has room, before a deploy',
  'clusterqueues.kueue.x-k8s.io': 'whether a queue has room, before a deploy',
  'deployments.apps': 'services that are plain Deployments',
  'replicasets.apps': 'the versions of services that are Deployments',
  'statefulsets.apps':
    'services that are StatefulSets, and replicas on several nodes',
  'inferenceservices.serving.kserve.io': 'KServe services',
  'llminferenceservices.serving.kserve.io': 'KServe LLM services',
  'leaderworkersets.leaderworkerset.x-k8s.io':
    'services that span several nodes',
  'inferencepools.inference.networking.k8s.io':
    'whether a gateway leads to a model',
  'workspaces.kaito.sh': 'KAITO workspaces',
  'inferencesets.kaito.sh': 'KAITO inference sets',
  'nimservices.apps.nvidia.com': 'NVIDIA NIM services',
  'dynamographdeployments.nvidia.com': 'NVIDIA Dynamo services',
  'rayservices.ray.io': 'Ray services',
  'models.kubeai.org': 'KubeAI models',
  'stormservices.orchestration.aibrix.ai': 'AIBrix services',
  'models.mlops.seldon.io': 'Seldon models',
  'workloads.kueue.x-k8s.io': 'in which queue a service waits, and why',
  'scaledobjects.keda.sh': 'whether a service at zero is idle or was stopped',
  'rollouts.argoproj.io': 'services that are Argo Rollouts',
  'applications.argoproj.io': 'what Argo CD wants and has applied',
  'applicationsets.argoproj.io': 'why Argo CD delivers nothing',
  'gitrepositories.source.toolkit.fluxcd.io': 'which commit Flux wants',
  'kustomizations.kustomize.toolkit.fluxcd.io':
    'what Flux wants and has applied',
  'helmreleases.helm.toolkit.fluxcd.io':
    'what Helm releases of Flux want and have applied',
  'resourceslices.resource.k8s.io': 'GPUs that are given out by claims',
  'resourceclaims.resource.k8s.io':
    'who uses GPUs that are given out by claims',
  'resourceclaimtemplates.resource.k8s.io':
    'who waits for GPUs that are given out by claims',
  'deviceclasses.resource.k8s.io': 'which GPUs a claim asks for',
};

/** What users see of a kind. */
export function whatItShows(resource: ResourceType): string {
  return SHOWS[resourceId(resource)] ?? `objects of kind ${resource.kind}`;
}
