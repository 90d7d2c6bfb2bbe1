import type { LoggerService } from '@backstage/backend-plugin-api';

/** Runs beside the requests, from the backend's start to its stop. */
export class BackgroundWork {
  readonly #controller = new AbortController();
  readonly #running: Promise<void>[] = [];
  readonly #logger: LoggerService;

  static create(logger: LoggerService): BackgroundWork {
    return new BackgroundWork(logger);
  }

  private constructor(logger: LoggerService) {
    this.#logger = logger;
  }

  start(name: string, work: (signal: AbortSignal) => Promise<void>): void {
    const { signal } = this.#controller;
    this.#running.push(
      work(signal).catch(error => {
        if (!signal.aborted) {
          this.#logger.error(
            `The ${name} ended by a fault of its own: ${error}`,
          );
        }
      }),
    );
  }

  async stop(): Promise<void> {
    this.#controller.abort(new Error('The backend stops'));
    await Promise.all(this.#running);
  }
}
