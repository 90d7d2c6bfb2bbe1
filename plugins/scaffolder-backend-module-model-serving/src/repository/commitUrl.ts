import type { ScmIntegrationRegistry } from '@backstage/integration';

// Where each host shows a commit, below the address of the repository.
const PAGES: Readonly<Record<string, string>> = {
  azure: 'commit',
  bitbucketCloud: 'commits',
  bitbucketServer: 'commits',
  gitea: 'commit',
  github: 'commit',
  gitlab: '-/commit',
};

/** The page of a commit; `undefined` for hosts that are not known to have one. */
export function commitUrl(
  integrations: ScmIntegrationRegistry,
  repositoryUrl: string,
  commit: string,
): string | undefined {
  const page = PAGES[integrations.byUrl(repositoryUrl)?.type ?? ''];
  return page && `${repositoryUrl.replace(/\.git$/, '')}/${page}/${commit}`;
}
