import {
  fluxFolder,
  renderFluxDelivery,
  type ChangePlan,
  type GitOpsRepository,
} from '@modelfleet/backstage-plugin-model-serving-common';

/** What the delivery tool needs beside the files of a service. */
export interface Delivery {
  /** Where that is, from the top of the repository. */
  readonly folder: string;
  /**
   * @param existing - Files of the folder, by path from the top.
   * @returns what changes there, by the same paths; `undefined` deletes.
   */
  render(
    existing: ReadonlyMap<string, string>,
  ): ReadonlyMap<string, string | undefined>;
}

/**
 * Flux is told of each service in each cluster by a Kustomization; Argo CD
 * finds folders by itself. It is made anew from configuration and from what
 * was authorised, never from the workspace.
 *
 * @param clusters - That have the service after the change, of those that the
 * person may change.
 * @param left - That the service is taken out of.
 */
export function deliveryOf(
  repository: GitOpsRepository,
  plan: Pick<ChangePlan, 'tenant' | 'service' | 'namespace' | 'path'>,
  clusters: readonly string[],
  left: readonly string[],
): Delivery | undefined {
  if (repository.delivery !== 'flux') {
    return undefined;
  }
  const { tenant, service, namespace, path: folder } = plan;
  return {
    folder: fluxFolder(repository),
    render: existing =>
      renderFluxDelivery({
        repository,
        service: { tenant, service, namespace, folder },
        existing,
        clusters: clusters.filter(name => !left.includes(name)),
        left,
      }),
  };
}
