/** Where the parts of a service are, below its folder. */
export const SERVICE_PATHS = {
  baseKustomization: 'base/kustomization.yaml',
  inferenceService: 'base/inferenceservice.yaml',
  component: 'catalog-info.yaml',
} as const;

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
