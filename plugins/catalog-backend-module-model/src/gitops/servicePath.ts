import {
  GitOpsRepository,
  GitOpsTenant,
} from '@modelfleet/backstage-plugin-model-serving-common';

const FILE_NAME = 'catalog-info.yaml';

/** Where a service's file is in a repository. */
export interface ServicePath {
  /** Of the tenant's folder, whether configured or not. */
  readonly tenantFolder: string;
  /** Undefined when no tenant of that name is configured. */
  readonly tenant: GitOpsTenant | undefined;
  /** The service's folder, from the top of the repository. */
  readonly folder: string;
}

/**
 * Reads `<root>/<tenant>/<service>/catalog-info.yaml`.
 *
 * @returns Undefined for every other path, the platform's own folder included.
 */
export function readServicePath(
  repository: GitOpsRepository,
  path: string,
): ServicePath | undefined {
  const prefix = repository.root ? `${repository.root}/` : '';
  if (!path.startsWith(prefix)) {
    return undefined;
  }
  const [tenantFolder, service, file, ...deeper] = path
    .slice(prefix.length)
    .split('/');
  if (
    !tenantFolder ||
    !service ||
    file !== FILE_NAME ||
    deeper.length > 0 ||
    // Hidden folders and _platform are not tenants'.
    /^[._]/.test(tenantFolder)
  ) {
    return undefined;
  }
  return {
    tenantFolder,
    tenant: repository.tenants.find(({ name }) => name === tenantFolder),
    folder: `${prefix}${tenantFolder}/${service}`,
  };
}
