import { LoggerService } from '@backstage/backend-plugin-api';
import { GitOpsRepository } from '@modelfleet/backstage-plugin-model-serving-common';
import { ServiceFile } from './types';

/**
 * Tells the operator what is wrong with a repository, once: the same sentence
 * every few seconds would bury everything else.
 */
export class ProblemLog {
  readonly #repository: GitOpsRepository;
  readonly #logger: LoggerService;
  #outage: string | undefined;
  #files: ReadonlyMap<string, string> = new Map();

  static create(
    repository: GitOpsRepository,
    logger: LoggerService,
  ): ProblemLog {
    return new ProblemLog(repository, logger);
  }

  private constructor(repository: GitOpsRepository, logger: LoggerService) {
    this.#repository = repository;
    this.#logger = logger;
  }

  unreachable(reason: string): void {
    if (reason !== this.#outage) {
      this.#logger.warn(
        `GitOps repository "${
          this.#repository.id
        }" could not be read, the catalog keeps what it has of it: ${reason}`,
      );
    }
    this.#outage = reason;
  }

  reached(): void {
    if (this.#outage !== undefined) {
      this.#logger.info(
        `GitOps repository "${this.#repository.id}" can be read again`,
      );
    }
    this.#outage = undefined;
  }

  /** After files were read and what is right with them was taken. */
  read(commit: string, files: readonly ServiceFile[]): void {
    const problems = new Map<string, string>();
    for (const file of files) {
      if ('problem' in file) {
        problems.set(file.path, file.problem);
        if (this.#files.get(file.path) !== file.problem) {
          this.#warn(file.path, file.problem, file.keep);
        }
      }
    }
    this.#files = problems;
    this.#logger.debug(
      `GitOps repository "${this.#repository.id}" at ${commit.slice(0, 12)}: ${
        files.length - problems.size
      } service files taken, ${problems.size} not`,
    );
  }

  #warn(path: string, problem: string, keep: boolean): void {
    const consequence = keep
      ? '. Until it is right or removed, the catalog keeps what it had from it'
      : '';
    this.#logger.warn(
      `GitOps repository "${
        this.#repository.id
      }": ${path} is not taken: ${problem}${consequence}`,
    );
  }
}
