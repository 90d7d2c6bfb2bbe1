import { ConflictError } from '@backstage/errors';
import type { GitOpsRepository } from '../../gitops';
import {
  formatDocument,
  newDocument,
  readDocument,
  setAt,
  valueAt,
} from '../yamlText';

const API_VERSION = 'kustomize.toolkit.fluxcd.io/v1';

/** What a service's Kustomization has unless the platform says otherwise. */
export const FLUX_TEMPLATE = {
  apiVersion: API_VERSION,
  kind: 'Kustomization',
  metadata: {
    labels: { 'app.kubernetes.io/managed-by': 'modelfleet' },
  },
  spec: {
    interval: '10m',
    retryInterval: '1m',
    timeout: '5m',
    prune: true,
  },
} as const;

/** What Flux calls the repository, and where. */
export function fluxNames({ id, platform }: GitOpsRepository) {
  return {
    namespace: platform?.flux?.namespace ?? 'flux-system',
    source: platform?.flux?.sourceName ?? id.toLowerCase(),
  };
}

/** The account as which Flux applies what is a tenant's. */
export function tenantAccount(tenant: string): string {
  return `modelfleet-${tenant}`;
}

/** Where the platform keeps what Flux reads, from the top of the repository. @public */
export function fluxFolder({ root }: GitOpsRepository): string {
  return [root, '_platform', 'flux'].filter(part => part !== '').join('/');
}

/** Where the template of every service is, from the top of the repository. */
export function fluxTemplatePath(repository: GitOpsRepository): string {
  return `${fluxFolder(repository)}/template.yaml`;
}

/** What a Kustomization is for. @public */
export interface FluxService {
  readonly tenant: string;
  readonly service: string;
  readonly namespace: string;
  /** Folder of the service, from the top of the repository. */
  readonly folder: string;
}

/**
 * What Flux needs to deliver a service to its clusters: one Kustomization for
 * each, by its path from the top of the repository.
 *
 * @param existing - Files of the platform's Flux folder, by the same paths.
 * @param clusters - Where the service is wanted.
 * @param left - Where it is no longer wanted; `undefined` deletes.
 * @throws ConflictError when the template cannot be used
 * @public
 */
export function renderFluxDelivery(options: {
  repository: GitOpsRepository;
  service: FluxService;
  existing: ReadonlyMap<string, string>;
  clusters: readonly string[];
  left: readonly string[];
}): ReadonlyMap<string, string | undefined> {
  const { repository, service, existing, clusters, left } = options;
  const pathIn = (cluster: string) =>
    `${fluxFolder(repository)}/${cluster}/${service.tenant}-${
      service.service
    }.yaml`;
  const files = new Map<string, string | undefined>();
  for (const cluster of clusters) {
    files.set(
      pathIn(cluster),
      kustomization(repository, service, existing, cluster),
    );
  }
  for (const cluster of left) {
    if (existing.has(pathIn(cluster))) {
      files.set(pathIn(cluster), undefined);
    }
  }
  return files;
}

function kustomization(
  repository: GitOpsRepository,
  { tenant, service, namespace, folder }: FluxService,
  existing: ReadonlyMap<string, string>,
  cluster: string,
): string {
  const path = fluxTemplatePath(repository);
  const text = existing.get(path);
  const document =
    text === undefined ? newDocument(FLUX_TEMPLATE) : readDocument(path, text);
  if (
    valueAt(document, ['apiVersion']) !== API_VERSION ||
    valueAt(document, ['kind']) !== FLUX_TEMPLATE.kind
  ) {
    throw new ConflictError(
      `${path} must be a Kustomization of ${API_VERSION}; correct it in the repository first`,
    );
  }
  document.commentBefore = null;
  const flux = fluxNames(repository);
  setAt(document, ['metadata', 'name'], `${tenant}-${service}`);
  setAt(document, ['metadata', 'namespace'], flux.namespace);
  setAt(document, ['spec', 'path'], `./${folder}/clusters/${cluster}`);
  setAt(document, ['spec', 'sourceRef'], {
    kind: 'GitRepository',
    name: flux.source,
  });
  setAt(document, ['spec', 'targetNamespace'], namespace);
  setAt(document, ['spec', 'serviceAccountName'], tenantAccount(tenant));
  return formatDocument(document);
}
