/** A kind of object that services have, in one namespace. */
export interface RenderedKind {
  /** Empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** As RBAC names it. */
  readonly plural: string;
}

/** Everything that is rendered for a service, and nothing else. */
export const RENDERED_KINDS: readonly RenderedKind[] = [
  {
    group: 'serving.kserve.io',
    kind: 'InferenceService',
    plural: 'inferenceservices',
  },
  { group: 'apps', kind: 'Deployment', plural: 'deployments' },
  { group: '', kind: 'Service', plural: 'services' },
  { group: '', kind: 'ServiceAccount', plural: 'serviceaccounts' },
  { group: '', kind: 'ConfigMap', plural: 'configmaps' },
  {
    group: '',
    kind: 'PersistentVolumeClaim',
    plural: 'persistentvolumeclaims',
  },
  {
    group: 'autoscaling',
    kind: 'HorizontalPodAutoscaler',
    plural: 'horizontalpodautoscalers',
  },
  { group: 'keda.sh', kind: 'ScaledObject', plural: 'scaledobjects' },
  {
    group: 'policy',
    kind: 'PodDisruptionBudget',
    plural: 'poddisruptionbudgets',
  },
  {
    group: 'networking.k8s.io',
    kind: 'NetworkPolicy',
    plural: 'networkpolicies',
  },
  { group: 'networking.k8s.io', kind: 'Ingress', plural: 'ingresses' },
  {
    group: 'gateway.networking.k8s.io',
    kind: 'HTTPRoute',
    plural: 'httproutes',
  },
  { group: 'monitoring.coreos.com', kind: 'PodMonitor', plural: 'podmonitors' },
  {
    group: 'monitoring.coreos.com',
    kind: 'PrometheusRule',
    plural: 'prometheusrules',
  },
  {
    group: 'external-secrets.io',
    kind: 'ExternalSecret',
    plural: 'externalsecrets',
  },
];
