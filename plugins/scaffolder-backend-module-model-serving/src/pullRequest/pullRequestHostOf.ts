import { InputError } from '@backstage/errors';
import {
  DefaultAzureDevOpsCredentialsProvider,
  getGiteaRequestOptions,
  type ScmIntegrationRegistry,
} from '@backstage/integration';
import { AzureHost } from './AzureHost';
import { GiteaHost } from './GiteaHost';
import { HostClient, type Fetch } from './HostClient';
import type { PullRequestHost } from './PullRequestHost';

/** Upstream's actions for the hosts that it has them for. */
const UPSTREAM: Readonly<Record<string, string>> = {
  github: 'publish:github:pull-request',
  gitlab: 'publish:gitlab:merge-request',
  bitbucketCloud: 'publish:bitbucketCloud:pull-request',
  bitbucketServer: 'publish:bitbucketServer:pull-request',
  gerrit: 'publish:gerrit:review',
};

/**
 * The host of a repository, by the integrations of the configuration.
 *
 * @param options - `token`: the person's own, instead of what is configured.
 * @throws InputError when there is another action for the host, or when the
 * host is not known.
 */
export async function pullRequestHostOf(options: {
  integrations: ScmIntegrationRegistry;
  repositoryUrl: string;
  token: string | undefined;
  fetch: Fetch;
}): Promise<PullRequestHost> {
  const { integrations, token, fetch: fetchHost } = options;
  const url = new URL(options.repositoryUrl.replace(/\.git$/, ''));
  const gitea = integrations.gitea.byUrl(url);
  if (gitea) {
    const { config } = gitea;
    const base = new URL(config.baseUrl ?? `https://${config.host}`);
    const root = base.pathname.replace(/\/+$/, '');
    const name = url.pathname.slice(root.length).replace(/^\/+|\/+$/g, '');
    return GiteaHost.create({
      client: HostClient.create({
        name: `Gitea (${url.host})`,
        headers: token
          ? { authorization: `token ${token}` }
          : { ...getGiteaRequestOptions(config).headers },
        fetch: fetchHost,
      }),
      api: `${base.origin}${root}/api/v1/repos/${name}`,
    });
  }
  if (integrations.azure.byUrl(url)) {
    const place = azurePlace(url);
    return AzureHost.create({
      client: HostClient.create({
        name: `Azure DevOps (${url.host})`,
        headers: token
          ? { authorization: azureAuthorization(token) }
          : { ...(await azureHeaders(integrations, url.href)) },
        fetch: fetchHost,
      }),
      ...place,
    });
  }
  const type = integrations.byUrl(url)?.type ?? '';
  const action = UPSTREAM[type];
  throw new InputError(
    action
      ? `For ${url.host} use the action ${action}; this one is for Gitea and Azure DevOps`
      : `It is not known what kind of git host ${url.host} is. Add it to the integrations of the configuration; this action knows Gitea and Azure DevOps`,
  );
}

/** `…/<project>/_git/<repository>`; the project may be left out when it has the same name. */
function azurePlace(url: URL): { api: string; page: string } {
  const [before = '', after = ''] = url.pathname.split('/_git/');
  const name = after.split('/')[0] ?? '';
  if (!name) {
    throw new InputError(
      `The address of an Azure DevOps repository has /_git/ in it; ${url.host}${url.pathname} has not`,
    );
  }
  const parts = before.split('/').filter(Boolean);
  const isShort = url.hostname === 'dev.azure.com' && parts.length === 1;
  const project = isShort ? `${before}/${name}` : before;
  return {
    api: `${url.origin}${project}/_apis/git/repositories/${name}`,
    page: `${url.origin}${before}/_git/${name}`,
  };
}

async function azureHeaders(
  integrations: ScmIntegrationRegistry,
  url: string,
): Promise<Record<string, string> | undefined> {
  const found = await DefaultAzureDevOpsCredentialsProvider.fromIntegrations(
    integrations,
  ).getCredentials({ url });
  return found?.headers;
}

/** A token of Microsoft Entra is a JWT; the others are personal access tokens. */
function azureAuthorization(token: string): string {
  return token.split('.').length === 3
    ? `Bearer ${token}`
    : `Basic ${Buffer.from(`:${token}`).toString('base64')}`;
}
