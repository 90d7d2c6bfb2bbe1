import { fork, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';

const NODE_TRANSFORM = require.resolve(
  '@backstage/cli/config/nodeTransform.cjs',
);
const STOP_WITHIN_MS = 15_000;

export interface ChildOptions {
  readonly script: string;
  readonly args: readonly string[];
  /** What the process says; read when it fails. */
  readonly logFile: string;
  readonly nodeOptions?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

interface Pending {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/**
 * A process of the benchmark that answers questions. Question 0 is never
 * asked: its answer says that the process is ready.
 */
export class Child<Ready, Request, Answer> {
  readonly #process: ChildProcess;
  readonly #pending = new Map<number, Pending>();
  readonly #logFile: string;
  #asked = 0;
  #ended = false;

  readonly ready: Promise<Ready>;

  static start<Ready, Request, Answer>(
    options: ChildOptions,
  ): Child<Ready, Request, Answer> {
    return new Child<Ready, Request, Answer>(options);
  }

  private constructor(options: ChildOptions) {
    this.#logFile = options.logFile;
    const log = fs.openSync(options.logFile, 'w');
    this.#process = fork(options.script, options.args, {
      execArgv: ['--require', NODE_TRANSFORM, ...(options.nodeOptions ?? [])],
      env: { ...process.env, ...options.env },
      // The backend looks for its packages from here.
      cwd: __dirname,
      stdio: ['ignore', log, log, 'ipc'],
    });
    fs.closeSync(log);
    this.ready = this.#expect<Ready>(0);
    // Whoever waits for it is told; nobody may, when something else failed.
    this.ready.catch(() => undefined);
    this.#process.on('message', message => this.#take(message));
    this.#process.on('exit', code => this.#exited(code));
  }

  ask(request: Request): Promise<Answer> {
    if (this.#ended) return Promise.reject(this.#endError('is gone'));
    this.#asked += 1;
    const answer = this.#expect<Answer>(this.#asked);
    this.#process.send({ id: this.#asked, request });
    return answer;
  }

  async stop(): Promise<void> {
    if (this.#ended) return;
    const ended = new Promise(resolve => this.#process.once('exit', resolve));
    this.#process.kill('SIGTERM');
    const kill = setTimeout(
      () => this.#process.kill('SIGKILL'),
      STOP_WITHIN_MS,
    );
    await ended;
    clearTimeout(kill);
  }

  #expect<T>(id: number): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      // Both ends of the channel are ours and of the same version.
      this.#pending.set(id, {
        resolve: answer => resolve(answer as T),
        reject,
      });
    });
  }

  #take(message: unknown): void {
    const { id, answer } = message as { id: number; answer: unknown };
    this.#pending.get(id)?.resolve(answer);
    this.#pending.delete(id);
  }

  #exited(code: number | null): void {
    this.#ended = true;
    const error = this.#endError(`ended with ${code ?? 'a signal'}`);
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }

  #endError(what: string): Error {
    return new Error(
      `A process of the benchmark ${what}; it wrote ${this.#logFile}`,
    );
  }
}
