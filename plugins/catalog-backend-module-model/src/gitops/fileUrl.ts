import { ScmIntegrationRegistry } from '@backstage/integration';
import { GitOpsRepository } from '@modelfleet/backstage-plugin-model-serving-common';

/**
 * The web address of a file at a repository's branch.
 *
 * @remarks
 *
 * For the hosts that Backstage has an integration for, in the form that their
 * website uses; the catalog then adds the links to view and edit it. A plain
 * git server has no pages: there the address is only a name for the file.
 */
export function fileUrl(
  integrations: ScmIntegrationRegistry,
  repository: GitOpsRepository,
  path: string,
): string {
  const base = repository.url.replace(/\.git$/, '');
  const branch = repository.branch.split('/').map(encodeURIComponent).join('/');
  const file = path.split('/').map(encodeURIComponent).join('/');
  switch (integrations.byUrl(repository.url)?.type) {
    case 'github':
      return `${base}/blob/${branch}/${file}`;
    case 'gitlab':
      return `${base}/-/blob/${branch}/${file}`;
    case 'gitea':
      return `${base}/src/branch/${branch}/${file}`;
    case 'bitbucketCloud':
      return `${base}/src/${branch}/${file}`;
    case 'bitbucketServer':
      return bitbucketServerUrl(base, branch, file);
    case 'azure':
      return `${base}?path=/${file}&version=GB${encodeURIComponent(
        repository.branch,
      )}`;
    default:
      return `${repository.url}/${file}`;
  }
}

/** Clones come from `/scm/PROJECT/name`, pages from another path. */
function bitbucketServerUrl(
  base: string,
  branch: string,
  file: string,
): string {
  const page = base.replace(
    /\/scm\/([^/]+)\/([^/]+)$/,
    '/projects/$1/repos/$2',
  );
  return `${page}/browse/${file}?at=${branch}`;
}
