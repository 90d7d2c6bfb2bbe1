import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  ScmIntegrations,
  type ScmIntegrationRegistry,
} from '@backstage/integration';
import type { GitOpsRepository } from '@modelfleet/backstage-plugin-model-serving-common';
import {
  DefaultGitOpsRepositoryClient,
  readGitOpsConfig,
  type GitCredentials,
  type GitOpsRepositoryClient,
} from '@modelfleet/backstage-plugin-model-serving-node';
import type { PullRequestHost } from '../pullRequest/PullRequestHost';
import { pullRequestHostOf } from '../pullRequest/pullRequestHostOf';
import { commitUrl } from './commitUrl';

/** The configured repositories, and with whose credentials they are opened. */
export interface Repositories {
  /** @throws NotFoundError when no repository has this id. */
  repository(id: string): GitOpsRepository;
  /** @throws NotFoundError when no repository has this id. */
  client(id: string): GitOpsRepositoryClient;
  /**
   * What opens a repository for writing: the person's token when they gave
   * one, otherwise what is configured (`undefined`).
   *
   * @throws InputError when `scaffolder.requireScmUserCredentials` asks for a
   * token and there is none.
   */
  credentialsForWriting(token: string | undefined): GitCredentials | undefined;
  /**
   * The pull requests of a repository, for hosts that upstream has no action
   * for.
   *
   * @throws InputError for other hosts, naming what to use.
   */
  pullRequestHost(
    id: string,
    token: string | undefined,
  ): Promise<PullRequestHost>;
  /** The page of a commit, where the git host is known to have one. */
  commitUrl(repositoryUrl: string, commit: string): string | undefined;
}

/** {@link Repositories} of `modelServing.gitops.repositories[]`. */
export class ConfiguredRepositories implements Repositories {
  readonly #repositories: readonly GitOpsRepository[];
  readonly #clients: ReadonlyMap<string, GitOpsRepositoryClient>;
  readonly #requireUserCredentials: boolean;
  readonly #integrations: ScmIntegrationRegistry;

  private constructor(
    repositories: readonly GitOpsRepository[],
    clients: ReadonlyMap<string, GitOpsRepositoryClient>,
    requireUserCredentials: boolean,
    integrations: ScmIntegrationRegistry,
  ) {
    this.#repositories = repositories;
    this.#clients = clients;
    this.#requireUserCredentials = requireUserCredentials;
    this.#integrations = integrations;
  }

  static fromConfig(config: RootConfigService): ConfiguredRepositories {
    const repositories = readGitOpsConfig(config);
    return new ConfiguredRepositories(
      repositories,
      new Map(
        repositories.map(repository => [
          repository.id,
          DefaultGitOpsRepositoryClient.fromConfig(config, { repository }),
        ]),
      ),
      config.getOptionalBoolean('scaffolder.requireScmUserCredentials') ??
        false,
      ScmIntegrations.fromConfig(config),
    );
  }

  repository(id: string): GitOpsRepository {
    const repository = this.#repositories.find(known => known.id === id);
    return repository ?? throwUnknown(id);
  }

  client(id: string): GitOpsRepositoryClient {
    return this.#clients.get(id) ?? throwUnknown(id);
  }

  credentialsForWriting(token: string | undefined): GitCredentials | undefined {
    if (token) {
      return userCredentials(token);
    }
    if (this.#requireUserCredentials) {
      throw new InputError(
        "scaffolder.requireScmUserCredentials is on, so a commit needs your own credentials: the template must ask for them and pass them as 'token'",
      );
    }
    return undefined;
  }

  async pullRequestHost(
    id: string,
    token: string | undefined,
  ): Promise<PullRequestHost> {
    return pullRequestHostOf({
      integrations: this.#integrations,
      repositoryUrl: this.repository(id).url,
      token,
      fetch,
    });
  }

  commitUrl(repositoryUrl: string, commit: string): string | undefined {
    return commitUrl(this.#integrations, repositoryUrl, commit);
  }
}

function throwUnknown(id: string): never {
  throw new NotFoundError(
    `The scaffolder knows no repository '${id}'; it must have the same modelServing.gitops configuration as the model-serving backend`,
  );
}

// GitHub takes any user name beside a token; GitLab wants this one for the
// OAuth tokens that a person's sign-in gives.
function userCredentials(token: string): GitCredentials {
  return { username: 'oauth2', password: token };
}
