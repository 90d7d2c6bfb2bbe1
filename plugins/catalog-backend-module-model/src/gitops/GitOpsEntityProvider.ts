import {
  LoggerService,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  SchedulerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { isError } from '@backstage/errors';
import {
  ScmIntegrationRegistry,
  ScmIntegrations,
} from '@backstage/integration';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { GitOpsRepository } from '@modelfleet/backstage-plugin-model-serving-common';
import {
  DefaultGitOpsRepositoryClient,
  GitOpsRepositoryClient,
  readGitOpsConfig,
} from '@modelfleet/backstage-plugin-model-serving-node';
import { planMutation } from './planMutation';
import { ProblemLog } from './ProblemLog';
import { readServiceFiles } from './readServiceFiles';
import { readServicePath } from './servicePath';
import { settleClaims } from './settleClaims';
import { HeldRefs } from './types';

const DEFAULT_SCHEDULE = {
  frequency: { seconds: 30 },
  timeout: { minutes: 1 },
};

/**
 * How long an unchanged repository is believed to be in the catalog: someone
 * may have deleted an entity there, which a look at the branch does not show.
 */
const TRUSTED_MS = 10 * 60_000;

/** What the provider needs of a repository. */
export type RepositoryReader = Pick<
  GitOpsRepositoryClient,
  'head' | 'readTree'
>;

export interface GitOpsEntityProviderOptions {
  readonly repository: GitOpsRepository;
  readonly reader: RepositoryReader;
  readonly integrations: ScmIntegrationRegistry;
  readonly logger: LoggerService;
  readonly schedule: SchedulerServiceTaskRunner;
  /** In milliseconds. */
  readonly now?: () => number;
}

/**
 * Brings the inference services of one GitOps repository into the catalog: a
 * merge creates and changes the Component, a removal deletes it, and whatever
 * goes wrong on the way deletes nothing.
 */
export class GitOpsEntityProvider implements EntityProvider {
  readonly #options: GitOpsEntityProviderOptions;
  readonly #problems: ProblemLog;
  readonly #now: () => number;
  #connection: EntityProviderConnection | undefined;
  #applied:
    | { readonly commit: string; readonly at: number; readonly held: HeldRefs }
    | undefined;

  /** One for every configured repository. */
  static fromConfig(
    config: Config,
    options: {
      readonly logger: LoggerService;
      readonly scheduler: SchedulerService;
    },
  ): GitOpsEntityProvider[] {
    const key = 'catalog.providers.modelServing.schedule';
    const schedule = config.has(key)
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
          config.getConfig(key),
        )
      : DEFAULT_SCHEDULE;
    const integrations = ScmIntegrations.fromConfig(config);
    return readGitOpsConfig(config).map(repository =>
      GitOpsEntityProvider.create({
        repository,
        reader: DefaultGitOpsRepositoryClient.fromConfig(config, {
          repository,
        }),
        integrations,
        logger: options.logger,
        schedule: options.scheduler.createScheduledTaskRunner(schedule),
      }),
    );
  }

  static create(options: GitOpsEntityProviderOptions): GitOpsEntityProvider {
    return new GitOpsEntityProvider(options);
  }

  private constructor(options: GitOpsEntityProviderOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#problems = ProblemLog.create(options.repository, options.logger);
  }

  getProviderName(): string {
    return `model-serving-gitops:${this.#options.repository.id}`;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    await this.#options.schedule.run({
      id: `refresh-${this.getProviderName()}`,
      fn: signal => this.refresh(signal),
    });
  }

  /** Looks at the repository once. Never throws: the next look may do better. */
  async refresh(signal?: AbortSignal): Promise<void> {
    try {
      await this.#refresh(signal ? { signal } : {});
      this.#problems.reached();
    } catch (error) {
      this.#problems.unreachable(isError(error) ? error.message : `${error}`);
    }
  }

  async #refresh(call: { readonly signal?: AbortSignal }): Promise<void> {
    const { repository, reader, integrations } = this.#options;
    const at = this.#now();
    const applied = this.#applied;
    const trusted = applied !== undefined && at - applied.at < TRUSTED_MS;
    if (trusted && (await reader.head(call)) === applied.commit) {
      return;
    }
    const tree = await reader.readTree({
      ...call,
      include: path => readServicePath(repository, path) !== undefined,
    });
    const held: HeldRefs = applied?.held ?? new Map();
    const files = settleClaims(
      held,
      await readServiceFiles(integrations, repository, tree),
    );
    const plan = planMutation(this.getProviderName(), held, files);
    await this.#connection?.applyMutation(plan.mutation);
    this.#applied = { commit: tree.commit, at, held: plan.held };
    this.#problems.read(tree.commit, files);
  }
}
