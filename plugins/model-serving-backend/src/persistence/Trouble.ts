import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';

/** Tells of a trouble when it begins and when it ends, and not in between. */
export class Trouble {
  readonly #logger: LoggerService;
  readonly #what: string;
  #lasts = false;

  /** @param what - for example "The fleet's state cannot be saved" */
  static create(logger: LoggerService, what: string): Trouble {
    return new Trouble(logger, what);
  }

  private constructor(logger: LoggerService, what: string) {
    this.#logger = logger;
    this.#what = what;
  }

  begins(error: unknown): void {
    if (!this.#lasts) {
      this.#lasts = true;
      const why = isError(error) ? error.message : String(error);
      this.#logger.warn(`${this.#what}: ${why}. It is tried again.`);
    }
  }

  ends(): void {
    if (this.#lasts) {
      this.#lasts = false;
      this.#logger.info(`No longer so: ${this.#what}`);
    }
  }
}
