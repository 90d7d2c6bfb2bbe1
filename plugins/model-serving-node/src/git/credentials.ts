import type { Config } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import type { GitOpsRepository } from '@modelfleet/backstage-plugin-model-serving-common';
import { integrationCredentials } from './integrationCredentials';
import type { GitCredentials } from './types';

/** Finds what opens a configured repository. @public */
export interface GitCredentialsProvider {
  /** `undefined` when nothing is configured: the server may be open. */
  getCredentials(
    repository: GitOpsRepository,
  ): Promise<GitCredentials | undefined>;
}

/**
 * Takes `modelServing.gitops.repositories[].credentials`, else what
 * `integrations` says of the host (tokens, GitHub Apps, OAuth clients).
 *
 * @public
 */
export class ConfiguredGitCredentials implements GitCredentialsProvider {
  readonly #own: ReadonlyMap<string, GitCredentials>;
  readonly #integrations: ScmIntegrations;

  static fromConfig(config: Config): ConfiguredGitCredentials {
    const own = new Map<string, GitCredentials>();
    for (const entry of config.getOptionalConfigArray(
      'modelServing.gitops.repositories',
    ) ?? []) {
      const credentials = entry.getOptionalConfig('credentials');
      if (credentials) {
        const username = credentials.getOptionalString('username');
        own.set(entry.getString('id'), {
          ...(username && { username }),
          password: credentials.getString('password'),
        });
      }
    }
    return new ConfiguredGitCredentials(
      own,
      ScmIntegrations.fromConfig(config),
    );
  }

  private constructor(
    own: ReadonlyMap<string, GitCredentials>,
    integrations: ScmIntegrations,
  ) {
    this.#own = own;
    this.#integrations = integrations;
  }

  async getCredentials(
    repository: GitOpsRepository,
  ): Promise<GitCredentials | undefined> {
    return (
      this.#own.get(repository.id) ??
      integrationCredentials(this.#integrations, repository.url)
    );
  }
}
