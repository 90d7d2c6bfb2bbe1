import { InputError } from '@backstage/errors';
import type { GitOpsRepository } from '../../gitops';
import { formatDocuments } from '../yamlText';
import { argocdTenant } from './argocd';
import { argocdHealth } from './argocdHealth';
import { pipeline } from './ci';
import { fluxRoot, fluxTemplate, fluxTenants } from './flux';
import { namespacesIn } from './namespaces';
import { platformReadme } from './readme';
import { below, type PlatformFacts } from './types';

/** What the bootstrap of a repository comes to. @public */
export interface RenderedPlatform {
  /** By path from the top of the repository. */
  readonly files: ReadonlyMap<string, string>;
  /** Paths whose content is new or different, in the order of `files`. */
  readonly changed: readonly string[];
  /** Files of tenants that the configuration no longer has. */
  readonly removed: readonly string[];
}

/**
 * The platform's own part of a repository: what lets its delivery tool deliver
 * the folders of its tenants and nothing else. Everything comes from
 * configuration; the same configuration gives the same bytes.
 *
 * @param existing - Files of the repository, by path from its top. The
 * template of Flux is the platform's to change and stays as it is.
 * @throws InputError when a repository has no tenant.
 * @public
 */
export function renderPlatform(
  repository: GitOpsRepository,
  existing: ReadonlyMap<string, string> = new Map(),
): RenderedPlatform {
  if (repository.tenants.length === 0) {
    throw new InputError(
      `The repository '${repository.id}' has no tenants; add them to modelServing.gitops first`,
    );
  }
  const facts: PlatformFacts = {
    repository,
    platform: repository.platform ?? {},
    folder: platformFolder(repository),
  };
  const files = new Map([
    [`${facts.folder}/README.md`, platformReadme(facts)],
    ...(repository.delivery === 'argocd' ? forArgocd(facts) : forFlux(facts)),
  ]);
  const { ci } = facts.platform;
  if (ci) {
    const { path, text } = pipeline(ci, facts);
    files.set(path, text);
  }
  const template = `${facts.folder}/flux/template.yaml`;
  const kept = existing.get(template);
  if (kept !== undefined && files.has(template)) {
    files.set(template, kept);
  }
  return {
    files,
    changed: [...files.keys()].filter(
      path => files.get(path) !== existing.get(path),
    ),
    removed: [...existing.keys()].filter(
      path => isTenantFile(facts, path) && !files.has(path),
    ),
  };
}

/** The platform's folder, from the top of a repository. @public */
export function platformFolder(repository: GitOpsRepository): string {
  return below(repository, '_platform');
}

function forArgocd(facts: PlatformFacts): [string, string][] {
  const { repository, platform, folder } = facts;
  return [
    ...repository.tenants.map((tenant): [string, string] => [
      `${folder}/argocd/${tenant.name}.yaml`,
      argocdTenant(facts, tenant),
    ]),
    [
      `${folder}/argocd-cm/argocd-cm.yaml`,
      argocdHealth(platform.argocd?.namespace ?? 'argocd'),
    ],
    ...repository.clusters.map((cluster): [string, string] => [
      `${folder}/clusters/${cluster}/namespaces.yaml`,
      formatDocuments(namespacesIn(facts, cluster)),
    ]),
  ];
}

function forFlux(facts: PlatformFacts): [string, string][] {
  const { repository, folder } = facts;
  return [
    ...repository.clusters.flatMap((cluster): [string, string][] => [
      [`${folder}/clusters/${cluster}/flux.yaml`, fluxRoot(facts, cluster)],
      [`${folder}/flux/${cluster}/tenants.yaml`, fluxTenants(facts, cluster)],
    ]),
    [`${folder}/flux/template.yaml`, fluxTemplate()],
  ];
}

/** What only we write, and what therefore goes with its tenant or cluster. */
function isTenantFile({ folder }: PlatformFacts, path: string): boolean {
  const name = path.startsWith(`${folder}/`)
    ? path.slice(folder.length + 1)
    : '';
  return (
    /^argocd\/[^/]+\.yaml$/.test(name) ||
    /^clusters\/[^/]+\/(namespaces|flux)\.yaml$/.test(name) ||
    /^flux\/[^/]+\/tenants\.yaml$/.test(name)
  );
}
