import {
  platformFolder,
  renderFluxDelivery,
  renderPlatform,
  type GitOpsRepository,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { Cluster } from '../environment/Cluster';
import { Checkout, objectsBelow } from './checkout';
import { demoRepository, fluxRepository } from './demoRepository';

interface PlatformOptions {
  /** Of the demo's repository. */
  readonly url: string;
  /** For a clone; must not be there yet. */
  readonly directory: string;
}

/**
 * Does what the README of the repository's platform folder asks of a platform
 * team with Argo CD: namespaces, health checks, and for each tenant a project
 * with an ApplicationSet. From then on, what is committed is delivered.
 */
export async function deliverByArgoCd(
  hub: Cluster,
  clusters: readonly Cluster[],
  { url, directory }: PlatformOptions,
): Promise<void> {
  const files = await (await Checkout.clone(url, directory)).files();
  const { root } = await demoRepository([]);
  const folder = `${root}/_platform`;
  for (const { admin, name } of clusters) {
    for (const object of objectsBelow(files, `${folder}/clusters/${name}`)) {
      await admin.apply(object);
    }
  }
  // Its keys go into the ConfigMap that is there, and holds more.
  for (const object of objectsBelow(files, `${folder}/argocd-cm`)) {
    await hub.admin.change(object, { data: object.data });
  }
  for (const object of objectsBelow(files, `${folder}/argocd`)) {
    await hub.admin.apply(object);
  }
}

/**
 * The same for Flux, for which the repository is not written: the bootstrap
 * writes the platform's part of it, with a Kustomization for each service that
 * is there, and each cluster is told of its folder.
 */
export async function deliverByFlux(
  clusters: readonly Cluster[],
  { url, directory }: PlatformOptions,
): Promise<void> {
  const checkout = await Checkout.clone(url, directory);
  const existing = await checkout.files();
  const repository = await fluxRepository(
    clusters.map(({ name }) => name),
    url,
  );
  const platform = renderPlatform(repository, existing);
  const written = new Map<string, string | undefined>([
    ...platform.files,
    ...platform.removed.map((path): [string, undefined] => [path, undefined]),
    ...servicesIn(repository, existing),
  ]);
  await checkout.push(written, 'Let Flux deliver');
  const folder = platformFolder(repository);
  for (const { admin, name } of clusters) {
    const objects = objectsBelow(platform.files, `${folder}/clusters/${name}`);
    for (const object of objects) await admin.apply(object);
  }
}

/** What has Flux deliver the services that a repository has already. */
function servicesIn(
  repository: GitOpsRepository,
  existing: ReadonlyMap<string, string>,
): [string, string | undefined][] {
  const { root, clusters, tenants } = repository;
  return tenants.flatMap(({ name: tenant, namespaces }) => {
    const of = new Map<string, string[]>();
    for (const path of existing.keys()) {
      const [service, folder, cluster = ''] = path.startsWith(
        `${root}/${tenant}/`,
      )
        ? path.split('/').slice(2)
        : [];
      if (service && folder === 'clusters' && clusters.includes(cluster)) {
        of.set(service, [...(of.get(service) ?? []), cluster]);
      }
    }
    return [...of].flatMap(([service, wanted]) => [
      ...renderFluxDelivery({
        repository,
        service: {
          tenant,
          service,
          namespace: namespaces[0] ?? tenant,
          folder: `${root}/${tenant}/${service}`,
        },
        existing,
        clusters: wanted,
        left: [],
      }),
    ]);
  });
}
