/** Where the objects of a service are, below its folder; a file an object. */
export const BASE_PATHS = {
  inferenceService: 'base/inferenceservice.yaml',
  deployment: 'base/deployment.yaml',
  service: 'base/service.yaml',
  horizontalPodAutoscaler: 'base/horizontalpodautoscaler.yaml',
  scaledObject: 'base/scaledobject.yaml',
  disruptionBudget: 'base/poddisruptionbudget.yaml',
  networkPolicy: 'base/networkpolicy.yaml',
  httpRoute: 'base/httproute.yaml',
  ingress: 'base/ingress.yaml',
  podMonitor: 'base/podmonitor.yaml',
  prometheusRule: 'base/prometheusrule.yaml',
  externalSecret: 'base/externalsecret.yaml',
  serviceAccount: 'base/serviceaccount.yaml',
  modelCache: 'base/persistentvolumeclaim.yaml',
} as const;

/** Where the parts of a service are, below its folder. */
export const SERVICE_PATHS = {
  baseKustomization: 'base/kustomization.yaml',
  component: 'catalog-info.yaml',
  ...BASE_PATHS,
} as const;

/** The entry of `resources` for a file of the base. */
export function resourceOf(path: string): string {
  return path.replace(/^base\//, '');
}

/** Where the overlay of a cluster is, below the service's folder. */
export function overlayPath(cluster: string): string {
  return `clusters/${cluster}/kustomization.yaml`;
}

/** The cluster whose overlay a path is; `undefined` when it is none. */
export function clusterOfOverlay(path: string): string | undefined {
  return /^clusters\/([^/]+)\/kustomization\.ya?ml$/.exec(path)?.[1];
}

/**
 * The folder of a service in its repository.
 *
 * @param root - Folder of the services, empty for the repository's top.
 * @public
 */
export function servicePath(
  root: string,
  tenant: string,
  service: string,
): string {
  return [root, tenant, service].filter(part => part !== '').join('/');
}
