import type { MessagePort } from 'node:worker_threads';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { createObservedProjections } from '@modelfleet/backstage-plugin-model-serving-common';
import type { ClusterCredential } from '@modelfleet/backstage-plugin-model-serving-node';
import { ClusterRequestError, HttpClusterTransport } from '../../transport';
import { systemClock } from '../Clock';
import { ClusterObserver } from '../ClusterObserver';
import { ListGate } from '../ListGate';
import { handOver } from './handedOver';
import type {
  CredentialAnswer,
  FromThread,
  ThreadData,
  ToThread,
} from './messages';
import { Outbox } from './Outbox';
import { outboxSink } from './outboxSink';
import { threadMeter } from './threadMeter';

type Observe = Extract<ToThread, { type: 'observe' }>;

/** Observes the clusters that the main thread names, until it ends. */
export function runThread(port: MessagePort, data: ThreadData): void {
  const { settings } = data;
  const send = (message: FromThread) => port.postMessage(message);
  const outbox = Outbox.create({
    send: text => send({ type: 'reports', text }),
    clock: systemClock,
    signal: new AbortController().signal,
  });
  const shared = {
    projections: [
      ...createObservedProjections(data.accelerators),
      ...data.handedOver.map(handOver),
    ],
    gate: ListGate.create(settings.lists, settings.listsOfCluster, {
      clock: systemClock,
      afterMs: settings.slowListMs,
    }),
    clock: systemClock,
    random: Math.random,
    settings,
    logger: threadLogger(send),
    meter: threadMeter(outbox),
  };
  const runs = new Map<number, AbortController>();
  const asks = new Map<number, (answer: CredentialAnswer) => void>();
  let asked = 0;

  async function credential(
    run: number,
    renew: boolean,
  ): Promise<ClusterCredential> {
    asked += 1;
    const ask = asked;
    const answer = await new Promise<CredentialAnswer>(resolve => {
      asks.set(ask, resolve);
      send({ type: 'credential', ask, run, renew });
    });
    if ('credential' in answer) return answer.credential;
    const { refusal } = answer;
    throw refusal
      ? new ClusterRequestError(refusal.message, refusal)
      : new Error('There is no credential');
  }

  function observe({ run, cluster, delayMs, lane, remembered }: Observe): void {
    const controller = new AbortController();
    runs.set(run, controller);
    ClusterObserver.create({
      ...shared,
      cluster: cluster.name,
      delayMs,
      lane,
      remembered,
      transport: HttpClusterTransport.create({
        cluster,
        access: {
          credential: (_, { renew = false }) => credential(run, renew),
        },
      }),
      sink: outboxSink(run, outbox),
    })
      .run(controller.signal)
      .then(
        () => ended(run),
        error => ended(run, String(error)),
      );
  }

  function ended(run: number, fault?: string): void {
    runs.delete(run);
    outbox.flush();
    send({ type: 'ended', run, ...(fault !== undefined && { fault }) });
  }

  port.on('message', (message: ToThread) => {
    switch (message.type) {
      case 'observe':
        observe(message);
        break;
      case 'stop':
        runs.get(message.run)?.abort(new Error('The observation was stopped'));
        break;
      case 'taken':
        outbox.taken();
        break;
      default:
        asks.get(message.ask)?.(message.answer);
        asks.delete(message.ask);
    }
  });
  send({ type: 'ready' });
}

function threadLogger(send: (message: FromThread) => void): LoggerService {
  const at = (level: 'error' | 'warn' | 'info' | 'debug') => (said: unknown) =>
    send({ type: 'log', level, message: String(said) });
  const logger: LoggerService = {
    error: at('error'),
    warn: at('warn'),
    info: at('info'),
    debug: at('debug'),
    child: () => logger,
  };
  return logger;
}
