import {
  DefaultAzureDevOpsCredentialsProvider,
  DefaultGithubCredentialsProvider,
  DefaultGitlabCredentialsProvider,
  getBitbucketCloudOAuthToken,
} from '@backstage/integration';
import type {
  BitbucketCloudIntegration,
  ScmIntegrations,
} from '@backstage/integration';
import type { GitCredentials } from './types';

/**
 * What the configured integration for a URL's host gives for git over HTTP.
 * The user names are those that each host documents for tokens.
 */
export async function integrationCredentials(
  integrations: ScmIntegrations,
  url: string,
): Promise<GitCredentials | undefined> {
  if (integrations.github.byUrl(url)) {
    const { token } = await DefaultGithubCredentialsProvider.fromIntegrations(
      integrations,
    ).getCredentials({ url });
    return basic('x-access-token', token);
  }
  if (integrations.gitlab.byUrl(url)) {
    const { token } = await DefaultGitlabCredentialsProvider.fromIntegrations(
      integrations,
    ).getCredentials({ url });
    return basic('oauth2', token);
  }
  if (integrations.azure.byUrl(url)) {
    const found = await DefaultAzureDevOpsCredentialsProvider.fromIntegrations(
      integrations,
    ).getCredentials({ url });
    return found?.type === 'bearer'
      ? { scheme: 'bearer', password: found.token }
      : basic('git', found?.token);
  }
  const bitbucketCloud = integrations.bitbucketCloud.byUrl(url);
  if (bitbucketCloud) {
    return fromBitbucketCloud(bitbucketCloud.config);
  }
  const bitbucketServer = integrations.bitbucketServer.byUrl(url)?.config;
  if (bitbucketServer?.token) {
    return { scheme: 'bearer', password: bitbucketServer.token };
  }
  const named =
    bitbucketServer ??
    integrations.gitea.byUrl(url)?.config ??
    integrations.gerrit.byUrl(url)?.config;
  return basic(named?.username, named?.password);
}

async function fromBitbucketCloud(
  config: BitbucketCloudIntegration['config'],
): Promise<GitCredentials | undefined> {
  if (config.clientId && config.clientSecret) {
    const token = await getBitbucketCloudOAuthToken(
      config.clientId,
      config.clientSecret,
    );
    return basic('x-token-auth', token);
  }
  return config.token
    ? basic('x-bitbucket-api-token-auth', config.token)
    : basic(config.username, config.appPassword);
}

function basic(
  username: string | undefined,
  password: string | undefined,
): GitCredentials | undefined {
  if (!password) {
    return undefined;
  }
  return username ? { username, password } : { password };
}
