import { Worker } from 'node:worker_threads';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  AccessibleCluster,
  ClusterAccess,
  ClusterSink,
} from '@modelfleet/backstage-plugin-model-serving-node';
import { ClusterRequestError } from '../../transport';
import type {
  CredentialAnswer,
  FromThread,
  ThreadData,
  ToThread,
} from './messages';
import type { Reports } from './Reports';

const CREDENTIAL_TIMEOUT_MS = 10_000;

/** How a thread is started; tests start one that is compiled as it runs. */
export interface ThreadStart {
  readonly file: string;
  readonly execArgv?: readonly string[];
}

export interface ObserverThreadOptions {
  readonly start: ThreadStart;
  readonly data: ThreadData;
  readonly access: Pick<ClusterAccess, 'credential'>;
  readonly reports: Reports;
  readonly logger: LoggerService;
}

/** One cluster, as it is to be observed. */
export interface Observation {
  readonly cluster: AccessibleCluster;
  readonly delayMs: number;
  readonly lane: number;
  readonly sink: ClusterSink;
  /** In which version kinds were listed before, by resource. */
  remembered(): ReadonlyMap<string, string>;
}

interface Run {
  readonly cluster: AccessibleCluster;
  ended(how: 'ended' | 'lost', fault?: string): void;
}

/** A thread that observes clusters, as the main thread sees it. */
export class ObserverThread {
  readonly #options: ObserverThreadOptions;
  readonly #worker: Worker;
  readonly #runs = new Map<number, Run>();
  readonly #ready: Promise<boolean>;
  readonly #end = new AbortController();
  #setReady: (ready: boolean) => void = () => {};
  #counter = 0;
  #why: string | undefined;

  static start(options: ObserverThreadOptions): ObserverThread {
    return new ObserverThread(options);
  }

  private constructor(options: ObserverThreadOptions) {
    this.#options = options;
    const { file, execArgv } = options.start;
    this.#ready = new Promise(resolve => {
      this.#setReady = resolve;
    });
    this.#worker = new Worker(file, {
      workerData: options.data,
      name: 'model-serving observer',
      ...(execArgv && { execArgv: [...execArgv] }),
    });
    // The process ends with what it does, not with this.
    this.#worker.unref();
    this.#worker.on('message', (message: FromThread) => this.#take(message));
    this.#worker.on('error', error => {
      this.#why = String(error);
    });
    this.#worker.on('exit', code => {
      this.#why ??= `it ended with code ${code}`;
      this.#lose();
    });
  }

  /** Whether it began; never rejects. */
  get ready(): Promise<boolean> {
    return this.#ready;
  }

  /** Why it is gone; `undefined` while it is not. */
  get lost(): string | undefined {
    return this.#end.signal.aborted ? this.#why : undefined;
  }

  /**
   * Observes a cluster until the signal is aborted.
   *
   * @returns `lost` when the thread ended before that.
   * @throws when the observation ended by a fault of its own.
   */
  async observe(
    { cluster, delayMs, lane, sink, remembered }: Observation,
    signal: AbortSignal,
  ): Promise<'ended' | 'lost'> {
    if (this.#end.signal.aborted) return 'lost';
    if (signal.aborted) return 'ended';
    this.#counter += 1;
    const run = this.#counter;
    const { reports } = this.#options;
    const onAbort = () => {
      // What is still on its way is not this replica's to tell any more.
      reports.close(run);
      this.#send({ type: 'stop', run });
    };
    try {
      return await new Promise<'ended' | 'lost'>((resolve, reject) => {
        this.#runs.set(run, {
          cluster,
          ended: (how, fault) =>
            fault === undefined ? resolve(how) : reject(new Error(fault)),
        });
        reports.open(run, sink);
        signal.addEventListener('abort', onAbort);
        this.#send({
          type: 'observe',
          run,
          cluster,
          delayMs,
          lane,
          remembered: remembered(),
        });
      });
    } finally {
      signal.removeEventListener('abort', onAbort);
      reports.close(run);
      this.#runs.delete(run);
    }
  }

  async close(): Promise<void> {
    this.#why ??= 'it was closed';
    await this.#worker.terminate();
  }

  #send(message: ToThread): void {
    this.#worker.postMessage(message);
  }

  #take(message: FromThread): void {
    const { reports, logger } = this.#options;
    switch (message.type) {
      case 'ready':
        this.#setReady(true);
        break;
      case 'reports':
        try {
          reports.take(message.text);
        } finally {
          this.#send({ type: 'taken' });
        }
        break;
      case 'credential':
        this.#answer(message.ask, message.run, message.renew);
        break;
      case 'ended':
        this.#runs.get(message.run)?.ended('ended', message.fault);
        break;
      default:
        logger[message.level](message.message);
    }
  }

  async #answer(ask: number, run: number, renew: boolean): Promise<void> {
    this.#send({
      type: 'credential',
      ask,
      answer: await this.#credential(run, renew),
    });
  }

  async #credential(run: number, renew: boolean): Promise<CredentialAnswer> {
    const cluster = this.#runs.get(run)?.cluster;
    if (!cluster) return { refusal: undefined };
    const signal = AbortSignal.any([
      this.#end.signal,
      AbortSignal.timeout(CREDENTIAL_TIMEOUT_MS),
    ]);
    try {
      const { access } = this.#options;
      return {
        credential: await access.credential(cluster, { signal, renew }),
      };
    } catch (error) {
      // Another cause may quote a secret.
      const told = error instanceof ClusterRequestError;
      return { refusal: told ? error.toClusterError() : undefined };
    }
  }

  #lose(): void {
    this.#end.abort(new Error('The thread ended'));
    this.#setReady(false);
    this.#options.reports.end();
    for (const { ended } of [...this.#runs.values()]) ended('lost');
  }
}
